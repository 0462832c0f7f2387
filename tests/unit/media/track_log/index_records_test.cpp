#include "media/track_log/index_records.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/track_log/checksum.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;

const TrackRecord some_track{.kind = TrackKind::video, .timescale = 90'000, .epoch = Timestamp(1s)};

TEST(Crc32, IsThatOfZip) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32(""), 0U);
}

TrackIndex with(std::initializer_list<IndexRecord> records) {
  TrackIndex index;
  EXPECT_TRUE(apply(index, some_track));
  for (const auto& record : records) EXPECT_TRUE(apply(index, record)) << record.index();
  return index;
}

TEST(IndexRecords, PartsMakeSegments) {
  const auto index = with({InitRecord{{.codec = "a", .size = {}, .bytes = "init"}},
                           PartRecord{.start = 10, .duration = 5, .size = 100, .is_independent = true},
                           PartRecord{.start = 15, .duration = 6, .size = 50, .ends_segment = true},
                           PartRecord{.start = 21, .duration = 1, .size = 7}});
  ASSERT_EQ(index.segments.size(), 2U);
  EXPECT_EQ(index.segments[0], (LoggedSegment{.start = 10,
                                              .duration = 11,
                                              .offset = 0,
                                              .size = 150,
                                              .first_part = 0,
                                              .parts = 2,
                                              .is_complete = true,
                                              .is_independent = true}));
  EXPECT_EQ(index.segments[1].offset, 150U);
  EXPECT_EQ(index.segments[1].first_part, 2U);
  EXPECT_TRUE(index.has_open_segment());
  EXPECT_EQ(index.end_time(), 22U);
  EXPECT_EQ(index.longest_part, 6U);
}

TEST(IndexRecords, GapsAreSegmentsUnlessTheyAreBridged) {
  const auto index =
      with({GapRecord{{.start = 0, .duration = 10, .reason = GapReason::silent}}, InitRecord{},
            PartRecord{.start = 10, .duration = 10, .ends_segment = true},
            GapRecord{{.start = 12, .duration = 3, .reason = GapReason::lost, .is_bridged = true}},
            StretchRecord{.epoch = Timestamp(9s), .start = 20}, PartRecord{.start = 20, .duration = 10}});
  ASSERT_EQ(index.segments.size(), 3U);
  EXPECT_TRUE(index.segments[0].is_gap);
  EXPECT_EQ(index.segments[1].stretch, 0);
  EXPECT_EQ(index.segments[2].stretch, 1);
  EXPECT_EQ(index.gaps.size(), 2U);
}

TEST(IndexRecords, WhatDoesNotFitChangesNothing) {
  const auto open = with({InitRecord{}, PartRecord{.start = 10, .duration = 5}});
  for (const IndexRecord& record : std::initializer_list<IndexRecord>{
           some_track, InitRecord{}, PartRecord{.start = 14, .duration = 5},
           PartRecord{.start = 15, .duration = 0}, GapRecord{{.start = 15, .duration = 5}},
           GapRecord{{.start = 15, .duration = 0, .is_bridged = true}}, StretchRecord{.start = 15},
           PartRecord{.start = UINT64_MAX, .duration = 5}}) {
    auto index = open;
    EXPECT_FALSE(apply(index, record)) << record.index();
    EXPECT_EQ(index, open);
  }
  TrackIndex empty;
  EXPECT_FALSE(apply(empty, PartRecord{.start = 0, .duration = 1}));
  auto without_init = with({});
  EXPECT_FALSE(apply(without_init, PartRecord{.start = 0, .duration = 1}));
  EXPECT_FALSE(apply(without_init, SegmentEndRecord{}));
  auto ended = with({EndRecord{}});
  EXPECT_FALSE(apply(ended, SyncRecord{}));
}

rc::Gen<IndexRecord> any_record() {
  const auto number = rc::gen::inRange<std::uint64_t>(0, 1ULL << 50U);
  return rc::gen::mapcat(rc::gen::inRange(0, 8), [number](int type) -> rc::Gen<IndexRecord> {
    return rc::gen::exec([=]() -> IndexRecord {
      switch (type) {
        case 0:
          return TrackRecord{.kind = *rc::gen::element(TrackKind::video, TrackKind::audio),
                             .timescale = *rc::gen::arbitrary<std::uint32_t>(),
                             .epoch = Timestamp(std::chrono::microseconds(*number))};
        case 1:
          return InitRecord{{.codec = *rc::gen::arbitrary<std::string>(),
                             .size = {*rc::gen::inRange(0, 9999), *rc::gen::inRange(0, 9999)},
                             .bytes = *rc::gen::arbitrary<std::string>()}};
        case 2:
          return PartRecord{.start = *number,
                            .duration = *rc::gen::arbitrary<std::uint32_t>(),
                            .size = *rc::gen::arbitrary<std::uint32_t>(),
                            .checksum = *rc::gen::arbitrary<std::uint32_t>(),
                            .is_independent = *rc::gen::arbitrary<bool>(),
                            .ends_segment = *rc::gen::arbitrary<bool>()};
        case 3:
          return SegmentEndRecord{};
        case 4:
          return GapRecord{{.start = *number,
                            .duration = *number,
                            .reason = *rc::gen::element(GapReason::muted, GapReason::lost),
                            .is_bridged = *rc::gen::arbitrary<bool>()}};
        case 5:
          return StretchRecord{.epoch = Timestamp(std::chrono::microseconds(*number)), .start = *number};
        case 6:
          return SyncRecord{};
        default:
          return EndRecord{.why = *rc::gen::element(LogEnd::stopped, LogEnd::disk_full)};
      }
    });
  });
}

RC_GTEST_PROP(IndexRecords, WhatIsEncodedIsDecoded, ()) {
  const auto record = *any_record();
  const auto bytes = encode(record);
  const auto decoded = decode_record(bytes + *rc::gen::arbitrary<std::string>());
  RC_ASSERT(decoded);
  RC_ASSERT(decoded->size == bytes.size());
  // Records have no comparison of their own: what they are written as is all that they are.
  RC_ASSERT(encode(decoded->record) == bytes);
}

RC_GTEST_PROP(IndexRecords, DamageIsSeen, ()) {
  auto bytes = encode(*any_record());
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ *rc::gen::nonZero<char>());
  RC_ASSERT(!decode_record(bytes));
  RC_ASSERT(!decode_record(encode(*any_record()).substr(0, *rc::gen::inRange<std::size_t>(0, 9))));
}

}  // namespace
}  // namespace vtp::media
