#include "media/segment_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace vtp::media {
namespace {

// Rows that were stored before there were logs are of the first format, which still does for files.
constexpr char files_format = 1, log_format = 2;
constexpr std::size_t max_segments = 1'000'000;
constexpr std::size_t max_inits = 0xFFFF;
constexpr std::size_t max_codec = 64;
constexpr std::uint64_t max_side = 0xFFFF;  // pixels

/// Base 128, low bits first, as in WebAssembly's LEB128.
void append_number(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) bytes.push_back(static_cast<char>(0x80U | (value & 0x7FU)));
  bytes.push_back(static_cast<char>(value));
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(std::uint64_t max = std::numeric_limits<std::uint64_t>::max()) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value <= max ? value : give_up();
    }
    return give_up();
  }

  std::string text(std::size_t max) {
    const auto size = number(max);
    if (size > rest_.size()) give_up();
    std::string result(rest_.substr(0, size));
    rest_.remove_prefix(result.size());
    return result;
  }

  [[nodiscard]] bool has_failed() const { return failed_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::uint64_t give_up() {
    failed_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

constexpr auto max_32 = std::numeric_limits<std::uint32_t>::max();

void append_inits(std::string& bytes, const std::vector<StoredInit>& inits) {
  append_number(bytes, inits.size());
  for (const auto& init : inits) {
    append_number(bytes, init.codec.size());
    bytes += init.codec;
    append_number(bytes, static_cast<std::uint64_t>(init.picture.width));
    append_number(bytes, static_cast<std::uint64_t>(init.picture.height));
    append_number(bytes, init.bytes);
  }
}

std::vector<StoredInit> read_inits(Reader& reader) {
  std::vector<StoredInit> inits;
  for (auto left = reader.number(max_inits); left > 0 && !reader.has_failed(); --left) {
    auto& init = inits.emplace_back();
    init.codec = reader.text(max_codec);
    init.picture.width = static_cast<int>(reader.number(max_side));
    init.picture.height = static_cast<int>(reader.number(max_side));
    init.bytes = static_cast<std::uint32_t>(reader.number(max_32));
  }
  return inits;
}

double bits_per_second(std::uint64_t bytes, double seconds) {
  return seconds > 0 ? static_cast<double>(bytes) * 8 / seconds : 0;
}

}  // namespace

std::uint64_t SegmentIndex::start_of(std::size_t number) const {
  const auto end = segments.begin() + static_cast<std::ptrdiff_t>(std::min(number, segments.size()));
  return std::accumulate(segments.begin(), end, start,
                         [](std::uint64_t sum, const Segment& segment) { return sum + segment.duration; });
}

std::uint64_t SegmentIndex::offset_of(std::size_t number) const {
  const auto end = segments.begin() + static_cast<std::ptrdiff_t>(std::min(number, segments.size()));
  return std::accumulate(segments.begin(), end, std::uint64_t{0},
                         [](std::uint64_t sum, const Segment& segment) { return sum + segment.size; });
}

double SegmentIndex::duration_seconds() const {
  return static_cast<double>(start_of(segments.size()) - origin()) / timescale;
}

std::uint64_t SegmentIndex::size_bytes() const {
  return offset_of(segments.size());
}

double SegmentIndex::longest_seconds() const {
  const auto longest = std::ranges::max_element(segments, {}, &Segment::duration);
  return longest == segments.end() ? 0 : static_cast<double>(longest->duration) / timescale;
}

double SegmentIndex::average_bandwidth() const {
  const auto ticks = std::accumulate(
      segments.begin(), segments.end(), std::uint64_t{0},
      [](auto sum, const Segment& segment) { return sum + (segment.is_gap() ? 0 : segment.duration); });
  return bits_per_second(size_bytes(), static_cast<double>(ticks) / timescale);
}

double SegmentIndex::peak_bandwidth() const {
  const double target = std::ceil(longest_seconds());
  double peak = 0;
  for (std::size_t first = 0; first < segments.size(); ++first) {
    double seconds = 0;
    std::uint64_t bytes = 0;
    for (std::size_t last = first; last < segments.size(); ++last) {
      seconds += static_cast<double>(segments[last].duration) / timescale;
      bytes += segments[last].size;
      if (seconds > 1.5 * target) break;
      if (seconds >= 0.5 * target) peak = std::max(peak, bits_per_second(bytes, seconds));
    }
  }
  return std::max(peak, average_bandwidth());
}

std::string serialise(const SegmentIndex& index) {
  std::string bytes(1, index.is_log() ? log_format : files_format);
  append_number(bytes, static_cast<std::uint64_t>(index.kind));
  append_number(bytes, index.timescale);
  append_number(bytes, index.codec.size());
  bytes += index.codec;
  append_number(bytes, index.start);
  append_number(bytes, index.init_size);
  if (index.is_log()) append_inits(bytes, index.inits);
  append_number(bytes, index.segments.size());
  for (const auto& segment : index.segments) {
    append_number(bytes, segment.duration);
    append_number(bytes, segment.size);
    if (index.is_log()) append_number(bytes, segment.init * 2U + (segment.begins_stretch ? 1 : 0));
  }
  return bytes;
}

Result<SegmentIndex> parse_segment_index(std::string_view bytes) {
  const auto broken = [] {
    return fail(ErrorCode::internal_error, "the stored segment index cannot be read");
  };
  const bool is_log = bytes.starts_with(log_format);
  if (!is_log && !bytes.starts_with(files_format)) return broken();
  Reader reader(bytes.substr(1));
  SegmentIndex index;
  index.kind = static_cast<TrackKind>(reader.number(1));
  index.timescale = static_cast<std::uint32_t>(reader.number(max_32));
  index.codec = reader.text(max_codec);
  index.start = reader.number();
  index.init_size = static_cast<std::uint32_t>(reader.number(max_32));
  if (is_log) index.inits = read_inits(reader);
  const auto count = reader.number(max_segments);
  // Each segment takes two bytes at least, so a false count cannot make us reserve much.
  if (reader.has_failed() || index.timescale == 0 || count > reader.left() / 2 || index.is_log() != is_log)
    return broken();
  index.segments.resize(count);
  for (auto& segment : index.segments) {
    segment.duration = reader.number(std::uint64_t{1} << 43U);
    segment.size = static_cast<std::uint32_t>(reader.number(max_32));
    if (!is_log) continue;
    const auto place = reader.number(2 * index.inits.size() - 1);
    segment.init = static_cast<std::uint16_t>(place / 2);
    segment.begins_stretch = place % 2 == 1;
  }
  if (reader.has_failed() || reader.left() != 0) return broken();
  return index;
}

}  // namespace vtp::media
