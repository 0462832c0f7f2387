// A media server on loopback, with people who connect to it as browsers do.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "base/time.h"
#include "sfu/server/media_server.h"
#include "sfu/server/socket_address.h"
#include "support/rtc/dtls.h"
#include "support/sfu/loopback_client.h"

namespace vtp::sfu {

/// Remembers what it hears, from whichever thread.
class HeardEvents final : public MediaListener {
 public:
  void on_media_event(RoomId, MediaEvent event) override {
    const std::scoped_lock lock(mutex_);
    events_.push_back(std::move(event));
  }

  template <class Event>
  std::vector<Event> of() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Event> found;
    for (const auto& event : events_)
      if (const auto* const one = std::get_if<Event>(&event)) found.push_back(*one);
    return found;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<MediaEvent> events_;
};

class MediaServerFixture : public ::testing::Test {
 protected:
  void open(std::size_t threads = 1, MediaServer::Options options = {}) {
    options.listen = {parse_ip_address("127.0.0.1").value()};
    options.threads = threads;
    server_ = MediaServer::open(options, clock_).value();
    ASSERT_TRUE(server_->open_room(room_, events_));
  }

  struct Connection {
    TransportOffer offer;
    std::unique_ptr<LoopbackClient> client;
  };
  /// Connected as a browser does it: asks, checks, shakes hands.
  Connection connect(RoomId room, ParticipantId who, Direction direction, bool by_tcp = false) {
    Connection connection{.offer = server_->create_transport(room, who, direction, by_tcp).value(),
                          .client = {}};
    const auto& offer = connection.offer;
    const auto& fingerprint = offer.dtls_parameters.fingerprints[0];
    connection.client = std::make_unique<LoopbackClient>(
        by_tcp ? rtc::TransportProtocol::tcp : rtc::TransportProtocol::udp, offer.ice_candidates[0].address,
        offer.ice_candidates[0].port,
        rtc::ClientPeer::Settings{
            .dtls = rtc::client_context(),
            .server = {.username_fragment = offer.ice_parameters.username_fragment,
                       .password = offer.ice_parameters.password},
            .server_fingerprints = {
                rtc::parse_fingerprint(fingerprint.algorithm, fingerprint.value).value()}});
    EXPECT_TRUE(server_->connect_transport(room, who, offer.id, ours()));
    EXPECT_TRUE(connection.client->connect());
    return connection;
  }

  static DtlsParameters ours() {
    const auto fingerprint = rtc::sha_256_of(rtc::client_context())[0];
    return {.role = DtlsRoleOffer::client, .fingerprints = {{"sha-256", fingerprint.text()}}};
  }

  SystemClock clock_;
  HeardEvents events_;
  RoomId room_ = RoomId::make();
  ParticipantId teacher_ = ParticipantId::make();
  ParticipantId student_ = ParticipantId::make();
  std::unique_ptr<MediaServer> server_;
};

}  // namespace vtp::sfu
