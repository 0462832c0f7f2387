#include "sfu/server/media_server.h"

#include <thread>

#include "support/rtc/srtp.h"
#include "support/sfu/media_server_fixture.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Buffer;

constexpr std::uint8_t opus = 111;
constexpr std::uint32_t microphone_ssrc = 4711;

RtpParameters microphone() {
  RtpParameters parameters;
  parameters.mid = "0";
  parameters.codecs = {
      {.mime_type = "audio/opus", .payload_type = opus, .clock_rate = 48'000, .channels = 2}};
  parameters.encodings = {{.ssrc = microphone_ssrc}};
  parameters.rtcp.cname = "somebody";
  return parameters;
}

class MediaServerTest : public MediaServerFixture {
 protected:
  /// Somebody speaks until the other one hears it.
  bool is_heard(Connection& from, Connection& to) {
    std::uint16_t sequence = 1000;
    return to.client->run_until([&] {
      auto packet = rtc::rtp_with(microphone_ssrc, sequence++, Buffer(50, 5));
      packet[1] = opus;
      from.client->send_rtp(packet);
      return !to.client->rtp.empty();
    });
  }
};

TEST_F(MediaServerTest, CarriesAVoiceFromOneToAnother) {
  open();
  for (const bool by_tcp : {false, true}) {
    auto sender = connect(room_, teacher_, Direction::send, by_tcp);
    auto receiver = connect(room_, student_, Direction::recv, by_tcp);
    const auto producer = server_->produce(room_, teacher_,
                                           {.transport = sender.offer.id,
                                            .kind = MediaKind::audio,
                                            .rtp_parameters = microphone(),
                                            .source = Source::mic});
    ASSERT_TRUE(producer) << producer.error().message;
    EXPECT_EQ(server_->producers(room_).size(), 1U);
    EXPECT_EQ(server_->producer(room_, producer->id)->owner, teacher_);
    const auto consumer = server_->consume(
        room_, student_,
        {.producer = producer->id, .rtp_capabilities = server_->capabilities(), .transport = {}});
    ASSERT_TRUE(consumer) << consumer.error().message;
    ASSERT_TRUE(server_->pause_consumer(room_, student_, consumer->id, false));
    ASSERT_TRUE(is_heard(sender, receiver));
    const auto packet = receiver.client->rtp[0];
    EXPECT_EQ(rtc::read_u32(packet, 8), consumer->rtp_parameters.encodings[0].ssrc);
    EXPECT_FALSE(server_->statistics(room_, student_, receiver.offer.id)->empty());
    EXPECT_TRUE(server_->close_transport(room_, teacher_, sender.offer.id));
    EXPECT_TRUE(server_->producers(room_).empty());
    EXPECT_TRUE(server_->close_transport(room_, student_, receiver.offer.id));
  }
  EXPECT_EQ(server_->traffic().transports, 0U);
  EXPECT_GT(server_->traffic().packets_out, 2U);
}

TEST_F(MediaServerTest, TellsOfTheStateOfTransports) {
  open();
  const auto sender = connect(room_, teacher_, Direction::send);
  EXPECT_TRUE(sender.client->run_until([&] {
    const auto states = events_.of<TransportStateChanged>();
    return !states.empty() && states.back().dtls == rtc::DtlsState::connected;
  }));
  sender.client->peer.close();
  EXPECT_TRUE(sender.client->run_until([&] { return !events_.of<TransportClosed>().empty(); }));
  EXPECT_EQ(events_.of<TransportClosed>()[0].reason, TransportCloseReason::dtls_closed);
  EXPECT_EQ(events_.of<TransportClosed>()[0].transport, sender.offer.id);
  EXPECT_EQ(server_->traffic().transports, 0U);
}

TEST_F(MediaServerTest, ClosesTransportsThatNobodyConnects) {
  open(1, {.transport = {.connect_within = 20ms}});
  ASSERT_TRUE(server_->create_transport(room_, teacher_, Direction::send, false));
  while (events_.of<TransportClosed>().empty()) std::this_thread::yield();
  EXPECT_EQ(events_.of<TransportClosed>()[0].reason, TransportCloseReason::not_connected);
}

TEST_F(MediaServerTest, SpreadsRoomsOverItsThreads) {
  open(2);
  const auto second = RoomId::make();
  ASSERT_TRUE(server_->open_room(second, events_));
  const auto here = connect(room_, teacher_, Direction::send);
  const auto there = connect(second, student_, Direction::send);
  EXPECT_NE(here.offer.ice_candidates[0].port, there.offer.ice_candidates[0].port);
  EXPECT_EQ(server_->traffic().rooms, 2U);
}

TEST_F(MediaServerTest, OffersUdpFirstAndTcpAloneWhenAsked) {
  open();
  const auto offer = server_->create_transport(room_, teacher_, Direction::send, false).value();
  ASSERT_EQ(offer.ice_candidates.size(), 2U);
  EXPECT_EQ(offer.ice_candidates[0].protocol, CandidateProtocol::udp);
  EXPECT_EQ(offer.dtls_parameters.role, DtlsRoleOffer::automatic);
  const auto forced = server_->create_transport(room_, teacher_, Direction::recv, true).value();
  ASSERT_EQ(forced.ice_candidates.size(), 1U);
  EXPECT_EQ(forced.ice_candidates[0].protocol, CandidateProtocol::tcp);
}

TEST_F(MediaServerTest, WhatBelongsToOthersIsNotThere) {
  open();
  const auto offer = server_->create_transport(room_, teacher_, Direction::send, false).value();
  const auto code = [](const auto& result) { return result.error().code; };
  EXPECT_EQ(code(server_->connect_transport(room_, student_, offer.id, ours())),
            ErrorCode::transport_not_found);
  EXPECT_EQ(code(server_->restart_ice(room_, student_, offer.id)), ErrorCode::transport_not_found);
  EXPECT_EQ(code(server_->close_transport(room_, student_, offer.id)), ErrorCode::transport_not_found);
  EXPECT_NE(server_->restart_ice(room_, teacher_, offer.id)->username_fragment,
            offer.ice_parameters.username_fragment);
}

TEST_F(MediaServerTest, ForgetsParticipantsAndRooms) {
  open();
  const auto sender = connect(room_, teacher_, Direction::send);
  const auto receiver = connect(room_, student_, Direction::recv);
  server_->remove(room_, teacher_);
  EXPECT_EQ(server_->traffic().transports, 1U);
  server_->close_room(room_);
  EXPECT_EQ(server_->traffic().transports, 0U);
  const auto refused = server_->create_transport(room_, teacher_, Direction::send, false);
  EXPECT_EQ(refused.error().code, ErrorCode::sfu_not_active);
  EXPECT_TRUE(server_->producers(room_).empty());
  server_->remove(room_, teacher_);
  server_->close_room(room_);
}

TEST_F(MediaServerTest, ClosesAllRoomsAtOnce) {
  open(2);
  const auto sender = connect(room_, teacher_, Direction::send);
  ASSERT_TRUE(server_->open_room(RoomId::make(), events_));
  server_->close_all_rooms();
  EXPECT_EQ(server_->traffic().rooms, 0U);
  EXPECT_EQ(server_->traffic().transports, 0U);
}

TEST_F(MediaServerTest, IsBounded) {
  open(1, {.most_rooms = 1, .most_transports = 2});
  EXPECT_TRUE(server_->open_room(room_, events_));
  EXPECT_EQ(server_->open_room(RoomId::make(), events_).error().code, ErrorCode::not_ready);
  ASSERT_TRUE(server_->create_transport(room_, teacher_, Direction::send, false));
  ASSERT_TRUE(server_->create_transport(room_, student_, Direction::recv, false));
  EXPECT_EQ(server_->create_transport(room_, student_, Direction::send, false).error().code,
            ErrorCode::not_ready);
}

TEST_F(MediaServerTest, SaysWhenItsPortsAreTaken) {
  open();
  auto options =
      MediaServer::Options{.listen = {parse_ip_address("127.0.0.1").value()}, .first_port = server_->port(0)};
  EXPECT_FALSE(MediaServer::open(options, clock_));
  options.first_port = 65'535;
  options.threads = 2;
  EXPECT_EQ(MediaServer::open(options, clock_).error().code, ErrorCode::validation_failed);
}

}  // namespace
}  // namespace vtp::sfu
