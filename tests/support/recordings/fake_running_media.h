// A class that is streamed, of which a test says what there is.
#pragma once

#include <optional>
#include <string>

#include "recordings/running_media.h"

namespace vtp::recordings::test {

class FakeRunningMedia final : public RunningMedia {
 public:
  [[nodiscard]] bool is_live(RecordingId id) const override { return recording == id; }
  [[nodiscard]] bool has_media(RecordingId id) const override { return recording == id; }
  std::optional<http::Response> segment(const http::Request& request, RecordingId id) override {
    if (recording != id || request.path_parameter("segment") != name) return std::nullopt;
    return http::text_response(200, "video/mp4", "live bytes");
  }
  std::optional<Result<std::string>> manifest(const http::Request&, RecordingId id) override {
    if (recording != id) return std::nullopt;
    if (refusal) return std::unexpected(*refusal);
    return "<MPD type=\"dynamic\"/>";
  }

  std::optional<RecordingId> recording;  // that is streamed
  std::string name = "live-7.m4s";       // all that it has
  std::optional<Error> refusal;
};

}  // namespace vtp::recordings::test
