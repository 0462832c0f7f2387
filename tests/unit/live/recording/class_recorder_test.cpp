#include "live/recording/class_recorder.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "support/live/recorded_track.h"
#include "support/live/tapped_room.h"
#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using sfu::Codec;
using sfu::Source;
using test::index_of;
using test::seconds_of_gaps;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class ClassRecorderTest : public ::testing::Test {
 protected:
  void begin(RecordingLayout layout = RecordingLayout::automatic) {
    recorder = std::make_unique<ClassRecorder>(
        ClassRecorder::Settings{.folder = folder / "tracks", .layout = layout, .rules = {}},
        test::TappedRoom::begin, *parse_rfc3339("2026-03-01T09:30:00Z"),
        [this](ParticipantId who) { return people[who]; });
    room = std::make_unique<test::TappedRoom>(*recorder);
  }
  test::TappedSource& open(ParticipantId who, Source source, Codec codec, std::uint8_t encodings = 1) {
    return room->open(who, source, codec, encodings);
  }
  /// Without the sound of all, which is always there.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& track : recorder->tracks().all())
      if (track.description.role != TrackRole::programme_sound) names.push_back(track.description.name);
    return names;
  }
  [[nodiscard]] media::TrackIndex track(std::string_view name) const {
    const auto& all = recorder->tracks().all();
    const auto found =
        std::ranges::find(all, name, [](const RecordedTrack& track) { return track.description.name; });
    EXPECT_NE(found, all.end()) << name;
    return found == all.end() ? media::TrackIndex{} : index_of(*found->log);
  }
  /// Seconds after which there is something in the track.
  static double beginning(const media::TrackIndex& index) {
    const auto first = std::ranges::find(index.segments, false, &media::LoggedSegment::is_gap);
    return static_cast<double>(first->start) / index.timescale;
  }
  static double seconds(const media::TrackIndex& index) {
    return static_cast<double>(index.end_time()) / index.timescale;
  }

  const ParticipantId teacher = ParticipantId::make();
  const ParticipantId student = ParticipantId::make();
  std::map<ParticipantId, RecordedPerson> people{{teacher, {.is_staff = true}}, {student, {}}};
  media::test::TemporaryFolder folder;
  std::unique_ptr<ClassRecorder> recorder;
  std::unique_ptr<test::TappedRoom> room;
};

TEST_F(ClassRecorderTest, EveryLayerAndEveryMicrophoneIsATrack) {
  begin();
  const auto& camera = open(teacher, Source::camera, Codec::h264, 3);
  open(teacher, Source::mic, Codec::opus);
  open(student, Source::mic, Codec::opus);
  room->run(10s);
  recorder->stop(room->now());
  EXPECT_THAT(names(), UnorderedElementsAre("camera-h264", "camera-h264-2", "camera-h264-3", "microphone-1",
                                            "microphone-2"));
  EXPECT_EQ(camera.top_layer, 2);
  EXPECT_EQ(track("camera-h264").inits.at(0).size, (media::PictureSize{640, 368}));
  EXPECT_EQ(track("camera-h264-3").inits.at(0).size.width, 160);
  for (const auto& name : names()) EXPECT_NEAR(seconds(track(name)), 10, 0.2) << name;
}

TEST_F(ClassRecorderTest, WhatAllSayIsOneTrackFromTheFirstMediaOn) {
  begin();
  room->run(2s);
  EXPECT_TRUE(recorder->tracks().all().empty());
  open(teacher, Source::camera, Codec::h264);
  room->run(4s);
  open(student, Source::mic, Codec::opus);
  room->run(4s);
  recorder->stop(room->now());
  const auto sound = track("programme-sound");
  EXPECT_NEAR(beginning(sound), 0, 0.03);
  EXPECT_NEAR(seconds(sound), 8, 0.1);
  EXPECT_NEAR(seconds(track("camera-h264")), 8, 0.2);
  EXPECT_EQ(sound.inits.at(0).codec, "mp4a.40.2");
}

TEST_F(ClassRecorderTest, APictureThatComesSoonAfterTheSoundIsShownFromTheBeginningOn) {
  begin();
  open(teacher, Source::mic, Codec::opus);
  room->run(1500ms);
  open(teacher, Source::camera, Codec::h264);
  room->run(4s);
  recorder->stop(room->now());
  const auto index = track("camera-h264");
  EXPECT_EQ(beginning(index), 0);
  EXPECT_EQ(seconds_of_gaps(index), 0);
  EXPECT_TRUE(index.gaps.at(0).is_bridged);
  EXPECT_NEAR(static_cast<double>(index.gaps.at(0).duration) / index.timescale, 1.5, 0.1);
  EXPECT_LE(index.longest_part, index.timescale / 2);
}

TEST_F(ClassRecorderTest, SegmentsOfAllLayersBeginAtTheSameMoments) {
  begin();
  open(teacher, Source::camera, Codec::h264, 3);
  room->run(20s);
  recorder->stop(room->now());
  const auto best = track("camera-h264");
  const auto worst = track("camera-h264-3");
  ASSERT_GE(best.segments.size(), 9U);
  ASSERT_EQ(best.segments.size(), worst.segments.size());
  for (std::size_t i = 0; i < best.segments.size(); ++i) {
    EXPECT_EQ(best.segments[i].start, worst.segments[i].start);
    EXPECT_TRUE(best.segments[i].is_independent);
  }
}

TEST_F(ClassRecorderTest, OnlyTheOneWhoIsShownIsTaken) {
  begin();
  const auto& theirs = open(student, Source::camera, Codec::h264, 3);
  EXPECT_TRUE(theirs.is_wanted);
  auto& hosts = open(teacher, Source::camera, Codec::h264, 3);
  EXPECT_FALSE(theirs.is_wanted);
  EXPECT_EQ(theirs.top_layer, 0);
  EXPECT_TRUE(hosts.is_wanted);
  room->pause(hosts, true);
  EXPECT_TRUE(theirs.is_wanted);
  room->pause(hosts, false);
  EXPECT_TRUE(hosts.is_wanted);
  EXPECT_FALSE(theirs.is_wanted);
}

TEST_F(ClassRecorderTest, WhoeverSpeaksIsShownWhereNoHostIs) {
  begin();
  const auto other = ParticipantId::make();
  const auto& first = open(student, Source::camera, Codec::h264);
  const auto& second = open(other, Source::camera, Codec::h264);
  const auto& microphone = open(other, Source::mic, Codec::opus);
  EXPECT_TRUE(first.is_wanted);
  room->speak(microphone);
  EXPECT_TRUE(second.is_wanted);
  EXPECT_FALSE(first.is_wanted);
}

TEST_F(ClassRecorderTest, APictureThatChangesHandsGoesOnInItsTrack) {
  begin();
  auto& hosts = open(teacher, Source::camera, Codec::h264, 2);
  open(student, Source::camera, Codec::h264, 3);
  room->run(5s);
  room->close(hosts);
  room->run(5s);
  recorder->stop(room->now());
  EXPECT_THAT(names(), UnorderedElementsAre("camera-h264", "camera-h264-2", "camera-h264-3"));
  const auto best = track("camera-h264");
  EXPECT_NEAR(seconds(best), 10, 0.2);
  EXPECT_LT(seconds_of_gaps(best), 0.5);
  // What came with the student begins where it began.
  EXPECT_NEAR(beginning(track("camera-h264-3")), 5, 0.5);
}

TEST_F(ClassRecorderTest, ACameraThatIsOffLeavesAGapThatIsSaid) {
  begin();
  auto& hosts = open(teacher, Source::camera, Codec::h264);
  room->run(6s);
  room->pause(hosts, true);
  room->run(6s);
  room->pause(hosts, false);
  room->run(6s);
  recorder->stop(room->now());
  const auto index = track("camera-h264");
  EXPECT_NEAR(seconds(index), 18, 0.2);
  EXPECT_NEAR(seconds_of_gaps(index), 6, 1);
  EXPECT_EQ(index.gaps.at(0).reason, media::GapReason::muted);
}

TEST_F(ClassRecorderTest, TheScreenIsATrackBesideTheCamera) {
  begin();
  open(teacher, Source::camera, Codec::h264);
  auto& screen = open(teacher, Source::screen, Codec::h264);
  open(teacher, Source::screen_audio, Codec::opus);
  room->run(4s);
  room->close(screen);
  auto& another = open(student, Source::screen, Codec::h264);
  EXPECT_TRUE(another.is_wanted);
  room->run(4s);
  recorder->stop(room->now());
  EXPECT_THAT(names(), UnorderedElementsAre("camera-h264", "screen-h264", "screen-sound-1"));
  EXPECT_NEAR(seconds(track("screen-h264")), 8, 0.2);
}

TEST_F(ClassRecorderTest, AnotherCodecIsAnotherTrack) {
  begin();
  auto& before = open(teacher, Source::camera, Codec::h264);
  room->run(4s);
  room->close(before);
  open(teacher, Source::camera, Codec::vp8);
  room->run(4s);
  recorder->stop(room->now());
  EXPECT_THAT(names(), ElementsAre("camera-h264", "camera-vp8"));
  EXPECT_NEAR(beginning(track("camera-vp8")), 4, 0.3);
  EXPECT_NEAR(seconds(track("camera-vp8")), 8, 0.3);
}

TEST_F(ClassRecorderTest, WhoeverDoesNotWantToBeRecordedIsNot) {
  people[student].is_recorded = false;
  begin();
  const auto& camera = open(student, Source::camera, Codec::h264);
  const auto& microphone = open(student, Source::mic, Codec::opus);
  room->run(2s);
  EXPECT_FALSE(camera.is_wanted);
  EXPECT_FALSE(microphone.is_wanted);
  EXPECT_THAT(names(), IsEmpty());
  people[student].is_recorded = true;
  recorder->reconsider(student, room->now());
  EXPECT_TRUE(camera.is_wanted);
  EXPECT_TRUE(microphone.is_wanted);
  people[student].is_recorded = false;
  recorder->reconsider(student, room->now());
  EXPECT_FALSE(microphone.is_wanted);
}

TEST_F(ClassRecorderTest, SoundAloneTakesNoPictures) {
  begin(RecordingLayout::audio);
  EXPECT_FALSE(open(teacher, Source::camera, Codec::h264).is_wanted);
  EXPECT_TRUE(open(teacher, Source::mic, Codec::opus).is_wanted);
}

TEST_F(ClassRecorderTest, WhatCannotBeStoredIsNotTaken) {
  begin();
  EXPECT_FALSE(open(teacher, Source::camera, Codec::av1).is_wanted);
}

TEST_F(ClassRecorderTest, SomebodyWhoComesBackGoesOnInTheSameTrack) {
  begin();
  auto& before = open(teacher, Source::mic, Codec::opus);
  room->run(3s);
  room->close(before);
  room->run(3s);
  open(teacher, Source::mic, Codec::opus);
  room->run(3s);
  recorder->stop(room->now());
  EXPECT_THAT(names(), ElementsAre("microphone-1"));
  EXPECT_NEAR(seconds(track("microphone-1")), 9, 0.2);
}

TEST_F(ClassRecorderTest, APauseTakesNoTime) {
  begin();
  open(teacher, Source::camera, Codec::h264);
  open(teacher, Source::mic, Codec::opus);
  room->run(4s);
  recorder->pause(room->now());
  EXPECT_TRUE(recorder->is_paused());
  room->run(10s);
  recorder->resume(room->now());
  room->run(4s);
  recorder->stop(room->now());
  EXPECT_EQ(recorder->duration(room->now()), 8s);
  for (const auto* const name : {"camera-h264", "microphone-1", "programme-sound"}) {
    EXPECT_NEAR(seconds(track(name)), 8, 0.3);
    EXPECT_EQ(track(name).stretches.size(), 2U);
  }
}

TEST_F(ClassRecorderTest, KeyFramesAreAskedForOnTime) {
  begin();
  const auto& camera = open(teacher, Source::camera, Codec::h264);
  room->run(20s);
  EXPECT_GE(camera.key_frame_wishes, 9);
  EXPECT_LE(camera.key_frame_wishes, 13);
}

TEST_F(ClassRecorderTest, WritesToTheDiskOneLogAtATime) {
  begin();
  ASSERT_TRUE(recorder->sync_next());
  open(teacher, Source::camera, Codec::h264, 2);
  room->run(1s);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(recorder->sync_next());
}

TEST_F(ClassRecorderTest, ADiskThatTakesNothingIsAFailure) {
  begin();
  std::filesystem::create_directories(folder / "tracks" / "microphone-1" / "media.m4s");
  open(teacher, Source::mic, Codec::opus);
  room->run(1s);
  EXPECT_TRUE(recorder->failure());
}

TEST_F(ClassRecorderTest, KnowsWhenTheRoomIsClosed) {
  begin();
  EXPECT_FALSE(recorder->is_room_closed());
  recorder->on_room_closed(room->now());
  EXPECT_TRUE(recorder->is_room_closed());
}

}  // namespace
}  // namespace vtp::live
