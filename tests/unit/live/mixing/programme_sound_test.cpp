#include "live/mixing/programme_sound.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <ranges>

#include <gtest/gtest.h>

#include "support/live/recorded_track.h"
#include "support/live/speech.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using test::index_of;
using test::loudness;
using test::recorded_samples;

/// Of AAC, in seconds.
constexpr double frame = 1024.0 / 48'000;

class ProgrammeSoundTest : public ::testing::Test {
 protected:
  /// Says these packets again and again from `from` on, as long as it is not removed. Its packets come `late`
  /// after their capture.
  struct Speaker {
    Microphone* microphone = nullptr;
    std::vector<std::string> packets;
    rtc::Duration first{}, next{};
    rtc::Duration late = 60ms;
    double millionths = 0;  // by which its clock is slow
    std::size_t said = 0;
    bool is_muted = false;
  };

  Speaker& speaker(std::vector<std::string> packets, rtc::Duration from) {
    return speakers.emplace_back(Speaker{.microphone = sound->add_microphone().value(),
                                         .packets = std::move(packets),
                                         .first = from,
                                         .next = from});
  }
  void run(rtc::Duration until) {
    for (; elapsed < until; elapsed += 20ms) {
      for (auto& speaker : speakers) say(speaker);
      sound->on_time(begin + elapsed);
    }
  }
  void say(Speaker& speaker) const {
    while (speaker.microphone != nullptr && speaker.next + speaker.late <= elapsed) {
      const auto& packet = speaker.packets[speaker.said++ % speaker.packets.size()];
      if (!speaker.is_muted) speaker.microphone->on_frame({.data = packet}, begin + speaker.next);
      const auto on_its_clock = static_cast<double>(speaker.said) * 20'000;
      speaker.next =
          speaker.first + rtc::Duration(std::llround(on_its_clock * (1 + speaker.millionths * 1e-6)));
    }
  }

  /// What a player makes of the complete segments from that one on, which begins at `start` seconds.
  struct Heard {
    std::vector<float> samples;
    double start = 0;
    [[nodiscard]] double middle_of_beep(double expected) const {
      return test::middle_of_beep(samples, start, expected);
    }
    [[nodiscard]] std::span<const float> part(double from, double until) const {
      const auto at = [&](double time) { return static_cast<std::size_t>((time - start) * 48'000); };
      return std::span(samples).subspan(at(from), at(until) - at(from));
    }
  };
  [[nodiscard]] Heard heard(std::size_t first_segment = 0) const {
    const auto index = index_of(*log);
    auto file = index.inits.at(0).bytes;
    for (auto i = first_segment; i < index.segments.size(); ++i) {
      const auto& segment = index.segments[i];
      if (!segment.is_gap) file += log->read(segment.offset, segment.size).value();
    }
    media::test::write_text(folder / "heard.mp4", file);
    return {.samples = media::test::decoded_sound(folder / "heard.mp4"),
            .start = static_cast<double>(index.segments.at(first_segment).start) / 48'000};
  }
  [[nodiscard]] double end() const { return static_cast<double>(index_of(*log).end_time()) / 48'000; }

  const rtc::Instant begin{1000s};
  rtc::Duration elapsed{};
  MediaClock clock{begin, Timestamp(0s)};
  media::test::TemporaryFolder folder;
  std::unique_ptr<media::TrackLog> log =
      media::TrackLog::create(folder / "track", ProgrammeSound::track_record(Timestamp(0s))).value();
  std::unique_ptr<ProgrammeSound> sound = ProgrammeSound::create({}, *log, clock, begin).value();
  std::list<Speaker> speakers;
};

TEST_F(ProgrammeSoundTest, WhenNobodySpeaksThereIsSilence) {
  run(10s);
  // While it runs it is as far behind as it waits, and two frames for the encoder.
  EXPECT_NEAR(end(), 10 - 0.2 - 2 * frame, 0.5);
  sound->stop(begin + 10s);
  EXPECT_NEAR(end(), 10, frame);
  const auto index = index_of(*log);
  EXPECT_EQ(index.end, media::LogEnd::stopped);
  EXPECT_EQ(index.inits.at(0).codec, "mp4a.40.2");
  EXPECT_TRUE(index.gaps.empty());
  EXPECT_EQ(index.segments.size(), 5U);
  for (const auto& segment : index.segments)
    EXPECT_NEAR(static_cast<double>(segment.duration), 96'000, 1'024);
  for (const auto& part : index.parts) EXPECT_LE(part.duration, 24'000U);
  for (const auto& sample : recorded_samples(*log)) EXPECT_LT(sample.data.size(), 32U);
  EXPECT_EQ(loudness(heard().samples), 0);
}

TEST_F(ProgrammeSoundTest, EverybodyIsHeardWhenHeSpoke) {
  speaker(test::spoken({0.5, 3}), 0ms);
  speaker(test::spoken({0.25, 4}), 1s).late = 150ms;
  run(6s);
  sound->stop(begin + 6s);
  const auto all = heard();
  for (const double at : {0.5, 1.25, 3.0, 5.0}) EXPECT_NEAR(all.middle_of_beep(at), at, 0.001);
  EXPECT_LT(all.middle_of_beep(2), 0);
  EXPECT_EQ(sound->counters().late, 0U);
}

/// A clock that is off by as much as cheap ones are, for an hour. Every tenth minute its owner speaks.
TEST_F(ProgrammeSoundTest, AfterAnHourItIsStillWithTheClock) {
  auto& speaking = speaker(test::spoken({3}), 0ms);
  speaking.millionths = 100;
  for (int minute = 1; minute <= 60; ++minute) {
    speaking.is_muted = minute % 10 != 0;
    run(minute * 1min);
    EXPECT_NEAR(end(), minute * 60 - 0.2 - 2 * frame, 0.5) << minute;
  }
  sound->stop(begin + 60min);
  EXPECT_NEAR(end(), 3600, frame);
  EXPECT_EQ(recorded_samples(*log).size(), 168'750U);
  const auto last = heard(index_of(*log).segments.size() - 10);
  for (const int round : {597, 598}) {
    const double at = (round * 6 + 3) * (1 + 100e-6);
    EXPECT_NEAR(last.middle_of_beep(at), at, 0.002);
  }
}

TEST_F(ProgrammeSoundTest, LoudVoicesTogetherAreNotCutOff) {
  for (int i = 0; i < 3; ++i) speaker(test::hummed(0.8), 0ms);
  run(4s);
  sound->stop(begin + 4s);
  const auto all = heard();
  const auto middle = all.part(1, 3);
  EXPECT_LT(*std::ranges::max_element(middle), 1.05F);
  // A sine that is cut off stays at its limit for most of the time; this one does not.
  const auto at_limit = std::ranges::count_if(middle, [](float sample) { return std::abs(sample) > 0.995F; });
  EXPECT_LT(at_limit, static_cast<std::ptrdiff_t>(middle.size() * 66 / 100));
  EXPECT_GT(loudness(middle), 0.7);
}

TEST_F(ProgrammeSoundTest, WaitsForPacketsThatWaitForOthersButNotForEver) {
  auto& held = speaker(test::hummed(0.5), 0ms);
  speaker(test::spoken({0.5}), 0ms);
  run(2s);
  held.late = 600ms;
  held.microphone->on_held_up(true);
  run(2500ms);
  EXPECT_LT(end(), 2.0);
  held.microphone->on_held_up(false);
  held.late = 60ms;
  run(4s);
  EXPECT_EQ(sound->counters().late, 0U);
  held.late = 1min;
  held.microphone->on_held_up(true);
  run(6s);
  EXPECT_GT(end(), 4.5);
  sound->stop(begin + 6s);
  EXPECT_NEAR(end(), 6, frame);
  EXPECT_GT(loudness(heard().part(1.9, 3.9)), 0.3);
}

TEST_F(ProgrammeSoundTest, WhoLeavesIsHeardToTheEnd) {
  auto& leaving = speaker(test::hummed(0.5), 0ms);
  run(2s);
  sound->remove_microphone(*std::exchange(leaving.microphone, nullptr));
  run(4s);
  sound->stop(begin + 4s);
  EXPECT_GT(loudness(heard().part(1.85, 1.92)), 0.3);
  EXPECT_EQ(loudness(heard().part(2.2, 3.9)), 0);
}

TEST_F(ProgrammeSoundTest, WhoComesLaterIsHeardFromThenOn) {
  run(10s);
  speaker(test::spoken({0.5}), 10s);
  run(12s);
  sound->stop(begin + 12s);
  EXPECT_NEAR(heard().middle_of_beep(10.5), 10.5, 0.001);
}

TEST_F(ProgrammeSoundTest, APauseTakesNoTime) {
  speaker(test::spoken({1, 3, 5}), 0ms);
  run(4s);
  clock.pause(begin + 4s);
  sound->on_pause(begin + 4s);
  EXPECT_NEAR(end(), 4, frame);
  run(12s);
  EXPECT_NEAR(end(), 4, frame);
  clock.resume(begin + 12s);
  sound->on_resume(begin + 12s);
  run(16s);
  sound->stop(begin + 16s);
  EXPECT_NEAR(end(), 8, frame);
  const auto index = index_of(*log);
  ASSERT_EQ(index.stretches.size(), 2U);
  EXPECT_EQ(index.stretches[1].epoch - index.stretches[0].epoch, 8s);
  EXPECT_TRUE(index.gaps.empty());
  // The second round of its packets begins at 6 s, the third at 12 s, which is 4 s of media time.
  const auto before = heard(), after = heard(static_cast<std::size_t>(
                                   std::ranges::find(index.segments, 1, &media::LoggedSegment::stretch) -
                                   index.segments.begin()));
  EXPECT_NEAR(before.middle_of_beep(3), 3, 0.001);
  EXPECT_NEAR(after.middle_of_beep(5), 5, 0.001);
  EXPECT_NEAR(after.middle_of_beep(7), 7, 0.001);
}

TEST_F(ProgrammeSoundTest, AfterAKillItGoesOnWithAGapThatIsSaid) {
  speaker(test::spoken({1, 3, 5}), 0ms);
  run(5s);
  sound.reset();
  log.reset();
  speakers.clear();
  log = media::TrackLog::open(folder / "track").value();
  const auto kept = end();
  EXPECT_GT(kept, 4);
  elapsed = 7s;
  sound = ProgrammeSound::create({}, *log, clock, begin + elapsed).value();
  speaker(test::spoken({1, 3, 5}), 7s);
  run(12s);
  sound->stop(begin + 12s);
  EXPECT_NEAR(end(), 12, frame);
  EXPECT_NEAR(test::seconds_of_gaps(index_of(*log)), 7 - kept, frame);
  for (const auto& gap : index_of(*log).gaps) EXPECT_EQ(gap.reason, media::GapReason::restart);
  const auto index = index_of(*log);
  const auto first =
      std::ranges::find(index.segments | std::views::reverse, true, &media::LoggedSegment::is_gap);
  const auto after = heard(static_cast<std::size_t>(first.base() - index.segments.begin()));
  EXPECT_NEAR(after.middle_of_beep(10), 10, 0.001);
}

TEST_F(ProgrammeSoundTest, AFullDiskEndsItAndSaysWhy) {
  run(2s);
  ASSERT_TRUE(log->end(media::LogEnd::disk_full));
  run(4s);
  ASSERT_TRUE(sound->failure());
  sound->stop(begin + 4s);
  EXPECT_EQ(index_of(*log).end, media::LogEnd::disk_full);
}

}  // namespace
}  // namespace vtp::live
