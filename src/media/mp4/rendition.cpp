#include "media/mp4/rendition.h"

#include <algorithm>
#include <cstdint>

#include "base/try.h"
#include "media/files.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_writer.h"
#include "media/mp4/track.h"
#include "media/names.h"

namespace vtp::media::mp4 {
namespace {

constexpr std::int64_t max_delay = 1U << 30U;  // ticks

/// When the first sample is shown, in ticks after the first one is decoded.
std::int64_t first_delay(const Fragment& fragment) {
  std::int64_t earliest = INT64_MAX;
  std::int64_t time = 0;
  for (const auto& sample : fragment.samples) {
    earliest = std::min(earliest, time + sample.composition_offset);
    time += sample.duration;
  }
  return earliest;
}

class Adoption {
 public:
  Adoption(const std::filesystem::path& folder, const Track& track) : folder_(folder), track_(track) {}

  Result<void> add(std::size_t number) {
    const auto path = folder_ / segment_name(number);
    VTP_TRY(const auto bytes, read_file(path, max_segment_size));
    VTP_TRY(auto fragment, parse_fragment(bytes, track_.defaults));
    if (number == 0) {
      start_ = end_ = fragment.decode_time;
      delay_ = first_delay(fragment);
    }
    if (fragment.decode_time < end_) return fail(ErrorCode::internal_error, "segments overlap");
    // The last frame of a segment is shown until the next segment begins.
    if (number > 0) segments_.back().duration += fragment.decode_time - end_;
    end_ = fragment.decode_time + fragment.duration();
    std::string rewritten;
    append_fragment(rewritten, static_cast<std::uint32_t>(number + 1), track_.id, fragment.decode_time,
                    fragment.samples);
    segments_.push_back({fragment.duration(), static_cast<std::uint32_t>(rewritten.size())});
    return write_file(path, rewritten);
  }

  Result<SegmentIndex> finish(std::string_view init) {
    if (delay_ < 0 || delay_ > max_delay)
      return fail(ErrorCode::internal_error, "pictures shown before they are decoded");
    const InitTrack track{init, track_.id, static_cast<std::uint32_t>(delay_)};
    VTP_TRY(const auto rewritten, write_init({&track, 1}));
    VTP_CHECK(write_file(folder_ / init_name, rewritten));
    return SegmentIndex{.kind = track_.kind,
                        .timescale = track_.timescale,
                        .codec = track_.codec,
                        .start = start_,
                        .init_size = static_cast<std::uint32_t>(rewritten.size()),
                        .segments = std::move(segments_)};
  }

 private:
  const std::filesystem::path& folder_;
  const Track& track_;
  std::vector<Segment> segments_;
  std::uint64_t start_ = 0, end_ = 0;  // ticks
  std::int64_t delay_ = 0;             // ticks
};

}  // namespace

Result<SegmentIndex> adopt_rendition(const std::filesystem::path& folder) {
  VTP_TRY(const auto init, read_file(folder / init_name, max_init_size));
  VTP_TRY(const auto track, parse_init(init));
  Adoption adoption(folder, track);
  std::size_t number = 0;
  for (; std::filesystem::exists(folder / segment_name(number)); ++number) VTP_CHECK(adoption.add(number));
  if (number == 0) return fail(ErrorCode::internal_error, "the rendition has no segment");
  return adoption.finish(init);
}

}  // namespace vtp::media::mp4
