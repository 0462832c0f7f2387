// Row 22: initialisation and media segments, straight from the disk, or interleaved on the fly.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "blobs/directory.h"
#include "http/open_files.h"
#include "http/route.h"
#include "recordings/media_passes.h"
#include "recordings/playback_service.h"
#include "recordings/running_media.h"

namespace vtp::recordings {

class SegmentDelivery {
 public:
  SegmentDelivery(PlaybackService& playback, blobs::Directory& store, MediaPasses& passes, const Clock& clock)
      : playback_(playback), store_(store), passes_(passes), files_(clock) {}

  /// Without a query and without waiting: for callers who were let in lately. Runs on the network thread.
  std::optional<http::Response> deliver_at_once(const http::Request& request);

  Result<http::Response> deliver(const http::Request& request);

  /// Before the first request; outlives the requests.
  void set_running_media(RunningMedia& running) { running_ = &running; }

 private:
  Result<http::Response> file_of(const http::Request& request, const OpenRendition& open,
                                 const std::string& name);
  using OpenPointer = std::shared_ptr<const OpenRendition>;
  Result<OpenPointer> open(const http::Request& request, RecordingId id, const std::string& rendition);
  /// nullopt if it is nothing of a live stream.
  std::optional<Result<http::Response>> deliver_live(const http::Request& request);
  Result<http::Response> interleave(const http::Request& request, RecordingId id, const std::string& video,
                                    const std::string& file);

  PlaybackService& playback_;
  blobs::Directory& store_;
  MediaPasses& passes_;
  RunningMedia* running_ = nullptr;  // nullptr: no classes in this process
  http::OpenFiles files_;  // every rendition has a folder of its own: a name never stands for two contents
};

/// The objects must outlive the table.
void add_segment_route(http::RouteTable& table, SegmentDelivery& delivery);

}  // namespace vtp::recordings
