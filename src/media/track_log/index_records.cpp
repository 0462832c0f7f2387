#include "media/track_log/index_records.h"

#include <algorithm>

#include "media/mp4/box.h"
#include "media/track_log/checksum.h"

namespace vtp::media {
namespace {

using mp4::BoxWriter;
using mp4::FieldReader;

constexpr std::string_view signature = "vtp track log 1\n";
constexpr std::size_t head_bytes = 8;  // checksum and length
constexpr std::uint32_t longest_record = 1U << 20U;
constexpr std::size_t most_versions = 0xFFFF;
constexpr std::uint64_t latest_time = std::uint64_t{1} << 56U;  // ticks

void write_text(BoxWriter& writer, std::string_view text) {
  writer.u32(static_cast<std::uint32_t>(text.size()));
  writer.bytes(text);
}

std::string read_text(FieldReader& fields) {
  const auto size = fields.u32();
  const auto text = fields.rest().substr(0, size);
  fields.skip(size);
  return std::string(text);
}

void write_time(BoxWriter& writer, Timestamp time) {
  writer.u64(static_cast<std::uint64_t>(time.time_since_epoch().count()));
}

Timestamp read_time(FieldReader& fields) {
  return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(fields.u64())));
}

struct Encoder {
  BoxWriter& writer;

  void operator()(const TrackRecord& record) const {
    writer.bytes(signature);
    writer.u8(static_cast<std::uint8_t>(record.kind));
    writer.u32(record.timescale);
    write_time(writer, record.epoch);
  }
  void operator()(const InitRecord& record) const {
    write_text(writer, record.init.codec);
    writer.u32(static_cast<std::uint32_t>(record.init.size.width));
    writer.u32(static_cast<std::uint32_t>(record.init.size.height));
    write_text(writer, record.init.bytes);
  }
  void operator()(const PartRecord& record) const {
    writer.u64(record.start);
    writer.u32(record.duration);
    writer.u32(record.size);
    writer.u32(record.checksum);
    writer.u8(static_cast<std::uint8_t>((record.is_independent ? 1U : 0U) | (record.ends_segment ? 2U : 0U)));
  }
  void operator()(const SegmentEndRecord&) const {}
  void operator()(const GapRecord& record) const {
    writer.u64(record.gap.start);
    writer.u64(record.gap.duration);
    writer.u8(static_cast<std::uint8_t>(record.gap.reason));
    writer.u8(record.gap.is_bridged ? 1 : 0);
  }
  void operator()(const StretchRecord& record) const {
    write_time(writer, record.epoch);
    writer.u64(record.start);
  }
  void operator()(const SyncRecord&) const {}
  void operator()(const EndRecord& record) const { writer.u8(static_cast<std::uint8_t>(record.why)); }
};

TrackRecord read_track(FieldReader& fields) {
  TrackRecord record;
  record.kind = fields.u8() == 0 ? TrackKind::video : TrackKind::audio;
  record.timescale = fields.u32();
  record.epoch = read_time(fields);
  return record;
}

InitRecord read_init(FieldReader& fields) {
  InitRecord record;
  record.init.codec = read_text(fields);
  record.init.size.width = static_cast<int>(fields.u32());
  record.init.size.height = static_cast<int>(fields.u32());
  record.init.bytes = read_text(fields);
  return record;
}

PartRecord read_part(FieldReader& fields) {
  PartRecord record;
  record.start = fields.u64();
  record.duration = fields.u32();
  record.size = fields.u32();
  record.checksum = fields.u32();
  const auto flags = fields.u8();
  record.is_independent = (flags & 1U) != 0;
  record.ends_segment = (flags & 2U) != 0;
  return record;
}

GapRecord read_gap(FieldReader& fields) {
  GapRecord record;
  record.gap.start = fields.u64();
  record.gap.duration = fields.u64();
  record.gap.reason = static_cast<GapReason>(fields.u8());
  record.gap.is_bridged = fields.u8() != 0;
  return record;
}

/// By the place of the record's type in the variant.
std::optional<IndexRecord> read_record(std::size_t type, FieldReader& fields) {
  switch (type) {
    case 0:
      if (!fields.rest().starts_with(signature)) return std::nullopt;
      fields.skip(signature.size());
      return read_track(fields);
    case 1:
      return read_init(fields);
    case 2:
      return read_part(fields);
    case 3:
      return SegmentEndRecord{};
    case 4:
      return read_gap(fields);
    case 5: {
      const auto epoch = read_time(fields);
      return StretchRecord{.epoch = epoch, .start = fields.u64()};
    }
    case 6:
      return SyncRecord{};
    case 7:
      return EndRecord{.why = static_cast<LogEnd>(fields.u8())};
    default:
      return std::nullopt;
  }
}

struct Applier {
  TrackIndex& index;

  [[nodiscard]] bool may_follow(std::uint64_t start, std::uint64_t duration) const {
    return start >= index.end_time() && start < latest_time && duration < latest_time;
  }
  void add_segment(const LoggedSegment& segment) const {
    index.segments.push_back(segment);
    index.segments.back().init = static_cast<std::uint16_t>(index.inits.empty() ? 0 : index.inits.size() - 1);
    index.segments.back().stretch = static_cast<std::uint16_t>(index.stretches.size() - 1);
  }

  bool operator()(const TrackRecord& record) const {
    if (!index.stretches.empty() || record.timescale == 0) return false;
    index.kind = record.kind;
    index.timescale = record.timescale;
    index.stretches.push_back({.epoch = record.epoch, .start = 0});
    return true;
  }
  bool operator()(const InitRecord& record) const {
    if (index.has_open_segment() || index.inits.size() == most_versions) return false;
    index.inits.push_back(record.init);
    return true;
  }
  bool operator()(const PartRecord& record) const {
    if (index.inits.empty() || record.duration == 0 || !may_follow(record.start, record.duration))
      return false;
    if (!index.has_open_segment())
      add_segment({.start = record.start,
                   .offset = index.data_end(),
                   .first_part = static_cast<std::uint32_t>(index.parts.size()),
                   .is_independent = record.is_independent});
    index.parts.push_back({.start = record.start,
                           .offset = index.data_end(),
                           .duration = record.duration,
                           .size = record.size,
                           .is_independent = record.is_independent});
    auto& segment = index.segments.back();
    ++segment.parts;
    segment.duration = record.start + record.duration - segment.start;
    segment.size += record.size;
    segment.is_complete = record.ends_segment;
    index.longest_part = std::max(index.longest_part, record.duration);
    return true;
  }
  bool operator()(const SegmentEndRecord&) const {
    if (!index.has_open_segment()) return false;
    index.segments.back().is_complete = true;
    return true;
  }
  bool operator()(const GapRecord& record) const {
    const auto& gap = record.gap;
    if (gap.duration == 0 || gap.start >= latest_time || gap.duration >= latest_time) return false;
    if (!gap.is_bridged) {
      if (index.has_open_segment() || !may_follow(gap.start, gap.duration)) return false;
      add_segment({.start = gap.start,
                   .duration = gap.duration,
                   .offset = index.data_end(),
                   .first_part = static_cast<std::uint32_t>(index.parts.size()),
                   .is_gap = true,
                   .is_complete = true});
    }
    index.gaps.push_back(gap);
    return true;
  }
  bool operator()(const StretchRecord& record) const {
    if (index.has_open_segment() || index.stretches.size() == most_versions || !may_follow(record.start, 0))
      return false;
    // One in which nothing happened is none: discontinuities are counted.
    const bool is_empty =
        index.segments.empty() || index.segments.back().stretch + 1U < index.stretches.size();
    if (is_empty) index.stretches.pop_back();
    index.stretches.push_back({.epoch = record.epoch, .start = record.start});
    return true;
  }
  bool operator()(const SyncRecord&) const { return true; }
  bool operator()(const EndRecord& record) const {
    index.end = record.why;
    return true;
  }
};

}  // namespace

std::string encode(const IndexRecord& record) {
  BoxWriter body;
  body.u8(static_cast<std::uint8_t>(record.index()));
  std::visit(Encoder{body}, record);
  BoxWriter sized;
  write_text(sized, body.take());
  const auto bytes = sized.take();
  BoxWriter whole;
  whole.u32(crc32(bytes));
  whole.bytes(bytes);
  return whole.take();
}

std::optional<DecodedRecord> decode_record(std::string_view bytes) {
  FieldReader head(bytes);
  const auto checksum = head.u32();
  const auto size = head.u32();
  if (head.has_failed() || size == 0 || size > longest_record || size > head.rest().size())
    return std::nullopt;
  if (crc32(bytes.substr(4, 4 + size)) != checksum) return std::nullopt;
  FieldReader fields(head.rest().substr(0, size));
  const auto type = fields.u8();
  const auto record = read_record(type, fields);
  if (!record || fields.has_failed()) return std::nullopt;
  return DecodedRecord{*record, head_bytes + size};
}

bool apply(TrackIndex& index, const IndexRecord& record) {
  const bool is_first = index.stretches.empty();
  if (is_first != std::holds_alternative<TrackRecord>(record) || index.end) return false;
  return std::visit(Applier{index}, record);
}

}  // namespace vtp::media
