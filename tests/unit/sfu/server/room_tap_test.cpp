// A room that is tapped, on real sockets.
#include "sfu/server/room_tap.h"

#include <thread>

#include <gmock/gmock.h>

#include "runtime/loop_group.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/media_server_fixture.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What a tap was told; written on its loop, read between calls that wait for it.
struct HeardByTap final : Tap {
  void on_news(const ShadowNews& news, rtc::Instant) override {
    if (const auto* const mirror = std::get_if<MirrorOpened>(&news)) opened.push_back(mirror->info);
    if (const auto* const paused = std::get_if<MirrorPaused>(&news)) pauses.push_back(paused->is_paused);
    if (const auto* const gone = std::get_if<MirrorClosed>(&news)) closed.push_back(gone->producer);
    has_begun = has_begun || std::holds_alternative<FeedBegun>(news);
  }
  void on_packet(const FeedPacket& about, rtc::MutableBytes bytes, rtc::Instant) override {
    EXPECT_EQ(about.producer, opened.back().id);
    ssrcs.push_back(rtc::read_u32(bytes, 8));
    sequences.push_back(about.sequence);
  }
  void on_turn_end(rtc::Instant) override { ++turns; }
  void on_room_closed(rtc::Instant) override { is_room_closed = true; }

  std::vector<ProducerInfo> opened;
  std::vector<bool> pauses;
  std::vector<ProducerId> closed;
  std::vector<std::uint32_t> ssrcs;
  std::vector<std::int64_t> sequences;
  int turns = 0;
  bool has_begun = false;
  bool is_room_closed = false;
};

class RoomTapTest : public MediaServerFixture {
 protected:
  RoomTapTest() {
    open();
    sender_ = connect(room_, teacher_, Direction::send);
  }
  ~RoomTapTest() override {
    on_loop([&] { line_.reset(); });
  }

  void on_loop(const std::function<void()>& call) { loops_.run_on(0, call); }
  void tap() {
    on_loop([&] {
      auto line = server_->tap(room_, loops_.loop(0), tap_);
      ASSERT_TRUE(line) << line.error().message;
      line_ = std::move(*line);
    });
  }
  void tell(const ShadowWish& wish) {
    on_loop([&] { line_->tell(wish); });
  }
  ProducerInfo publish() {
    const auto produced = server_->produce(room_, teacher_,
                                           {.transport = sender_.offer.id,
                                            .kind = MediaKind::video,
                                            .rtp_parameters = camera(1),
                                            .source = Source::camera});
    EXPECT_TRUE(produced) << produced.error().message;
    return *produced;
  }
  /// The camera goes on until the tap has heard something.
  bool film_until(const std::function<bool()>& is_heard, int pictures = 1000) {
    for (int i = 0; i < pictures; ++i) {
      bool heard = false;
      on_loop([&] { heard = is_heard(); });
      if (heard) return true;
      for (auto& packet : source_.picture(i % 30 == 0)) sender_.client->send_rtp(packet);
      std::this_thread::sleep_for(2ms);
      sender_.client->run_until([is_over = false]() mutable { return std::exchange(is_over, true); });
    }
    return false;
  }

  LoopGroup loops_{1, "tap"};
  Connection sender_;
  CameraSource source_{1};
  HeardByTap tap_;
  TapLine line_;
};

TEST_F(RoomTapTest, HearsOfWhatIsThereAndOfWhatComes) {
  const auto producer = publish();
  tap();
  EXPECT_TRUE(film_until([&] { return !tap_.opened.empty(); }));
  EXPECT_EQ(tap_.opened.at(0).id, producer.id);
  EXPECT_EQ(tap_.opened.at(0).owner, teacher_);
  ASSERT_TRUE(server_->pause_producer(room_, producer.id, true, Actor::self));
  ASSERT_TRUE(server_->pause_producer(room_, producer.id, false, Actor::self));
  ASSERT_TRUE(server_->close_producer(room_, producer.id, Actor::self));
  EXPECT_TRUE(film_until([&] { return !tap_.closed.empty(); }));
  EXPECT_THAT(tap_.pauses, ElementsAre(true, false));
  EXPECT_THAT(tap_.closed, ElementsAre(producer.id));
}

TEST_F(RoomTapTest, GetsWhatItWishesForAsItWasSent) {
  const auto producer = publish();
  tap();
  tell(FeedWish{.producer = producer.id, .is_wanted = true});
  EXPECT_TRUE(film_until([&] { return tap_.ssrcs.size() > 50; }));
  EXPECT_TRUE(tap_.has_begun);
  EXPECT_GT(tap_.turns, 1);
  EXPECT_THAT(tap_.ssrcs, ::testing::Each(CameraSource::first_ssrc));
  for (std::size_t i = 1; i < tap_.sequences.size(); ++i)
    EXPECT_EQ(tap_.sequences[i], tap_.sequences[i - 1] + 1);
}

TEST_F(RoomTapTest, HearsNothingAfterItHasLetGo) {
  const auto producer = publish();
  tap();
  tell(FeedWish{.producer = producer.id, .is_wanted = true});
  ASSERT_TRUE(film_until([&] { return !tap_.ssrcs.empty(); }));
  on_loop([&] { line_.reset(); });
  const auto heard = tap_.ssrcs.size();
  EXPECT_FALSE(film_until([&] { return tap_.ssrcs.size() > heard; }, 30));
  ASSERT_TRUE(server_->close_producer(room_, producer.id, Actor::self));
  on_loop([] {});
  EXPECT_THAT(tap_.closed, IsEmpty());
}

TEST_F(RoomTapTest, HearsThatTheRoomIsClosed) {
  tap();
  server_->close_room(room_);
  on_loop([] {});
  EXPECT_TRUE(tap_.is_room_closed);
}

TEST_F(RoomTapTest, ThereMustBeARoom) {
  on_loop([&] {
    EXPECT_EQ(server_->tap(RoomId::make(), loops_.loop(0), tap_).error().code, ErrorCode::sfu_not_active);
  });
}

}  // namespace
}  // namespace vtp::sfu
