// Boxes, tracks and fragments.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/mp4/box.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_writer.h"
#include "media/mp4/track.h"
#include "support/media/fake_rendition.h"

namespace vtp::media::mp4 {
namespace {

using test::fake_rendition;

TEST(BoxReader, WalksOverNeighbours) {
  using namespace std::string_view_literals;
  BoxReader reader(
      "\0\0\0\x0A"
      "abcdxy\0\0\0\x01longs\0\0\0\0\0\0\0"sv.substr(0, 10));
  const auto box = reader.next();
  ASSERT_TRUE(box);
  EXPECT_EQ(box->type, "abcd");
  EXPECT_EQ(box->content, "xy");
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.is_broken());
}

TEST(BoxReader, UnderstandsLongAndEndlessSizes) {
  BoxWriter writer;
  writer.u32(1);
  writer.bytes("mdat");
  writer.u64(18);
  writer.bytes("xy");
  writer.u32(0);
  writer.bytes("freeto the end");
  const auto bytes = writer.take();
  BoxReader reader(bytes);
  EXPECT_EQ(reader.next()->content, "xy");
  EXPECT_EQ(reader.next()->content, "to the end");
}

TEST(BoxReader, StopsAtABoxThatDoesNotFit) {
  for (const std::uint32_t size : {2U, 7U, 13U, 0xFFFFFFFFU}) {
    BoxWriter writer;
    writer.u32(size);
    writer.bytes("mdatxxxx");
    const auto bytes = writer.take();
    BoxReader reader(bytes);
    EXPECT_FALSE(reader.next()) << size;
    EXPECT_TRUE(reader.is_broken()) << size;
  }
}

TEST(BoxWriter, NestsAndFillsInSizes) {
  BoxWriter writer;
  writer.begin("moov");
  writer.begin("trak");
  writer.u16(7);
  writer.end();
  writer.end();
  const auto bytes = writer.take();
  EXPECT_EQ(find_path(bytes, "moov/trak")->content, std::string_view("\0\x07", 2));
  EXPECT_FALSE(find_path(bytes, "moov/trak/mdia"));
  EXPECT_FALSE(find_path(bytes, "moof"));
}

TEST(FieldReader, IsZeroAfterTheEnd) {
  FieldReader fields("\x01\x02\x03");
  EXPECT_EQ(fields.u16(), 0x0102);
  EXPECT_FALSE(fields.has_failed());
  EXPECT_EQ(fields.u32(), 0U);
  EXPECT_TRUE(fields.has_failed());
  EXPECT_EQ(fields.u8(), 0U);
}

TEST(Track, IsReadFromItsInitialisationSegment) {
  const auto video = parse_init(fake_rendition(TrackKind::video, 15360, 512, {1}).init).value();
  EXPECT_EQ(video.kind, TrackKind::video);
  EXPECT_EQ(video.timescale, 15360U);
  EXPECT_EQ(video.codec, "avc1.64051F");
  const auto audio = parse_init(fake_rendition(TrackKind::audio, 48000, 1024, {1}).init).value();
  EXPECT_EQ(audio.kind, TrackKind::audio);
  EXPECT_EQ(audio.codec, "mp4a.40.2");
}

TEST(Track, KeepsItsDelayThroughWriting) {
  const auto init = fake_rendition(TrackKind::video, 15360, 512, {1}).init;
  const InitTrack changed{init, 7, 1024};
  const auto track = parse_init(write_init({&changed, 1}).value()).value();
  EXPECT_EQ(track.id, 7U);
  EXPECT_EQ(track.delay, 1024U);
  EXPECT_EQ(track.codec, "avc1.64051F");
}

RC_GTEST_PROP(Track, DamageNeverHarms, ()) {
  auto init = fake_rendition(*rc::gen::element(TrackKind::video, TrackKind::audio), 48000, 1024, {1}).init;
  for (int i = 0; i < 4; ++i)
    init[*rc::gen::inRange<std::size_t>(0, init.size())] = *rc::gen::arbitrary<char>();
  init.resize(*rc::gen::inRange<std::size_t>(0, init.size() + 1));
  if (parse_init(init)) {
    const InitTrack track{init, 1, 0};
    (void)write_init({&track, 1});
  }
}

RC_GTEST_PROP(Fragment, WhatIsWrittenIsRead, ()) {
  std::vector<std::string> data(*rc::gen::inRange<std::size_t>(1, 50));
  std::vector<Sample> samples;
  for (auto& bytes : data) {
    bytes = *rc::gen::arbitrary<std::string>();
    samples.push_back({.duration = *rc::gen::inRange(1U, 4U),
                       .flags = *rc::gen::element(0U, 0x10000U),
                       .composition_offset = *rc::gen::inRange(-2, 3),
                       .data = bytes});
  }
  const auto time = *rc::gen::inRange<std::uint64_t>(0, 1ULL << 50U);
  std::string segment;
  append_fragment(segment, 1, 1, time, samples);
  const auto fragment = parse_fragment(segment, {}).value();
  RC_ASSERT(fragment.decode_time == time);
  RC_ASSERT(fragment.samples.size() == samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    RC_ASSERT(fragment.samples[i].duration == samples[i].duration);
    RC_ASSERT(fragment.samples[i].flags == samples[i].flags);
    RC_ASSERT(fragment.samples[i].composition_offset == samples[i].composition_offset);
    RC_ASSERT(fragment.samples[i].data == samples[i].data);
  }
}

RC_GTEST_PROP(Fragment, DamageNeverHarms, ()) {
  auto segment = fake_rendition(TrackKind::video, 30, 1, {*rc::gen::inRange<std::size_t>(1, 20)}).segments[0];
  for (int i = 0; i < 4; ++i)
    segment[*rc::gen::inRange<std::size_t>(0, segment.size())] = *rc::gen::arbitrary<char>();
  segment.resize(*rc::gen::inRange<std::size_t>(0, segment.size() + 1));
  if (const auto fragment = parse_fragment(segment, {}))
    for (const auto& sample : fragment->samples)
      RC_ASSERT(sample.data.empty() ||
                (sample.data.data() >= segment.data() &&
                 sample.data.data() + sample.data.size() <= segment.data() + segment.size()));
}

TEST(Fragment, SeveralInOneSegmentAreJoined) {
  const auto rendition = fake_rendition(TrackKind::video, 30, 1, {3, 2});
  const auto fragment = parse_fragment(rendition.segments[0] + rendition.segments[1], {}).value();
  EXPECT_EQ(fragment.samples.size(), 5U);
  EXPECT_EQ(fragment.duration(), 5U);
}

TEST(Fragment, TheLastFrameFillsAGap) {
  const auto rendition = fake_rendition(TrackKind::video, 30, 1, {3, 2, 2});
  const auto fragment = parse_fragment(rendition.segments[0] + rendition.segments[2], {}).value();
  EXPECT_EQ(fragment.samples[2].duration, 3U);
  EXPECT_EQ(fragment.duration(), 7U);
}

TEST(Fragment, GoingBackInTimeIsAnError) {
  const auto rendition = fake_rendition(TrackKind::video, 30, 1, {3, 2});
  EXPECT_FALSE(parse_fragment(rendition.segments[1] + rendition.segments[0], {}));
}

TEST(Fragment, EndlessSampleCountsAreRefused) {
  BoxWriter writer;
  writer.begin("moof");
  writer.begin("traf");
  writer.begin("tfhd");
  writer.version_and_flags(0, 0x20000);
  writer.u32(1);
  writer.end();
  writer.begin("tfdt");
  writer.u32(0);
  writer.u32(0);
  writer.end();
  writer.begin("trun");
  writer.version_and_flags(0, 0);
  writer.u32(0xFFFFFFFF);
  writer.end();
  writer.end();
  writer.end();
  EXPECT_FALSE(parse_fragment(writer.take(), {}));
}

}  // namespace
}  // namespace vtp::media::mp4
