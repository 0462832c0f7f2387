#include "recordings/processing/download_job.h"

#include <gtest/gtest.h>

namespace vtp::recordings::processing {
namespace {

class DownloadPlans : public ::testing::Test {
 protected:
  DownloadPlans() {
    recording.id = RecordingId::make();
    recording.status = RecordingStatus::completed;
    for (const auto* name : {"source", "360p", "720p", "audio"}) {
      auto& rendition = renditions.emplace_back();
      rendition.name = name;
      rendition.path = recording.id.text() + "/renditions/" + name + "-1";
      if (rendition.name == "audio")
        rendition.kind = RenditionKind::audio;
      else if (rendition.name != "source")
        rendition.label = "Low";
    }
  }

  void make_ready(std::string_view name) {
    for (auto& rendition : renditions)
      if (rendition.name == name) {
        rendition.state = RenditionState::ready;
        rendition.index.emplace();
      }
  }

  /// The names of what the download is made of; empty when there is nothing to make it of.
  std::string parts(DownloadKind kind) {
    const auto plan = plan_download(recording, renditions, kind);
    if (!plan) return {};
    return (plan->video ? plan->video->name : "") + "+" + (plan->audio ? plan->audio->name : "");
  }

  Recording recording;
  std::vector<Rendition> renditions;
};

TEST_F(DownloadPlans, NothingReadyIsNothingToDownload) {
  EXPECT_EQ(parts(DownloadKind::mp4), "");
  EXPECT_EQ(parts(DownloadKind::audio), "");
  make_ready("audio");
  EXPECT_EQ(parts(DownloadKind::mp4), "");
  EXPECT_EQ(parts(DownloadKind::audio), "+audio");
}

TEST_F(DownloadPlans, TheSourceIsBestThenTheHighestRung) {
  make_ready("audio");
  make_ready("360p");
  EXPECT_EQ(parts(DownloadKind::mp4), "360p+audio");
  make_ready("720p");
  EXPECT_EQ(parts(DownloadKind::mp4), "720p+audio");
  make_ready("source");
  EXPECT_EQ(parts(DownloadKind::mp4), "source+audio");
}

TEST_F(DownloadPlans, ARungThatWillBeSurpassedIsNotTheDownloadYet) {
  recording.status = RecordingStatus::processing;
  make_ready("360p");
  EXPECT_EQ(parts(DownloadKind::mp4), "");
  make_ready("source");
  EXPECT_EQ(parts(DownloadKind::mp4), "source+");
}

TEST_F(DownloadPlans, WhatWasCapturedIsAsGoodAsItGetsOnceItHasItsSound) {
  recording.status = RecordingStatus::processing;
  make_ready("720p");
  renditions[2].index->inits = {{"avc1.42C01F", {1280, 720}, 700}};
  EXPECT_EQ(parts(DownloadKind::mp4), "");
  make_ready("audio");
  EXPECT_EQ(parts(DownloadKind::mp4), "720p+audio");
}

TEST_F(DownloadPlans, AScreenIsTheDownloadOnlyWhereThereIsNothingElse) {
  renditions[1].name = "screen";
  make_ready("screen");
  EXPECT_EQ(parts(DownloadKind::mp4), "screen+");
  make_ready("720p");
  EXPECT_EQ(parts(DownloadKind::mp4), "720p+");
}

TEST_F(DownloadPlans, SoundAloneIsADownloadOfItsOwnKind) {
  recording.has_video = false;
  make_ready("audio");
  EXPECT_EQ(parts(DownloadKind::mp4), "+audio");
  EXPECT_TRUE(plan_download(recording, renditions, DownloadKind::mp4)->key.ends_with("audio-1.m4a"));
}

TEST_F(DownloadPlans, AnotherMakingOfTheVideoIsAnotherDownload) {
  make_ready("720p");
  const auto key = plan_download(recording, renditions, DownloadKind::mp4)->key;
  EXPECT_TRUE(key.ends_with("720p-1.mp4")) << key;
  renditions[2].path = recording.id.text() + "/renditions/720p-2";
  EXPECT_NE(plan_download(recording, renditions, DownloadKind::mp4)->key, key);
}

}  // namespace
}  // namespace vtp::recordings::processing
