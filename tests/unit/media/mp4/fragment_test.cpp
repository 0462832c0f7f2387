#include "media/mp4/fragment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/mp4/box.h"
#include "support/media/fake_rendition.h"

namespace vtp::media::mp4 {
namespace {

using test::fake_rendition;

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
