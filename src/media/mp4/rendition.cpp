#include "media/mp4/rendition.h"

#include "base/try.h"
#include "media/files.h"
#include "media/mp4/fragment.h"
#include "media/mp4/track.h"
#include "media/names.h"

namespace vtp::media::mp4 {

Result<SegmentIndex> index_rendition(const std::filesystem::path& folder) {
  VTP_TRY(const auto init, read_file(folder / init_name, max_init_size));
  VTP_TRY(const auto track, parse_init(init));
  SegmentIndex index{.kind = track.kind,
                     .timescale = track.timescale,
                     .codec = track.codec,
                     .start = 0,
                     .init_size = static_cast<std::uint32_t>(init.size()),
                     .segments = {}};
  std::uint64_t end = 0;
  for (std::size_t number = 0;; ++number) {
    const auto path = folder / segment_name(number);
    if (!std::filesystem::exists(path)) break;
    VTP_TRY(const auto bytes, read_file(path, max_segment_size));
    VTP_TRY(const auto fragment, parse_fragment(bytes, track.defaults));
    if (number == 0) index.start = end = fragment.decode_time;
    if (fragment.decode_time < end) return fail(ErrorCode::internal_error, "segments overlap");
    // The last frame of a segment is shown until the next segment begins.
    if (number > 0) index.segments.back().duration += fragment.decode_time - end;
    index.segments.push_back({fragment.duration(), static_cast<std::uint32_t>(bytes.size())});
    end = fragment.decode_time + fragment.duration();
    VTP_CHECK(write_file(path, bytes));
  }
  if (index.segments.empty()) return fail(ErrorCode::internal_error, "the rendition has no segment");
  return index;
}

}  // namespace vtp::media::mp4
