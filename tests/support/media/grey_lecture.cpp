#include "support/media/grey_lecture.h"

#include <algorithm>

namespace vtp::media::test {

GreyLecture::GreyLecture() {
  const auto tools = quick_tools();
  make_media(folder_ / "grey.mp4",
             "-f lavfi -i nullsrc=size=320x240:rate=25:duration=24,geq=lum=8*floor(T):cb=128:cr=128 "
             "-f lavfi -i sine=duration=24 -c:v libx264 -preset ultrafast -c:a aac");
  const auto info = probe(tools, folder_ / "grey.mp4").value();
  auto stored = encode(tools,
                       {.input = folder_ / "grey.mp4",
                        .info = info,
                        .rungs = ladder_for(info),
                        .output = folder_.path(),
                        .segment_seconds = 10,
                        .preset = "superfast"},
                       {})
                    .value();
  video_ = std::move(stored.at(0).index);
  audio_ = std::move(stored.at(1).index);
}

double GreyLecture::grey_of_second(int second) {
  return std::max(0.0, (8 * second - 16) * 255.0 / 219);
}

}  // namespace vtp::media::test
