#include "sfu/server/room_places.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using ::testing::ElementsAre;

class RoomPlacesTest : public ::testing::Test {
 protected:
  std::size_t place() { return places.place(ParticipantId::make(), loads); }

  std::array<std::size_t, 3> loads{5, 9, 7};
  RoomPlaces places{1, 2};
};

TEST_F(RoomPlacesTest, ViewersAreAtHomeWhileTheyFit) {
  EXPECT_EQ(place(), 1U);
  EXPECT_EQ(place(), 1U);
  EXPECT_THAT(places.threads(), ElementsAre(1U));
  EXPECT_EQ(place(), 0U) << "the least busy one of the others";
  EXPECT_THAT(places.threads(), ElementsAre(1U, 0U));
  EXPECT_EQ(place(), 0U);
  EXPECT_EQ(place(), 2U);
  EXPECT_EQ(places.home(), 1U);
}

TEST_F(RoomPlacesTest, WhatIsFullEverywhereIsSpreadEvenly) {
  for (int i = 0; i < 6; ++i) place();
  std::array<int, 3> more{};
  for (int i = 0; i < 6; ++i) ++more[place()];
  EXPECT_THAT(more, ElementsAre(2, 2, 2));
}

TEST_F(RoomPlacesTest, AViewerStaysWhereTheyAre) {
  place();
  place();
  const auto viewer = ParticipantId::make();
  EXPECT_EQ(places.of(viewer), 1U) << "home, as long as nobody says otherwise";
  EXPECT_EQ(places.place(viewer, loads), 0U);
  EXPECT_EQ(places.place(viewer, loads), 0U);
  EXPECT_EQ(places.of(viewer), 0U);
  places.remove(viewer);
  EXPECT_EQ(places.of(viewer), 1U);
  places.remove(viewer);
}

TEST_F(RoomPlacesTest, WhoeverLeavesMakesRoom) {
  const auto viewer = ParticipantId::make();
  places.place(viewer, loads);
  place();
  places.remove(viewer);
  EXPECT_EQ(place(), 1U);
}

TEST_F(RoomPlacesTest, OneThreadTakesEverybody) {
  const std::array<std::size_t, 1> only{3};
  RoomPlaces one(0, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(one.place(ParticipantId::make(), only), 0U);
  EXPECT_THAT(one.threads(), ElementsAre(0U));
}

}  // namespace
}  // namespace vtp::sfu
