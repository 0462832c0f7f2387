#include "live/streaming/viewer_sessions.h"

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{std::chrono::seconds(1'000)};

Viewer viewer_of(UserId user, Timestamp at = start) {
  Viewer viewer;
  viewer.id = ViewerId::make();
  viewer.user = user;
  viewer.joined_at = viewer.last_seen_at = at;
  return viewer;
}

class ViewerSessionsTest : public ::testing::Test {
 public:
  /// The id of a new one; must have a place.
  ViewerId add(UserId user, Timestamp at = start) {
    const auto viewer = viewer_of(user, at);
    EXPECT_TRUE(sessions.open(viewer));
    return viewer.id;
  }

  ViewerSessions sessions{2};
  const UserId sara = UserId::make();
  const UserId omar = UserId::make();
};

TEST_F(ViewerSessionsTest, AreLimitedAndCounted) {
  const auto first = add(sara);
  add(omar);
  EXPECT_FALSE(sessions.open(viewer_of(UserId::make())));
  EXPECT_EQ(sessions.active(), 2);
  EXPECT_TRUE(sessions.close(first, LeaveReason::closed, start + 1s));
  EXPECT_FALSE(sessions.close(first, LeaveReason::closed, start + 1s)) << "once";
  EXPECT_EQ(sessions.active(), 1);
  add(UserId::make());
  EXPECT_EQ(sessions.peak(), 2);
  EXPECT_EQ(sessions.total(), 3);
}

TEST_F(ViewerSessionsTest, CloseInSilenceWhenTheyWereLastSeen) {
  const auto id = add(sara);
  EXPECT_TRUE(sessions.touch(id, start + 5s));
  sessions.close_silent(start + 15s);
  EXPECT_EQ(sessions.active(), 1) << "ten seconds are not over";
  sessions.close_silent(start + 16s);
  EXPECT_EQ(sessions.active(), 0);
  EXPECT_EQ(sessions.find(id)->left_at, start + 5s);
  EXPECT_FALSE(sessions.touch(id, start + 17s));
}

TEST_F(ViewerSessionsTest, ComeBackFromSilenceIfThereIsPlace) {
  const auto id = add(sara);
  sessions.close_silent(start + 1min);
  ASSERT_NE(sessions.renew(id, sara, start + 2min), nullptr);
  EXPECT_EQ(sessions.active(), 1);
  EXPECT_EQ(sessions.total(), 1) << "it is the same session";
  sessions.close_silent(start + 3min);
  add(omar, start + 3min), add(UserId::make(), start + 3min);
  EXPECT_EQ(sessions.renew(id, sara, start + 3min), nullptr) << "full";
}

TEST_F(ViewerSessionsTest, DoNotComeBackFromTheEnd) {
  const auto id = add(sara);
  sessions.close(id, LeaveReason::closed, start);
  EXPECT_EQ(sessions.renew(id, sara, start), nullptr);
}

TEST_F(ViewerSessionsTest, BelongToWhoeverOpenedThem) {
  const auto id = add(sara);
  EXPECT_EQ(sessions.renew(id, omar, start), nullptr);
  EXPECT_EQ(sessions.renew(ViewerId::make(), sara, start), nullptr);
  EXPECT_EQ(sessions.find_of(sara)->id, id);
  EXPECT_EQ(sessions.find_of(omar), nullptr);
}

TEST_F(ViewerSessionsTest, OfOnePersonReplaceTheLongestSilentOne) {
  ViewerSessions many(100);
  std::vector<ViewerId> ids;
  for (int i = 0; i < ViewerSessions::most_of_one_user; ++i) {
    const auto viewer = viewer_of(sara, start + std::chrono::seconds(i));
    ids.push_back(viewer.id);
    EXPECT_TRUE(many.open(viewer));
  }
  many.touch(ids[0], start + 9s);
  EXPECT_TRUE(many.open(viewer_of(sara, start + 10s)));
  EXPECT_EQ(many.active(), ViewerSessions::most_of_one_user);
  EXPECT_TRUE(many.find(ids[0])->is_open());
  EXPECT_EQ(many.find(ids[1])->reason, LeaveReason::replaced);
}

TEST_F(ViewerSessionsTest, CountWhatIsDelivered) {
  const auto id = add(sara);
  sessions.count_piece(id, 100, start + 8s);
  sessions.count_piece(id, 50, start + 9s);
  sessions.count_piece(ViewerId::make(), 50, start);
  EXPECT_EQ(sessions.find(id)->segments, 2);
  EXPECT_EQ(sessions.find(id)->bytes, 150);
  EXPECT_EQ(sessions.find(id)->last_seen_at, start + 9s);
}

TEST_F(ViewerSessionsTest, TellOnceWhatHasChanged) {
  const auto id = add(sara);
  EXPECT_EQ(sessions.take_changed().size(), 1U);
  EXPECT_TRUE(sessions.take_changed().empty());
  sessions.close_all(LeaveReason::stopped, start + 1s);
  const auto changed = sessions.take_changed();
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed.front().id, id);
  EXPECT_EQ(changed.front().left_at, start + 1s);
  sessions.mark_changed(changed);
  EXPECT_EQ(sessions.take_changed().size(), 1U) << "it could not be written down";
  EXPECT_TRUE(sessions.open_ones().empty());
}

}  // namespace
}  // namespace vtp::live
