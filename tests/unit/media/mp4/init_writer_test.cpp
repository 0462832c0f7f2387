#include "media/mp4/init_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/mp4/track.h"
#include "support/media/fake_rendition.h"

namespace vtp::media::mp4 {
namespace {

using test::fake_rendition;

TEST(InitWriter, KeepsTheTrackWithItsNewNumberAndDelay) {
  const auto init = fake_rendition(TrackKind::video, 15360, 512, {1}).init;
  const InitTrack changed{init, 7, 1024};
  const auto track = parse_init(write_init({&changed, 1}).value()).value();
  EXPECT_EQ(track.id, 7U);
  EXPECT_EQ(track.delay, 1024U);
  EXPECT_EQ(track.codec, "avc1.64051F");
}

RC_GTEST_PROP(InitWriter, DamageNeverHarms, ()) {
  auto init = fake_rendition(*rc::gen::element(TrackKind::video, TrackKind::audio), 48000, 1024, {1}).init;
  for (int i = 0; i < 4; ++i)
    init[*rc::gen::inRange<std::size_t>(0, init.size())] = *rc::gen::arbitrary<char>();
  init.resize(*rc::gen::inRange<std::size_t>(0, init.size() + 1));
  if (parse_init(init)) {
    const InitTrack track{init, 1, 0};
    (void)write_init({&track, 1});
  }
}

}  // namespace
}  // namespace vtp::media::mp4
