// Any bytes as an initialisation segment and a media segment, cut where the first two bytes say. What is
// understood of them must survive being written anew.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "media/mp4/fragment.h"
#include "media/mp4/init_writer.h"
#include "media/mp4/track.h"

namespace {

using namespace vtp::media::mp4;

void demand(bool condition) {
  if (!condition) std::abort();
}

SampleDefaults rewrite_init(std::string_view init) {
  const auto track = parse_init(init);
  if (!track) return {};
  const InitTrack wanted{.init = init, .id = 7, .delay = track->delay};
  const auto written = write_init({&wanted, 1});
  demand(written.has_value());
  const auto again = parse_init(*written);
  demand(again && again->id == 7 && again->kind == track->kind && again->codec == track->codec &&
         again->timescale == track->timescale && again->delay == track->delay &&
         again->defaults.size == track->defaults.size);
  return track->defaults;
}

void rewrite_fragment(std::string_view segment, const SampleDefaults& defaults) {
  const auto fragment = parse_fragment(segment, defaults);
  if (!fragment) return;
  std::size_t size = 0;
  for (const auto& sample : fragment->samples) size += sample.data.size();
  // The same bytes may be named by many samples.
  if (size > 1'000'000) return;
  std::string written;
  append_fragment(written, 1, 1, fragment->decode_time, fragment->samples);
  const auto again = parse_fragment(written, {});
  demand(again && again->decode_time == fragment->decode_time &&
         std::ranges::equal(again->samples, fragment->samples, [](const Sample& a, const Sample& b) {
           return a.duration == b.duration && a.flags == b.flags &&
                  a.composition_offset == b.composition_offset && a.data == b.data;
         }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto cut = std::min<std::size_t>(data[0] * 256U + data[1], bytes.size());
  rewrite_fragment(bytes.substr(cut), rewrite_init(bytes.substr(0, cut)));
  return 0;
}
