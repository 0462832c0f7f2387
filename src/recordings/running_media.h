// The media of recordings whose class is being streamed, as playback needs them. `live` implements this.
#pragma once

#include <optional>

#include "base/error.h"
#include "base/identity.h"
#include "http/request.h"
#include "http/response.h"
#include "recordings/visit.h"

namespace vtp::recordings {

/// Who calls has seen to it that the caller may view the recording. Thread-safe.
class RunningMedia {
 public:
  virtual ~RunningMedia() = default;

  /// Is the class streamed now?
  [[nodiscard]] virtual bool is_live(RecordingId recording) const = 0;

  /// Has it been until a moment ago, so that players are still served?
  [[nodiscard]] virtual bool has_media(RecordingId recording) const = 0;

  /// Row 22: what the path names of a live stream, perhaps later. Never blocks. nullopt if the path names
  /// nothing that only a live stream has.
  virtual std::optional<http::Response> segment(const http::Request& request, RecordingId recording) = 0;

  /// Row 23 as long as the class is streamed; nullopt otherwise. VIEWER_LIMIT_REACHED, VIEWER_NOT_FOUND.
  virtual std::optional<Result<std::string>> manifest(const http::Request& request,
                                                      RecordingId recording) = 0;
};

}  // namespace vtp::recordings
