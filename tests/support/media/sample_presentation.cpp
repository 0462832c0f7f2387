#include "support/media/sample_presentation.h"

namespace vtp::media::test {

Presentation sample_presentation() {
  const auto video = [](std::string name, PictureSize size, int kbps, std::string codec,
                        std::uint32_t bytes) {
    return VideoRendition{.name = std::move(name),
                          .size = size,
                          .frame_rate = 30000.0 / 1001,
                          .video_kbps = kbps,
                          .index = {.timescale = 30000,
                                    .codec = std::move(codec),
                                    .segments = {{300300, bytes}, {300300, bytes}, {150150, bytes / 2}}}};
  };
  Presentation presentation;
  presentation.videos = {video("360p", {640, 360}, 500, "avc1.64001E", 625'000),
                         video("480p", {854, 480}, 1000, "avc1.64001F", 1'250'000),
                         video("720p", {1280, 720}, 2000, "avc1.64001F", 2'500'000)};
  presentation.audio =
      AudioRendition{.name = "audio",
                     .index = {.kind = TrackKind::audio,
                               .timescale = 48000,
                               .codec = "mp4a.40.2",
                               .segments = {{480256, 160'000}, {480256, 160'000}, {240640, 80'000}}}};
  return presentation;
}

}  // namespace vtp::media::test
