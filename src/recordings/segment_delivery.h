// Row 22: initialisation and media segments, straight from the disk, or interleaved on the fly.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "blobs/directory.h"
#include "http/route.h"
#include "recordings/media_passes.h"
#include "recordings/playback_service.h"

namespace vtp::recordings {

class SegmentDelivery {
 public:
  SegmentDelivery(PlaybackService& playback, blobs::Directory& store, MediaPasses& passes)
      : playback_(playback), store_(store), passes_(passes) {}

  /// Without a query and without waiting: for callers who were let in lately. Runs on the network thread.
  std::optional<http::Response> deliver_at_once(const http::Request& request);

  Result<http::Response> deliver(const http::Request& request);

 private:
  using OpenPointer = std::shared_ptr<const OpenRendition>;
  Result<OpenPointer> open(const http::Request& request, RecordingId id, const std::string& rendition);
  Result<http::Response> interleave(const http::Request& request, RecordingId id, const std::string& video,
                                    const std::string& file);

  PlaybackService& playback_;
  blobs::Directory& store_;
  MediaPasses& passes_;
};

/// The objects must outlive the table.
void add_segment_route(http::RouteTable& table, SegmentDelivery& delivery);

}  // namespace vtp::recordings
