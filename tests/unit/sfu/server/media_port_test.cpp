#include "sfu/server/media_port.h"

#include <algorithm>
#include <atomic>
#include <functional>

#include <gtest/gtest.h>

#include "runtime/loop_group.h"
#include "sfu/server/socket_address.h"
#include "support/rtc/dtls.h"
#include "support/rtc/ice.h"
#include "support/rtc/srtp.h"
#include "support/sfu/loopback_client.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Buffer;
using rtc::TransportProtocol;

/// Sends back what comes, under another SSRC.
class Echo final : public PacketReceiver {
 public:
  explicit Echo(PacketPath& path) : path_(path) {}

  void on_rtp(rtc::MutableBytes packet, rtc::Instant) override {
    ++count;
    rtc::write_u32(packet, 8, 77);
    path_.send_rtp(packet);
  }
  void on_rtcp(rtc::Bytes compound, rtc::Instant) override { path_.send_rtcp(compound); }
  void on_path_state(rtc::IceState, std::optional<rtc::DtlsState>, rtc::Instant) override {}

  std::atomic<int> count = 0;

 private:
  PacketPath& path_;
};

class MediaPortTest : public ::testing::Test, protected MediaPort::Owner {
 protected:
  ~MediaPortTest() override {
    pool_.stop();
    loops_.stop();
  }

  void open(MediaPort::Options options = {}) {
    port_ = MediaPort::open(loops_.loop(0), pool_, rtc::server_context(), std::move(options)).value();
    loops_.run_on(0, [this] { port_->start(); });
  }

  /// A transport that expects `client_context`.
  rtc::ClientPeer::Settings add() {
    rtc::ClientPeer::Settings settings{.dtls = rtc::client_context(),
                                       .server = {},
                                       .server_fingerprints = rtc::sha_256_of(rtc::server_context())};
    on_thread([&] {
      const auto id = TransportId::make();
      auto& transport = port_->add(id, *this);
      echoes_.push_back(std::make_unique<Echo>(transport));
      transport.set_receiver(*echoes_.back());
      const auto fingerprint = rtc::sha_256_of(rtc::client_context())[0];
      ASSERT_TRUE(transport.connect(
          {.role = DtlsRoleOffer::client, .fingerprints = {{"sha-256", fingerprint.text()}}},
          MediaPort::now()));
      const auto ice = transport.ice_parameters();
      settings.server = {.username_fragment = ice.username_fragment, .password = ice.password};
      ids_.push_back(id);
    });
    return settings;
  }

  void on_thread(const std::function<void()>& call) {
    loops_.run_on(0, [&] {
      call();
      port_->finish_turn();
    });
  }

  /// What a session computes just now it must finish before it can say goodbye.
  void wait_for_the_lane() {
    on_thread([] {});
    std::atomic<bool> is_done = false;
    ASSERT_TRUE(pool_.try_submit([&] { is_done = true; }));
    while (!is_done) std::this_thread::yield();
  }

  std::unique_ptr<LoopbackClient> connected(TransportProtocol protocol,
                                            const std::string& address = "127.0.0.1") {
    auto client = std::make_unique<LoopbackClient>(protocol, address, port_->port(), add());
    EXPECT_TRUE(client->connect());
    return client;
  }

  /// Until the echo of a packet is back.
  static bool exchanges(LoopbackClient& client, std::uint16_t sequence = 5) {
    client.rtp.clear();
    return client.run_until([&] {
      client.send_rtp(rtc::rtp_with(1, sequence++, Buffer(500, 9)));  // the first may come before the keys
      return !client.rtp.empty() && client.rtp[0].size() == 512;
    });
  }

  void on_transport_active(TransportId) override { ++activities_; }
  void on_transport_end(TransportId id, TransportCloseReason reason, rtc::Instant) override {
    port_->close(id);
    ends_ += 1;
    last_end_ = reason;
  }

  WorkerPool pool_{{.name = "handshake", .threads = 1}};
  LoopGroup loops_{1, "media"};
  std::unique_ptr<MediaPort> port_;
  std::vector<std::unique_ptr<Echo>> echoes_;
  std::vector<TransportId> ids_;
  std::atomic<int> activities_ = 0;
  std::atomic<int> ends_ = 0;
  std::atomic<TransportCloseReason> last_end_{};
};

TEST_F(MediaPortTest, CarriesPacketsOverUdp) {
  open();
  const auto client = connected(TransportProtocol::udp);
  EXPECT_TRUE(exchanges(*client));
  EXPECT_GT(activities_, 0);
  EXPECT_GT(port_->counters().packets_in(), 0U);
  EXPECT_GT(port_->counters().bytes_out(), 500U);
}

TEST_F(MediaPortTest, CarriesPacketsOverTcpOfTheSameNumber) {
  open();
  const auto client = connected(TransportProtocol::tcp);
  EXPECT_TRUE(exchanges(*client));
}

TEST_F(MediaPortTest, TakesAddressesOfTheSixthVersion) {
  const auto probe = UdpSocket::open(parse_ip_address("::1").value(), 0);
  if (!probe) GTEST_SKIP() << "this machine has none";
  open();
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::udp, "::1")));
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::tcp, "::1")));
}

TEST_F(MediaPortTest, AnswersFromTheAddressThatWasSpokenTo) {
  open();
  // Each client takes packets from there only: its socket is connected.
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::udp, "127.0.0.2")));
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::udp, "127.0.0.3")));
}

TEST_F(MediaPortTest, ListensWhereItIsTold) {
  open({.listen = {parse_ip_address("127.0.0.1").value(), parse_ip_address("127.0.0.2").value()}});
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::udp, "127.0.0.1")));
  EXPECT_TRUE(exchanges(*connected(TransportProtocol::udp, "127.0.0.2")));
  EXPECT_THROW(LoopbackClient(TransportProtocol::tcp, "127.0.0.3", port_->port(), add()), std::runtime_error);
}

TEST_F(MediaPortTest, SaysThatAPortIsTaken) {
  open({.listen = {parse_ip_address("127.0.0.1").value()}});
  const auto second =
      MediaPort::open(loops_.loop(0), pool_, rtc::server_context(),
                      {.listen = {parse_ip_address("127.0.0.1").value()}, .port = port_->port()});
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find(std::to_string(port_->port())), std::string::npos);
}

TEST_F(MediaPortTest, TellsManyTransportsApart) {
  open();
  std::vector<std::unique_ptr<LoopbackClient>> clients;
  for (int i = 0; i < 10; ++i)
    clients.push_back(connected(i % 3 == 0 ? TransportProtocol::tcp : TransportProtocol::udp));
  for (const auto& client : clients) EXPECT_TRUE(exchanges(*client));
  for (const auto& echo : echoes_) EXPECT_GT(echo->count, 0);
  EXPECT_EQ(port_->transport_count(), 10U);
}

TEST_F(MediaPortTest, GoesOnFromAnotherPlaceAfterARestart) {
  open();
  auto settings = add();
  LoopbackClient client(TransportProtocol::udp, "127.0.0.1", port_->port(), settings);
  ASSERT_TRUE(client.connect());
  IceParameters renewed;
  on_thread([&] {
    port_->restart_ice(*port_->find(ids_[0]));
    renewed = port_->find(ids_[0])->ice_parameters();
  });
  client.peer.restart({.username_fragment = renewed.username_fragment, .password = renewed.password},
                      MediaPort::now());
  EXPECT_TRUE(client.run_until([&] { return client.peer.has_path(); }));
  EXPECT_TRUE(exchanges(client));
}

TEST_F(MediaPortTest, CountsWhatBelongsToNobody) {
  open();
  const auto client = connected(TransportProtocol::udp);
  LoopbackClient stranger(TransportProtocol::udp, "127.0.0.1", port_->port(),
                          {.dtls = rtc::client_context(),
                           .server = {.username_fragment = "nobody", .password = "at all"},
                           .server_fingerprints = {}});
  const auto drops = [&](DropReason reason) { return port_->counters().drops(reason); };
  EXPECT_TRUE(stranger.run_until([&] { return drops(DropReason::unknown_transport) >= 2; }));
  stranger.send_raw(rtc::rtp_with(1, 1, Buffer(100)));
  stranger.send_raw(Buffer(3000));
  EXPECT_TRUE(stranger.run_until([&] { return drops(DropReason::too_long) == 1; }));
  EXPECT_TRUE(exchanges(*client));
}

TEST_F(MediaPortTest, ClosesConnectionsOfStrangers) {
  open();
  LoopbackClient stranger(TransportProtocol::tcp, "127.0.0.1", port_->port(),
                          {.dtls = rtc::client_context(),
                           .server = {.username_fragment = "nobody", .password = "at all"},
                           .server_fingerprints = {}});
  EXPECT_FALSE(stranger.run_until([] { return false; }));
  EXPECT_TRUE(stranger.is_closed());
}

TEST_F(MediaPortTest, BoundsItsConnections) {
  open({.tcp = {.most_connections = 1}});
  const auto first = connected(TransportProtocol::tcp);
  LoopbackClient second(TransportProtocol::tcp, "127.0.0.1", port_->port(), add());
  EXPECT_FALSE(second.run_until([] { return false; }));
  EXPECT_TRUE(second.is_closed());
  EXPECT_TRUE(exchanges(*first));
}

TEST_F(MediaPortTest, SendsBurstsWholeAndInOrder) {
  open();
  std::vector<std::unique_ptr<LoopbackClient>> clients;
  for (int i = 0; i < 10; ++i) clients.push_back(connected(TransportProtocol::udp));
  for (const auto& client : clients) ASSERT_TRUE(exchanges(*client));
  // Together more than are kept for a turn, for each as many as its socket can hold; of different lengths, so
  // that some travel together and some alone.
  constexpr std::uint16_t burst = 55;
  const auto length_of = [](std::uint16_t sequence) { return sequence % 7 == 3 ? 400U : 1000U; };
  on_thread([&] {
    for (std::uint16_t i = 0; i < burst; ++i)
      for (const auto& id : ids_)
        EXPECT_TRUE(port_->find(id)->send_rtp(rtc::rtp_with(3, i, Buffer(length_of(i)))));
  });
  const auto is_of_the_burst = [](const Buffer& packet) { return rtc::read_u32(packet, 8) == 3; };
  for (const auto& client : clients) {
    EXPECT_TRUE(
        client->run_until([&] { return std::ranges::count_if(client->rtp, is_of_the_burst) == burst; }));
    std::erase_if(client->rtp, std::not_fn(is_of_the_burst));
    for (std::uint16_t i = 0; i < client->rtp.size(); ++i) {
      EXPECT_EQ(rtc::read_u16(client->rtp[i], 2), i);
      EXPECT_EQ(client->rtp[i].size(), 12 + length_of(i));
    }
  }
}

TEST_F(MediaPortTest, KeepsLittleForAReaderThatIsTooSlow) {
  open();
  const auto client = connected(TransportProtocol::tcp);
  ASSERT_TRUE(exchanges(*client));
  std::uint16_t sequence = 0;
  const Buffer payload(1200);
  const auto send = [&] { return port_->find(ids_[0])->send_rtp(rtc::rtp_with(2, sequence++, payload)); };
  on_thread([&] {
    while (send() && sequence < 60'000) {
    }
  });
  EXPECT_LT(sequence, 60'000);
  EXPECT_GE(port_->counters().drops(DropReason::not_sent), 1U);
  const auto received = [&] { return client->rtp.size() >= sequence - 1U; };
  EXPECT_TRUE(client->run_until(received));  // what was taken comes whole and in order
  EXPECT_EQ(client->peer.unopened(), 0U);
  on_thread([&] { EXPECT_TRUE(send()); });
}

TEST_F(MediaPortTest, EndsTransportsThatNobodyConnects) {
  open({.transport = {.connect_within = 10ms}});
  add();
  while (ends_ == 0) std::this_thread::yield();
  EXPECT_EQ(last_end_, TransportCloseReason::not_connected);
  EXPECT_EQ(port_->transport_count(), 0U);
}

TEST_F(MediaPortTest, EndsTransportsWhosePeerGoes) {
  open();
  const auto client = connected(TransportProtocol::udp);
  ASSERT_TRUE(exchanges(*client));
  client->peer.close();
  EXPECT_TRUE(client->run_until([this] { return ends_ == 1; }));
  EXPECT_EQ(last_end_, TransportCloseReason::dtls_closed);
}

TEST_F(MediaPortTest, SaysGoodbyeWhenATransportIsClosed) {
  open();
  const auto client = connected(TransportProtocol::tcp);
  ASSERT_TRUE(exchanges(*client));
  wait_for_the_lane();
  on_thread([this] { port_->close(ids_[0]); });
  EXPECT_TRUE(client->run_until([&] { return client->peer.dtls_state() == rtc::DtlsState::closed; }));
  EXPECT_EQ(port_->transport_count(), 0U);
}

}  // namespace
}  // namespace vtp::sfu
