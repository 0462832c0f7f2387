#include "live/streaming/waiting_players.h"

#include <gtest/gtest.h>

#include "support/http/later_answer.h"
#include "support/live/growing_track.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{std::chrono::seconds(1'000)};
const media::LiveTiming timing;

TEST(WaitBudgetTest, IsBoundedAndTakesPlacesBack) {
  WaitBudget budget(2);
  auto first = budget.take();
  const auto second = budget.take();
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(budget.take());
  EXPECT_EQ(budget.taken(), 2);
  first.reset();
  EXPECT_EQ(budget.taken(), 1);
  EXPECT_TRUE(budget.take());
  budget.close();
  EXPECT_FALSE(budget.take());
}

class WaitingPlayersTest : public ::testing::Test {
 public:
  struct Answer {
    int status = 0;
  };

  WaitingPlayers::Number add(Wish wish, Timestamp deadline = start + 10s) {
    http::Answerer answerer(
        [](http::Channel::Call call) { call(); },
        [answer = answer](const http::Response& response) { answer->status = response.status; }, nullptr);
    return players.add({.request = {},
                        .rendition = "720p",
                        .wish = std::move(wish),
                        .deadline = deadline,
                        .answerer = std::move(answerer),
                        .place = budget.take()});
  }
  std::size_t ready(const std::string& rendition = "720p") {
    return track.running().log->look(
        [&](const media::TrackIndex& index) { return players.take_ready(rendition, index, timing).size(); });
  }
  static Wish reload(std::size_t number, std::size_t part) {
    return PlaylistWish{.reload = {.number = number, .part = part}, .skips = false, .query = {}};
  }

  vtp::testing::GrowingTrack track{"720p"};
  WaitBudget budget{10};
  WaitingPlayers players;
  std::shared_ptr<Answer> answer = std::make_shared<Answer>();
};

TEST_F(WaitingPlayersTest, AreReadyWhenTheirPartIsThere) {
  track.append_parts(2);
  add(reload(0, 2));
  add(reload(0, 3));
  add(PieceWish{.name = {.number = 0, .part = 2}, .viewer = {}});
  EXPECT_EQ(ready(), 0U);
  track.append_parts(1);
  EXPECT_EQ(ready("360p"), 0U) << "another rendition";
  EXPECT_EQ(ready(), 2U);
  track.append_parts(1);
  EXPECT_EQ(ready(), 1U);
  EXPECT_EQ(players.count(), 0U);
}

TEST_F(WaitingPlayersTest, AreReadyWhenTheirPartNeverComes) {
  track.append_parts(2);
  add(reload(0, 2));
  add(PieceWish{.name = {.number = 0, .part = 2}, .viewer = {}});
  track.end();
  EXPECT_EQ(ready(), 2U);
}

TEST_F(WaitingPlayersTest, WaitNoLongerThanTheyShould) {
  add(reload(0, 0), start + 1s);
  add(reload(0, 0), start + 2s);
  EXPECT_TRUE(players.take_overdue(start).empty());
  EXPECT_EQ(players.take_overdue(start + 1s).size(), 1U);
  EXPECT_EQ(players.count(), 1U);
  EXPECT_EQ(players.take_all().size(), 1U);
}

TEST_F(WaitingPlayersTest, GiveTheirPlaceBackWhenTheyGo) {
  const auto number = add(reload(0, 0));
  EXPECT_EQ(budget.taken(), 1);
  players.remove(number);
  EXPECT_EQ(budget.taken(), 0);
  EXPECT_EQ(answer->status, 503) << "so that the connection is let go";
  players.remove(number);
  add(reload(0, 0));
  players.take_all();
  EXPECT_EQ(budget.taken(), 0);
}

}  // namespace
}  // namespace vtp::live
