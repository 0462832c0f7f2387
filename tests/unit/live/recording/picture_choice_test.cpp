#include "live/recording/picture_choice.h"

#include <vector>

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using enum RecordingLayout;

struct PictureChoice : ::testing::Test {
  PictureCandidate teacher{.id = sfu::ProducerId::make(), .order = 2, .is_staffs = true};
  PictureCandidate assistant{.id = sfu::ProducerId::make(), .order = 3, .is_staffs = true};
  PictureCandidate student{.id = sfu::ProducerId::make(), .order = 1};

  [[nodiscard]] std::optional<sfu::ProducerId> camera(
      RecordingLayout layout = automatic, std::optional<sfu::ProducerId> shown = std::nullopt) const {
    return choose_camera(layout, std::vector{student, assistant, teacher}, shown);
  }
};

TEST_F(PictureChoice, HostsComeFirstAndAmongThemWhoeverWasThereFirst) {
  EXPECT_EQ(camera(), teacher.id);
  student.is_speakers = true;
  EXPECT_EQ(camera(), teacher.id);
}

TEST_F(PictureChoice, WhoeverIsShownStaysAsLongAsNobodyHasABetterRight) {
  EXPECT_EQ(camera(automatic, assistant.id), assistant.id);
  EXPECT_EQ(camera(automatic, student.id), teacher.id);
  teacher.is_sending = assistant.is_sending = false;
  PictureCandidate other{.id = sfu::ProducerId::make(), .order = 0};
  EXPECT_EQ(choose_camera(automatic, std::vector{student, other}, student.id), student.id);
  EXPECT_EQ(choose_camera(automatic, std::vector{student, other}, std::nullopt), other.id);
}

TEST_F(PictureChoice, OneHostWhoSpeaksDoesNotPushTheOtherAway) {
  assistant.is_speakers = true;
  EXPECT_EQ(camera(automatic, teacher.id), teacher.id);
  EXPECT_EQ(camera(speaker, teacher.id), assistant.id);
}

TEST_F(PictureChoice, WithoutAHostsCameraItIsWhoeverSpeaks) {
  teacher.is_sending = assistant.is_sending = false;
  PictureCandidate speaking{.id = sfu::ProducerId::make(), .order = 9, .is_speakers = true};
  EXPECT_EQ(choose_camera(automatic, std::vector{student, speaking, teacher}, student.id), speaking.id);
}

TEST_F(PictureChoice, NobodyIsShownWhoDoesNotSend) {
  teacher.is_sending = assistant.is_sending = student.is_sending = false;
  EXPECT_EQ(camera(automatic, teacher.id), std::nullopt);
  EXPECT_EQ(choose_camera(automatic, {}, std::nullopt), std::nullopt);
  EXPECT_EQ(choose_screen(automatic, {}), std::nullopt);
}

TEST_F(PictureChoice, TheScreenThatWasSharedLastIsShown) {
  EXPECT_EQ(choose_screen(automatic, std::vector{teacher, assistant, student}), assistant.id);
  assistant.is_sending = false;
  EXPECT_EQ(choose_screen(automatic, std::vector{teacher, assistant, student}), teacher.id);
}

TEST_F(PictureChoice, SoundAloneHasNoPicture) {
  EXPECT_EQ(camera(audio), std::nullopt);
  EXPECT_EQ(choose_screen(audio, std::vector{teacher}), std::nullopt);
}

}  // namespace
}  // namespace vtp::live
