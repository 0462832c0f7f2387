#include "media/mp4/fragment.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/try.h"
#include "media/mp4/box.h"

namespace vtp::media::mp4 {
namespace {

// A segment of 10 s has some 470 AAC frames; far more would be an attack on our memory.
constexpr std::size_t max_samples = 1'000'000;
constexpr std::uint64_t max_gap = 1U << 31U;  // ticks

namespace tfhd_flag {
constexpr std::uint32_t base_data_offset = 0x1, description = 0x2, duration = 0x8, size = 0x10, flags = 0x20;
constexpr std::uint32_t default_base_is_moof = 0x20000;
}  // namespace tfhd_flag

namespace trun_flag {
constexpr std::uint32_t data_offset = 0x1, first_flags = 0x4;
constexpr std::uint32_t duration = 0x100, size = 0x200, flags = 0x400, composition_offset = 0x800;
}  // namespace trun_flag

std::unexpected<Error> broken(std::string_view what) {
  return fail(ErrorCode::internal_error, fmt::format("broken media segment: {}", what));
}

class FragmentParser {
 public:
  FragmentParser(std::string_view segment, const SampleDefaults& defaults)
      : segment_(segment), defaults_(defaults) {}

  Result<Fragment> parse() {
    BoxReader boxes(segment_);
    while (auto box = boxes.next())
      if (box->type == "moof") VTP_CHECK(read_moof(*box));
    if (boxes.is_broken()) return broken("a box is longer than the file");
    if (fragment_.samples.empty()) return broken("no samples");
    return std::move(fragment_);
  }

 private:
  Result<void> read_moof(const Box& moof) {
    // Data offsets count from the beginning of the moof.
    from_moof_ = segment_.substr(static_cast<std::size_t>(moof.whole.data() - segment_.data()));
    const auto traf = find_box(moof.content, "traf");
    if (!traf) return broken("a moof without traf");
    const auto tfhd = find_box(traf->content, "tfhd");
    const auto tfdt = find_box(traf->content, "tfdt");
    if (!tfhd || !tfdt) return broken("a traf without tfhd or tfdt");
    VTP_CHECK(read_header(tfhd->content));
    VTP_CHECK(read_decode_time(tfdt->content));
    next_data_ = moof.whole.size() + 8;  // behind the header of the mdat, should a trun not say
    BoxReader boxes(traf->content);
    while (auto box = boxes.next())
      if (box->type == "trun") VTP_CHECK(read_run(box->content));
    return {};
  }

  Result<void> read_header(std::string_view tfhd) {
    FieldReader fields(tfhd);
    const auto flags = fields.u32() & 0xFFFFFFU;
    fields.skip(4);  // track
    if ((flags & tfhd_flag::base_data_offset) != 0) return broken("an absolute data offset");
    if ((flags & tfhd_flag::description) != 0) fields.skip(4);
    current_ = defaults_;
    if ((flags & tfhd_flag::duration) != 0) current_.duration = fields.u32();
    if ((flags & tfhd_flag::size) != 0) current_.size = fields.u32();
    if ((flags & tfhd_flag::flags) != 0) current_.flags = fields.u32();
    if (fields.has_failed()) return broken("a short tfhd");
    return {};
  }

  Result<void> read_decode_time(std::string_view tfdt) {
    FieldReader fields(tfdt);
    const bool is_long = fields.u8() == 1;
    fields.skip(3);
    const auto time = is_long ? fields.u64() : fields.u32();
    if (fields.has_failed()) return broken("a short tfdt");
    if (fragment_.samples.empty()) fragment_.decode_time = time;
    const auto expected = fragment_.decode_time + elapsed_;
    if (time < expected || time - expected > max_gap)
      return broken("fragments that do not follow one another");
    // A writer only guesses how long the last frame of a fragment is shown; the next fragment knows.
    if (time > expected) fragment_.samples.back().duration += static_cast<std::uint32_t>(time - expected);
    elapsed_ = time - fragment_.decode_time;
    return {};
  }

  Result<void> read_run(std::string_view trun) {
    FieldReader fields(trun);
    const auto flags = fields.u32() & 0xFFFFFFU;
    const auto count = fields.u32();
    if (count > max_samples - fragment_.samples.size()) return broken("too many samples");
    if ((flags & trun_flag::data_offset) != 0) next_data_ = fields.u32();
    const bool has_first_flags = (flags & trun_flag::first_flags) != 0;
    const auto first_flags = has_first_flags ? fields.u32() : 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      Sample sample{
          .duration = current_.duration, .flags = current_.flags, .composition_offset = 0, .data = {}};
      std::size_t size = current_.size;
      if ((flags & trun_flag::duration) != 0) sample.duration = fields.u32();
      if ((flags & trun_flag::size) != 0) size = fields.u32();
      if ((flags & trun_flag::flags) != 0) sample.flags = fields.u32();
      if ((flags & trun_flag::composition_offset) != 0)
        sample.composition_offset = static_cast<std::int32_t>(fields.u32());
      if (i == 0 && has_first_flags) sample.flags = first_flags;
      if (fields.has_failed()) return broken("a short trun");
      if (next_data_ > from_moof_.size() || size > from_moof_.size() - next_data_)
        return broken("a sample outside of the file");
      sample.data = from_moof_.substr(next_data_, size);
      next_data_ += size;
      elapsed_ += sample.duration;
      fragment_.samples.push_back(sample);
    }
    return {};
  }

  std::string_view segment_;
  SampleDefaults defaults_;
  SampleDefaults current_;
  std::string_view from_moof_;
  std::size_t next_data_ = 0;
  std::uint64_t elapsed_ = 0;
  Fragment fragment_;
};

}  // namespace

std::uint64_t Fragment::duration() const {
  return std::accumulate(samples.begin(), samples.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Sample& sample) { return sum + sample.duration; });
}

Result<Fragment> parse_fragment(std::string_view segment, const SampleDefaults& defaults) {
  return FragmentParser(segment, defaults).parse();
}

void append_fragment(std::string& segment, std::uint32_t sequence_number, std::uint32_t track_id,
                     std::uint64_t decode_time, std::span<const Sample> samples) {
  // What all samples share is said once; audio shares everything but the size.
  const auto is_shared = [&](auto field) {
    return std::ranges::all_of(samples,
                               [&](const Sample& sample) { return sample.*field == samples[0].*field; });
  };
  const bool shares_duration = is_shared(&Sample::duration);
  const bool shares_flags = is_shared(&Sample::flags);
  const bool has_offsets = !is_shared(&Sample::composition_offset) || samples[0].composition_offset != 0;
  BoxWriter boxes;
  boxes.begin("moof");
  boxes.begin("mfhd");
  boxes.version_and_flags(0, 0);
  boxes.u32(sequence_number);
  boxes.end();
  boxes.begin("traf");
  boxes.begin("tfhd");
  boxes.version_and_flags(0, tfhd_flag::default_base_is_moof | (shares_duration ? tfhd_flag::duration : 0) |
                                 (shares_flags ? tfhd_flag::flags : 0));
  boxes.u32(track_id);
  if (shares_duration) boxes.u32(samples[0].duration);
  if (shares_flags) boxes.u32(samples[0].flags);
  boxes.end();
  boxes.begin("tfdt");
  boxes.version_and_flags(1, 0);
  boxes.u64(decode_time);
  boxes.end();
  boxes.begin("trun");
  boxes.version_and_flags(
      1, trun_flag::data_offset | trun_flag::size | (shares_duration ? 0 : trun_flag::duration) |
             (shares_flags ? 0 : trun_flag::flags) | (has_offsets ? trun_flag::composition_offset : 0));
  boxes.u32(static_cast<std::uint32_t>(samples.size()));
  const auto data_offset_at = boxes.size();
  boxes.u32(0);
  std::size_t data_size = 0;
  for (const auto& sample : samples) {
    if (!shares_duration) boxes.u32(sample.duration);
    boxes.u32(static_cast<std::uint32_t>(sample.data.size()));
    if (!shares_flags) boxes.u32(sample.flags);
    if (has_offsets) boxes.u32(static_cast<std::uint32_t>(sample.composition_offset));
    data_size += sample.data.size();
  }
  boxes.end();
  boxes.end();
  boxes.end();
  constexpr std::size_t mdat_header = 8;
  boxes.patch_u32(data_offset_at, static_cast<std::uint32_t>(boxes.size() + mdat_header));
  boxes.u32(static_cast<std::uint32_t>(data_size + mdat_header));
  boxes.bytes("mdat");
  segment.reserve(segment.size() + boxes.size() + data_size);
  segment += boxes.take();
  for (const auto& sample : samples) segment += sample.data;
}

}  // namespace vtp::media::mp4
