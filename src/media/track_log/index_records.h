// The records of which the index file of a track's log consists, each with its length and checksum, and what
// they do to the index in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "media/track_log/track_index.h"

namespace vtp::media {

/// The first one.
struct TrackRecord {
  TrackKind kind = TrackKind::video;
  std::uint32_t timescale = 1;
  Timestamp epoch;
};

struct InitRecord {
  InitVersion init;
};

/// Opens a segment if none is open.
struct PartRecord {
  std::uint64_t start = 0;     // ticks
  std::uint32_t duration = 0;  // ticks
  std::uint32_t size = 0;      // bytes
  std::uint32_t checksum = 0;  // of its bytes in the data file
  bool is_independent = false;
  bool ends_segment = false;
};

struct SegmentEndRecord {};

struct GapRecord {
  LoggedGap gap;
};

struct StretchRecord {
  Timestamp epoch;
  std::uint64_t start = 0;  // ticks
};

/// Everything before it has reached the disk.
struct SyncRecord {};

struct EndRecord {
  LogEnd why = LogEnd::stopped;
};

using IndexRecord = std::variant<TrackRecord, InitRecord, PartRecord, SegmentEndRecord, GapRecord,
                                 StretchRecord, SyncRecord, EndRecord>;

std::string encode(const IndexRecord& record);

/// A record and the bytes that it takes.
struct DecodedRecord {
  IndexRecord record;
  std::size_t size = 0;
};
/// The first record of `bytes`; nullopt if it is torn or damaged.
std::optional<DecodedRecord> decode_record(std::string_view bytes);

/// Makes `index` what it is after the record. False, and nothing changes, if the record does not fit there:
/// time goes back, a segment is open that must not be, something comes after the end.
bool apply(TrackIndex& index, const IndexRecord& record);

}  // namespace vtp::media
