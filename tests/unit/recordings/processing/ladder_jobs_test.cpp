#include "recordings/processing/ladder_jobs.h"

#include <gtest/gtest.h>

namespace vtp::recordings::processing {
namespace {

media::MediaInfo film(int width, int height) {
  media::MediaInfo info;
  info.duration_seconds = 60;
  auto& video = info.video.emplace();
  video.codec = "vp9";
  video.size = {width, height};
  video.frame_rate = video.finest_frame_rate = {25, 1};
  return info;
}

std::string names_of(const std::vector<Rendition>& renditions) {
  std::string names;
  for (const auto& rendition : renditions) names += (names.empty() ? "" : " ") + rendition.name;
  return names;
}

TEST(LadderJobs, PlanIsTheLadderAndTheSound) {
  auto info = film(1280, 720);
  EXPECT_EQ(names_of(planned_renditions({}, info, media::default_ladder())), "360p 480p 720p");
  info.audio.emplace();
  EXPECT_EQ(names_of(planned_renditions({}, info, media::default_ladder())), "360p 480p 720p audio");
  info.video.reset();
  EXPECT_EQ(names_of(planned_renditions({}, info, media::default_ladder())), "audio");
}

TEST(LadderJobs, MissingAreTheRungsThatAreNotReady) {
  auto renditions = planned_renditions({}, film(1920, 1080), media::default_ladder());
  renditions[0].state = RenditionState::ready;
  renditions[0].index.emplace();
  EXPECT_EQ(names_of(missing_rungs(renditions, {})), "480p 720p 1080p");
  EXPECT_EQ(names_of(missing_rungs(renditions, {.force = true})), "360p 480p 720p 1080p");
  EXPECT_EQ(names_of(missing_rungs(renditions, {.labels = {{"VeryLow", "High"}}})), "1080p");
}

}  // namespace
}  // namespace vtp::recordings::processing
