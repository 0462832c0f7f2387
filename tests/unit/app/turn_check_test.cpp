#include "app/turn_check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace vtp::app {
namespace {

using namespace std::chrono_literals;

std::string parsed(std::string_view url) {
  const auto address = TurnAddress::parse(url);
  if (!address) return "none";
  return address->host + " " + address->port + (address->is_udp ? " udp" : " other");
}

TEST(TurnCheck, ReadsAddresses) {
  EXPECT_EQ(parsed("turn:turn.example.org"), "turn.example.org 3478 udp");
  EXPECT_EQ(parsed("turn:turn.example.org:80?transport=udp"), "turn.example.org 80 udp");
  EXPECT_EQ(parsed("turn:10.0.0.1:3478?transport=tcp"), "10.0.0.1 3478 other");
  EXPECT_EQ(parsed("turns:turn.example.org"), "turn.example.org 5349 other");
  EXPECT_EQ(parsed("turn:[::1]:3479"), "::1 3479 udp");
  for (const auto* bad : {"", "stun:x", "turn:", "turn:[::1", "turn:host:", "http://x"})
    EXPECT_EQ(parsed(bad), "none") << bad;
}

/// Answers every request with a success that nobody has signed.
class ObligingServer {
 public:
  ObligingServer() : descriptor_(socket(AF_INET, SOCK_DGRAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    socklen_t length = sizeof address;
    getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &length);
    port = std::to_string(ntohs(address.sin_port));
    thread_ = std::thread([this] { serve(); });
  }
  ~ObligingServer() {
    thread_.join();
    close(descriptor_);
  }

  std::string port;
  int requests = 0;

 private:
  /// Until the address is given back.
  void serve() {
    for (auto method = rtc::StunMethod::binding; method != rtc::StunMethod::refresh;) {
      std::array<char, 1500> buffer{};
      sockaddr_in from{};
      socklen_t length = sizeof from;
      const auto got =
          recvfrom(descriptor_, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &length);
      const auto request =
          rtc::StunMessage::parse(rtc::bytes_of({buffer.data(), static_cast<std::size_t>(got)})).value();
      ++requests;
      method = request.method();
      std::array<std::uint8_t, 100> out;
      const rtc::StunWriter writer(out, method, rtc::StunClass::success, request.transaction());
      const auto answer = writer.finish().value();
      sendto(descriptor_, answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&from), length);
    }
  }

  int descriptor_;
  std::thread thread_;
};

TEST(TurnCheck, TalksToTheServer) {
  ObligingServer server;
  EXPECT_EQ(ask_turn_server({.host = "127.0.0.1", .port = server.port}, {"sara", "secret", {}}, 10s),
            rtc::TurnVerdict::works);
}

TEST(TurnCheck, GivesUpOnServersThatDoNotAnswer) {
  EXPECT_EQ(ask_turn_server({.host = "127.0.0.1", .port = "9"}, {"sara", "secret", {}}, 10ms),
            rtc::TurnVerdict::pending);
  EXPECT_EQ(ask_turn_server({.host = "no-such-host.invalid", .port = "9"}, {"sara", "secret", {}}, 10ms),
            rtc::TurnVerdict::pending);
}

}  // namespace
}  // namespace vtp::app
