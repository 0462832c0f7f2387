// A track of a live stream as it is delivered: what its index says, and the bytes of its data file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "http/response.h"
#include "live/running_recordings.h"
#include "live/streaming/viewer_rules.h"

namespace vtp::live {

class LiveTrack {
 public:
  /// Opens the data file, which may move or vanish afterwards.
  explicit LiveTrack(RunningTrack track);

  [[nodiscard]] const std::string& name() const { return track_.rendition; }
  [[nodiscard]] bool is_video() const { return track_.kind == media::TrackKind::video; }
  [[nodiscard]] double frame_rate() const { return track_.frame_rate; }
  [[nodiscard]] bool is_of(const media::TrackLog* log) const { return track_.log.get() == log; }
  /// Of a picture, once something of it is there.
  [[nodiscard]] std::optional<QualityLabel> label() const;

  /// Calls `function` with the index, which stays as it is meanwhile. The recorder waits for it.
  template <class Function>
  auto look(Function&& function) const {
    if (last_) return std::forward<Function>(function)(*last_);
    return track_.log->look(std::forward<Function>(function));
  }

  /// As it is now, for ever: with an end, and without what is not complete.
  [[nodiscard]] std::shared_ptr<const LiveTrack> frozen() const;

  /// Bytes of the data file. NOT_READY if it could not be opened.
  [[nodiscard]] Result<http::FilePiece> bytes(std::uint64_t offset, std::uint64_t size) const;

 private:
  RunningTrack track_;
  std::optional<http::FilePiece> file_;
  std::optional<media::TrackIndex> last_;
};

using LiveTrackPointer = std::shared_ptr<const LiveTrack>;

}  // namespace vtp::live
