// Any text as the description that ffprobe prints: whatever it says, the ladder that follows from it is one
// that can be encoded.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/ffprobe_json.h"
#include "media/ladder.h"

namespace {

void demand(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto info = vtp::media::parse_ffprobe({reinterpret_cast<const char*>(data), size});
  if (!info) return 0;
  demand(std::isfinite(info->duration_seconds) && info->duration_seconds >= 0);
  if (!info->video) return 0;
  demand(info->video->rotation_degrees % 90 == 0 && info->video->frame_rate.denominator > 0);
  const auto [width, height] = info->video->size;
  // What probe() lets through.
  if (width < 16 || height < 16 || width > 8192 || height > 8192) return 0;
  for (const auto& rung : vtp::media::ladder_for(*info))
    demand(rung.size.width > 0 && rung.size.height > 0 && rung.size.width % 2 == 0 &&
           rung.size.height % 2 == 0 && rung.video_kbps > 0 && rung.frame_rate.numerator > 0 &&
           rung.frame_rate.denominator > 0);
  return 0;
}
