#include "media/remux.h"

#include <chrono>
#include <vector>

#include "media/mp4/progressive.h"

namespace vtp::media {

Result<void> remux(const RemuxRequest& request, const Watch& watch) {
  std::vector<StoredFolder> tracks;
  double media_seconds = 0;
  for (const auto* track : {&request.video, &request.audio})
    if (*track) {
      tracks.push_back(**track);
      media_seconds = std::max(media_seconds, (*track)->index.duration_seconds());
    }
  if (tracks.empty()) return fail(ErrorCode::internal_error, "There is nothing to make a file of.");
  const auto started = std::chrono::steady_clock::now();
  return mp4::write_progressive(tracks, request.output, [&](double fraction) {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    if (watch.on_progress)
      watch.on_progress({fraction, elapsed.count() > 0 ? fraction * media_seconds / elapsed.count() : 0});
    return !watch.should_stop || !watch.should_stop();
  });
}

}  // namespace vtp::media
