#include "sfu/server/room_table.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NobodyListens final : public MediaListener {
  void on_media_event(RoomId, MediaEvent) override {}
};

class RoomTableTest : public ::testing::Test {
 protected:
  std::array<std::size_t, 2> loads{4, 4};
  NobodyListens listener;
  RoomTable table{1};
  RoomId room = RoomId::make();
};

TEST_F(RoomTableTest, KnowsWhereARoomIsAndWhoReceivesWhere) {
  table.add(room, 1, listener);
  const auto first = ParticipantId::make();
  const auto second = ParticipantId::make();
  EXPECT_FALSE(table.place(room, first, loads)->is_new);
  const auto placed = table.place(room, second, loads);
  EXPECT_TRUE(placed->is_new);
  EXPECT_EQ(placed->home, 1U);
  EXPECT_EQ(placed->at, 0U);
  EXPECT_EQ(placed->listener, &listener);
  EXPECT_FALSE(table.place(room, second, loads)->is_new);
  EXPECT_THAT(table.threads_of(room), ElementsAre(1U, 0U));
  EXPECT_THAT(table.threads_of(room, first), ElementsAre(1U));
  EXPECT_THAT(table.threads_of(room, second), ElementsAre(0U, 1U));
  EXPECT_EQ(table.viewing_place(room, second), 0U);
  table.remove(room, second);
  EXPECT_EQ(table.viewing_place(room, second), 1U);
}

TEST_F(RoomTableTest, KnowsNothingOfRoomsThatAreNotOpen) {
  const auto somebody = ParticipantId::make();
  table.add(RoomId::make(), 0, listener);
  EXPECT_FALSE(table.contains(room));
  EXPECT_FALSE(table.home_of(room));
  EXPECT_FALSE(table.viewing_place(room, somebody));
  EXPECT_FALSE(table.place(room, somebody, loads));
  EXPECT_THAT(table.threads_of(room), IsEmpty());
  EXPECT_THAT(table.threads_of(room, somebody), IsEmpty());
  table.remove(room, somebody);
  table.remove(room);
  EXPECT_EQ(table.size(), 1U);
  table.clear();
  EXPECT_EQ(table.size(), 0U);
}

TEST_F(RoomTableTest, AnotherRoomGoesWhereLeastIs) {
  EXPECT_EQ(table.home_for_another(loads), 0U);
  table.add(room, 0, listener);
  EXPECT_EQ(table.home_for_another(loads), 1U) << "equally busy, but without a room";
  loads[0] = 3;
  EXPECT_EQ(table.home_for_another(loads), 0U);
}

}  // namespace
}  // namespace vtp::sfu
