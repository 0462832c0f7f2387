#include "recordings/presentation.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

Rendition rendition(std::string name, std::optional<std::string> label, RenditionState state,
                    RenditionKind kind = RenditionKind::video) {
  Rendition made;
  made.name = std::move(name);
  made.label = std::move(label);
  made.state = state;
  made.kind = kind;
  if (state == RenditionState::ready)
    made.index = media::SegmentIndex{.segments = {{.duration = 1, .size = 1}}};
  return made;
}

using enum RenditionState;

TEST(Presentation, SourceStandsAloneUntilTheFirstRungIsReady) {
  std::vector<Rendition> renditions{rendition("source", {}, ready), rendition("360p", "VeryLow", encoding),
                                    rendition("audio", {}, ready, RenditionKind::audio)};
  auto shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 1U);
  EXPECT_EQ(shown.videos[0].name, "source");
  EXPECT_TRUE(shown.audio);

  renditions[1] = rendition("360p", "VeryLow", ready);
  shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 1U);
  EXPECT_EQ(shown.videos[0].name, "360p");
}

TEST(Presentation, OnlyReadyRungsAreOfferedInTheirOrder) {
  const std::vector<Rendition> renditions{rendition("360p", "VeryLow", ready),
                                          rendition("480p", "Low", failed),
                                          rendition("720p", "Medium", ready)};
  const auto shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 2U);
  EXPECT_EQ(shown.videos[0].name, "360p");
  EXPECT_EQ(shown.videos[1].name, "720p");
  EXPECT_FALSE(shown.audio);
}

TEST(Presentation, TheBestLayerOfAClassIsOneOfItsQualities) {
  std::vector<Rendition> renditions{rendition("360p", "VeryLow", ready),
                                    rendition("source", "Medium", ready)};
  EXPECT_EQ(presentation_of(renditions).videos.size(), 1U);
  renditions[1].index->inits = {{"v", {1280, 720}, 1}};
  const auto shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 2U);
  EXPECT_EQ(shown.videos.back().name, "source");
}

TEST(Presentation, AScreenBesideACameraIsNoQualityOfIt) {
  std::vector<Rendition> renditions{rendition("180p", {}, ready), rendition("360p", "VeryLow", ready),
                                    rendition("screen", {}, ready)};
  auto shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 2U);
  EXPECT_EQ(shown.videos[0].name, "180p");
  renditions.erase(renditions.begin(), renditions.begin() + 2);
  shown = presentation_of(renditions);
  ASSERT_EQ(shown.videos.size(), 1U);
  EXPECT_EQ(shown.videos[0].name, "screen");
}

TEST(Presentation, NothingReadyIsNothing) {
  EXPECT_TRUE(is_empty(presentation_of({})));
  EXPECT_TRUE(is_empty(presentation_of(std::vector{rendition("360p", "VeryLow", pending)})));
}

}  // namespace
}  // namespace vtp::recordings
