// Row 26 and E55: the thumbnail, and the pictures behind the seek bar.
#pragma once

#include "http/route.h"
#include "recordings/media_passes.h"
#include "recordings/prepared_files.h"

namespace vtp::recordings {

class PictureDelivery {
 public:
  PictureDelivery(db::Database& database, const Clock& clock, blobs::Directory& store, PreparedFiles& files,
                  MediaPasses& passes)
      : database_(database), clock_(clock), store_(store), files_(files), passes_(passes) {}

  Result<http::Response> thumbnail(const http::Request& request, int width);
  Result<http::Response> storyboard(const http::Request& request);
  Result<http::Response> sheet(const http::Request& request);
  /// Without a query: for callers who were let in lately. Runs on the network thread.
  std::optional<http::Response> sheet_at_once(const http::Request& request);

 private:
  Result<Access> find(const http::Request& request);
  /// False for good if there are no pictures, else until its job is done.
  [[nodiscard]] bool has_storyboard(const Recording& recording) const;
  Result<http::Response> sheet_file(const http::Request& request, RecordingId id);

  db::Database& database_;
  const Clock& clock_;
  blobs::Directory& store_;
  PreparedFiles& files_;
  MediaPasses& passes_;
};

/// `pictures` must outlive the table.
void add_picture_routes(http::RouteTable& table, PictureDelivery& pictures);

}  // namespace vtp::recordings
