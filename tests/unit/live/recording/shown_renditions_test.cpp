#include "live/recording/shown_renditions.h"

#include <gmock/gmock.h>

#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct CountingListener final : RecordingListener {
  void on_grown(RecordingId, const TrackSnapshot&) override { ++grown; }
  void on_ended(RecordingId, const TrackSnapshot&) override {}
  int grown = 0;
};

class ShownRenditionsTest : public ::testing::Test {
 protected:
  ShownRenditionsTest() { running.listen(listener); }
  ~ShownRenditionsTest() override { running.stop_listening(listener); }

  RecordedTrack create(TrackDescription description) {
    return tracks
        .create(std::move(description), {.kind = media::TrackKind::video, .timescale = 90'000, .epoch = {}})
        .value();
  }
  static void append(const RecordedTrack& track, std::uint64_t start) {
    if (start == 0)
      ASSERT_TRUE(track.log->append_init({.codec = "avc1.42C01F", .size = {640, 360}, .bytes = "init"}));
    ASSERT_TRUE(track.log->append_part(
        {.start = start, .duration = 45'000, .is_independent = true, .ends_segment = true}, "part"));
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    const auto found = running.find(recording);
    if (found != nullptr)
      for (const auto& track : *found) names.push_back(track.rendition);
    return names;
  }

  const RecordingId recording = RecordingId::make();
  media::test::TemporaryFolder folder;
  RecordedTracks tracks{folder / "tracks"};
  RunningRecordings running;
  CountingListener listener;
  ShownRenditions shown{recording, running};
};

TEST_F(ShownRenditionsTest, NamesAreThoseOfTheSpecification) {
  const auto name = [](TrackRole role, int rank, sfu::Codec codec = sfu::Codec::h264) {
    return rendition_name({.role = role, .rank = static_cast<std::uint8_t>(rank), .codec = codec},
                          {.width = 640, .height = 360});
  };
  EXPECT_EQ(name(TrackRole::camera, 0), "source");
  EXPECT_EQ(name(TrackRole::camera, 1), "360p");
  EXPECT_EQ(name(TrackRole::screen, 0), "screen");
  EXPECT_EQ(name(TrackRole::screen, 1), "screen-360p");
  EXPECT_EQ(name(TrackRole::programme_sound, 0, sfu::Codec::opus), "audio");
  EXPECT_EQ(name(TrackRole::microphone, 0, sfu::Codec::opus), "");
  EXPECT_EQ(name(TrackRole::camera, 0, sfu::Codec::vp8), "");
}

TEST_F(ShownRenditionsTest, ATrackIsShownWhenSomethingIsInIt) {
  const auto camera = create({.name = "camera", .role = TrackRole::camera, .codec = sfu::Codec::h264});
  shown.update(tracks);
  EXPECT_THAT(names(), IsEmpty());
  append(camera, 0);
  shown.update(tracks);
  EXPECT_THAT(names(), ElementsAre("source"));
}

TEST_F(ShownRenditionsTest, ItIsToldOfGrowthOnly) {
  const auto camera = create({.name = "camera", .role = TrackRole::camera, .codec = sfu::Codec::h264});
  append(camera, 0);
  shown.update(tracks);
  const auto before = listener.grown;
  shown.update(tracks);
  EXPECT_EQ(listener.grown, before);
  append(camera, 45'000);
  shown.update(tracks);
  EXPECT_EQ(listener.grown, before + 1);
}

TEST_F(ShownRenditionsTest, NoNameIsGivenTwice) {
  const auto first = create({.name = "one", .role = TrackRole::camera, .rank = 1, .codec = sfu::Codec::h264});
  const auto second =
      create({.name = "two", .role = TrackRole::camera, .rank = 2, .codec = sfu::Codec::h264});
  append(first, 0);
  append(second, 0);
  shown.update(tracks);
  EXPECT_THAT(names(), ElementsAre("360p"));
}

}  // namespace
}  // namespace vtp::live
