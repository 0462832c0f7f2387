// Rooms over two media threads, on real sockets.
#include "sfu/server/room_link.h"

#include <algorithm>
#include <thread>

#include <gmock/gmock.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/media_server_fixture.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::UnorderedElementsAre;

class RoomLinkTest : public MediaServerFixture {
 protected:
  RoomLinkTest() { open(2, {.viewers_per_thread = 1}); }

  struct Viewer {
    ParticipantId id = ParticipantId::make();
    Connection connection;
    ConsumerInfo consumer;

    [[nodiscard]] std::uint16_t port() const { return connection.offer.ice_candidates[0].port; }
    [[nodiscard]] std::uint32_t ssrc() const { return *consumer.rtp_parameters.encodings[0].ssrc; }
    [[nodiscard]] std::vector<SeenPacket> seen() const { return seen_of(connection.client->rtp, ssrc()); }
    template <class Write>
    void say(Write&& write) const {
      std::array<std::uint8_t, 200> memory;
      rtc::RtcpWriter writer(memory);
      write(writer);
      connection.client->send_rtcp(writer.written());
    }
  };

  void publish() {
    sender_ = connect(room_, teacher_, Direction::send);
    const auto produced = server_->produce(room_, teacher_,
                                           {.transport = sender_.offer.id,
                                            .kind = MediaKind::video,
                                            .rtp_parameters = camera(1),
                                            .source = Source::camera});
    ASSERT_TRUE(produced) << produced.error().message;
    producer_ = *produced;
  }
  /// Whoever receives the camera.
  Viewer& join() {
    auto& viewer = *viewers_.emplace_back(std::make_unique<Viewer>());
    viewer.connection = connect(room_, viewer.id, Direction::recv);
    const auto consumed = server_->consume(
        room_, viewer.id,
        {.producer = producer_.id, .rtp_capabilities = browser_capabilities(), .transport = {}});
    EXPECT_TRUE(consumed) << consumed.error().message;
    viewer.consumer = *consumed;
    EXPECT_TRUE(server_->pause_consumer(room_, viewer.id, viewer.consumer.id, false));
    return viewer;
  }

  static void turn(LoopbackClient& client) {
    client.run_until([is_over = false]() mutable { return std::exchange(is_over, true); });
  }
  /// The camera goes on, with a key frame for each request, until something is so.
  bool film_until(const std::function<bool()>& is_reached) {
    for (int i = 0; i < 1000; ++i) {
      if (is_reached()) return true;
      const auto requests = asked();
      for (auto& packet : source_.picture(std::exchange(answered_, requests) != requests))
        sender_.client->send_rtp(packet);
      std::this_thread::sleep_for(10ms);  // not faster than the ways are believed to carry at first
      turn(*sender_.client);
      for (const auto& viewer : viewers_) turn(*viewer->connection.client);
    }
    return false;
  }
  [[nodiscard]] std::size_t asked() const {
    return rtcp_of(sender_.client->rtcp, rtc::RtcpType::payload_feedback, 1).size();
  }
  bool have_all(std::size_t packets) {
    return film_until([&] {
      return std::ranges::all_of(viewers_,
                                 [&](const auto& viewer) { return viewer->seen().size() >= packets; });
    });
  }

  CameraSource source_{1};
  Connection sender_;
  ProducerInfo producer_;
  std::vector<std::unique_ptr<Viewer>> viewers_;
  std::size_t answered_ = SIZE_MAX;  // requests for key frames; the first one comes by itself
};

template <class Event>
std::vector<ParticipantId> all_who_hear(const std::vector<Event>& events) {
  std::vector<ParticipantId> all;
  for (const auto& event : events) all.insert(all.end(), event.to.begin(), event.to.end());
  return all;
}

TEST_F(RoomLinkTest, ViewersOnBothThreadsReceive) {
  publish();
  for (int i = 0; i < 3; ++i) join();
  const auto home = sender_.offer.ice_candidates[0].port;
  EXPECT_EQ(viewers_[0]->port(), home);
  EXPECT_NE(viewers_[1]->port(), home);
  ASSERT_TRUE(have_all(40));
  for (const auto& viewer : viewers_) {
    const auto packets = viewer->seen();
    EXPECT_TRUE(packets[0].mark.is_key);
    for (std::size_t i = 1; i < packets.size(); ++i)
      ASSERT_EQ(packets[i].sequence, static_cast<std::uint16_t>(packets[i - 1].sequence + 1));
    const auto figures = server_->statistics(room_, viewer->id, viewer->consumer.id);
    ASSERT_TRUE(figures);
    EXPECT_GE((*figures)[0].packets, packets.size());
    EXPECT_TRUE(server_->statistics(room_, {}, viewer->connection.offer.id));
  }
  const auto sent = server_->statistics(room_, teacher_, producer_.id);
  EXPECT_GE((*sent)[0].packets, 40U);
  EXPECT_GT(server_->traffic().packets_out, 120U);
  EXPECT_EQ(server_->traffic().transports, 4U);
  EXPECT_EQ(server_->traffic().rooms, 1U);
}

TEST_F(RoomLinkTest, WhatViewersElsewhereAskForTheyGet) {
  publish();
  join();
  const auto& viewer = join();
  const auto& other = join();
  ASSERT_TRUE(have_all(10));
  viewer.say([&](rtc::RtcpWriter& writer) {
    const std::array<std::uint16_t, 1> missing{viewer.seen().back().sequence};
    writer.nack(1, viewer.ssrc(), missing);
  });
  const auto rtx = viewer.consumer.rtp_parameters.encodings[0].rtx->ssrc;
  EXPECT_TRUE(film_until([&] {
    return std::ranges::any_of(viewer.connection.client->rtp,
                               [&](const auto& packet) { return rtc::read_u32(packet, 8) == rtx; });
  }));
  const auto before = asked();
  for (const auto* const one : {&viewer, &other})
    one->say([&](rtc::RtcpWriter& writer) { writer.picture_loss(1, one->ssrc()); });
  EXPECT_TRUE(film_until([&] { return asked() > before; }));
  const auto key_frames = [](const Viewer& one) {
    return std::ranges::count_if(one.seen(), [](const SeenPacket& packet) { return packet.mark.is_key; });
  };
  const auto had = key_frames(viewer);
  EXPECT_TRUE(film_until([&] { return key_frames(viewer) > had && key_frames(other) > 2; }));
}

TEST_F(RoomLinkTest, EverybodyHearsOfAProducerOnce) {
  publish();
  for (int i = 0; i < 3; ++i) join();
  ASSERT_TRUE(have_all(4));
  const auto everybody = UnorderedElementsAre(teacher_, viewers_[0]->id, viewers_[1]->id, viewers_[2]->id);
  ASSERT_TRUE(server_->pause_producer(room_, producer_.id, true, Actor::moderator));
  EXPECT_TRUE(film_until([&] { return events_.of<ConsumerPaused>().size() == 3; }));
  EXPECT_THAT(all_who_hear(events_.of<ProducerPaused>()), everybody);
  ASSERT_TRUE(server_->pause_producer(room_, producer_.id, false, Actor::moderator));
  ASSERT_TRUE(server_->close_producer(room_, producer_.id, Actor::self));
  const auto late = server_->consume(
      room_, viewers_[1]->id,
      {.producer = producer_.id, .rtp_capabilities = browser_capabilities(), .transport = {}});
  EXPECT_EQ(late.error().code, ErrorCode::producer_not_found);
  EXPECT_TRUE(film_until([&] { return events_.of<ConsumerClosed>().size() == 3; }));
  EXPECT_THAT(all_who_hear(events_.of<ProducerClosed>()), everybody);
}

TEST_F(RoomLinkTest, CallsFindTheThread) {
  publish();
  join();
  const auto& viewer = join();
  const auto transport = viewer.connection.offer.id;
  const auto consumer = viewer.consumer.id;
  EXPECT_EQ(server_->prefer_layers(room_, viewer.id, consumer, {.spatial = 3, .temporal = {}})->spatial, 0);
  EXPECT_TRUE(server_->set_priority(room_, viewer.id, consumer, 9));
  EXPECT_TRUE(server_->request_key_frame(room_, viewer.id, consumer));
  EXPECT_TRUE(server_->limit_receive_bitrate(room_, viewer.id, 1'000'000));
  EXPECT_NE(server_->restart_ice(room_, viewer.id, transport)->username_fragment,
            viewer.connection.offer.ice_parameters.username_fragment);
  const auto code = [](const auto& result) { return result.error().code; };
  EXPECT_EQ(code(server_->close_transport(room_, student_, transport)), ErrorCode::transport_not_found);
  EXPECT_EQ(code(server_->close_consumer(room_, student_, consumer)), ErrorCode::consumer_not_found);
  EXPECT_EQ(code(server_->statistics(room_, student_, consumer)), ErrorCode::consumer_not_found);
  EXPECT_TRUE(server_->close_consumer(room_, viewer.id, consumer));
  EXPECT_TRUE(server_->close_transport(room_, viewer.id, transport));
  EXPECT_EQ(code(server_->close_transport(room_, viewer.id, transport)), ErrorCode::transport_not_found);
}

TEST_F(RoomLinkTest, WhoeverReceivesElsewhereSendsAtHome) {
  publish();
  join();
  auto& viewer = join();
  const auto sender = connect(room_, viewer.id, Direction::send);
  EXPECT_EQ(sender.offer.ice_candidates[0].port, sender_.offer.ice_candidates[0].port);
  const auto produced = server_->produce(room_, viewer.id,
                                         {.transport = sender.offer.id,
                                          .kind = MediaKind::audio,
                                          .rtp_parameters = microphone(99),
                                          .source = Source::mic});
  ASSERT_TRUE(produced) << produced.error().message;
  // Two are there, two more are allowed, wherever they lie.
  ASSERT_TRUE(server_->create_transport(room_, viewer.id, Direction::recv, false));
  ASSERT_TRUE(server_->create_transport(room_, viewer.id, Direction::send, false));
  for (const auto direction : {Direction::send, Direction::recv})
    EXPECT_EQ(server_->create_transport(room_, viewer.id, direction, false).error().code,
              ErrorCode::transport_limit);
  server_->remove(room_, viewer.id);
  EXPECT_EQ(server_->traffic().transports, 2U);
  EXPECT_EQ(server_->producers(room_).size(), 1U);
  EXPECT_TRUE(server_->create_transport(room_, viewer.id, Direction::recv, false));
}

TEST_F(RoomLinkTest, RoomsCloseWhileMediaCross) {
  publish();
  for (int i = 0; i < 3; ++i) join();
  ASSERT_TRUE(have_all(4));
  for (auto& packet : source_.picture(true)) sender_.client->send_rtp(packet);
  server_->close_room(room_);
  EXPECT_EQ(server_->traffic().transports, 0U);
  EXPECT_EQ(server_->traffic().rooms, 0U);
  ASSERT_TRUE(server_->open_room(room_, events_));
  viewers_.clear();
  publish();
  for (int i = 0; i < 3; ++i) join();
  ASSERT_TRUE(have_all(4));
  for (auto& packet : source_.picture(true)) sender_.client->send_rtp(packet);
  server_.reset();
}

}  // namespace
}  // namespace vtp::sfu
