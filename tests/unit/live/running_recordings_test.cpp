#include "live/running_recordings.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

/// What a listener has heard.
class Ears final : public RecordingListener {
 public:
  void on_grown(RecordingId recording, const TrackSnapshot& tracks) override {
    last = recording, last_tracks = tracks, ++grown;
  }
  void on_ended(RecordingId recording, const TrackSnapshot& tracks) override {
    last = recording, last_tracks = tracks, ++ended;
  }

  RecordingId last;
  TrackSnapshot last_tracks;
  std::atomic<int> grown = 0;
  std::atomic<int> ended = 0;
};

std::string names(const TrackSnapshot& tracks) {
  std::string text;
  for (const auto& track : *tracks) text += track.rendition + " ";
  return text;
}

class RunningRecordingsTest : public ::testing::Test {
 public:
  RunningRecordings recordings;
  const RecordingId id = RecordingId::make();
};

TEST_F(RunningRecordingsTest, RunFromTheFirstTrackOn) {
  EXPECT_EQ(recordings.find(id), nullptr);
  recordings.add(id, {.rendition = "720p", .log = nullptr, .frame_rate = 30});
  recordings.add(id, {.rendition = "audio", .log = nullptr, .kind = media::TrackKind::audio});
  const auto tracks = recordings.find(id);
  ASSERT_NE(tracks, nullptr);
  EXPECT_EQ(names(tracks), "720p audio ");
  EXPECT_EQ(tracks->front().frame_rate, 30);
  EXPECT_EQ(recordings.count(), 1U);
  EXPECT_EQ(recordings.find(RecordingId::make()), nullptr);
}

TEST_F(RunningRecordingsTest, WhatWasFoundStaysAsItIs) {
  recordings.add(id, {.rendition = "720p", .log = nullptr});
  const auto before = recordings.find(id);
  recordings.add(id, {.rendition = "360p", .log = nullptr});
  EXPECT_EQ(names(before), "720p ");
  EXPECT_EQ(names(recordings.find(id)), "720p 360p ");
  recordings.remove(id);
  EXPECT_EQ(names(before), "720p ");
}

TEST_F(RunningRecordingsTest, ARenditionIsReplacedByItsNamesake) {
  recordings.add(id, {.rendition = "720p", .log = nullptr, .frame_rate = 15});
  recordings.add(id, {.rendition = "720p", .log = nullptr, .frame_rate = 30});
  const auto tracks = recordings.find(id);
  ASSERT_EQ(tracks->size(), 1U);
  EXPECT_EQ(tracks->front().frame_rate, 30);
}

TEST_F(RunningRecordingsTest, ListenersHearOfGrowthAndOfTheEndOnce) {
  Ears ears, others;
  recordings.listen(ears);
  recordings.listen(others);
  recordings.grown(id);
  EXPECT_EQ(ears.grown, 0) << "nothing runs";
  recordings.add(id, {.rendition = "720p", .log = nullptr});
  recordings.grown(id);
  EXPECT_EQ(ears.grown, 1);
  EXPECT_EQ(ears.last, id);
  EXPECT_EQ(names(ears.last_tracks), "720p ");
  recordings.remove(id);
  recordings.remove(id);
  EXPECT_EQ(ears.ended, 1);
  EXPECT_EQ(names(ears.last_tracks), "720p ");
  EXPECT_EQ(others.ended, 1);
  EXPECT_EQ(recordings.find(id), nullptr);
  EXPECT_EQ(recordings.count(), 0U);
}

TEST_F(RunningRecordingsTest, NobodyIsCalledWhoHasStoppedListening) {
  recordings.add(id, {.rendition = "720p", .log = nullptr});
  std::atomic<bool> is_over = false;
  std::jthread recorder([&] {
    while (!is_over) recordings.grown(id);
  });
  for (int i = 0; i < 50; ++i) {
    Ears ears;
    recordings.listen(ears);
    while (ears.grown == 0) std::this_thread::yield();
    recordings.stop_listening(ears);
    const int heard = ears.grown;
    std::this_thread::yield();
    EXPECT_EQ(ears.grown, heard);
  }
  is_over = true;
}

}  // namespace
}  // namespace vtp::live
