#include "app/turn_check.h"

#include <array>
#include <memory>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vtp::app {
namespace {

constexpr int attempts = 3;

/// A connected UDP socket, so that only the server's answers arrive. Negative if there is no such host.
class UdpSocket {
 public:
  explicit UdpSocket(const TurnAddress& address) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) return;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, &freeaddrinfo);
    descriptor_ = socket(all->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor_ >= 0 && connect(descriptor_, all->ai_addr, all->ai_addrlen) != 0) close_now();
  }
  ~UdpSocket() { close_now(); }
  UdpSocket(const UdpSocket&) = delete;
  UdpSocket& operator=(const UdpSocket&) = delete;

  void send_bytes(const std::string& bytes) const {
    static_cast<void>(send(descriptor_, bytes.data(), bytes.size(), 0));
  }

  /// The next answer, unless none comes in time.
  [[nodiscard]] std::optional<std::string> receive(std::chrono::milliseconds patience) const {
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, static_cast<int>(patience.count())) != 1) return std::nullopt;
    std::array<char, 1500> buffer{};
    const auto length = recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (length < 0) return std::nullopt;
    return std::string(buffer.data(), static_cast<std::size_t>(length));
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

 private:
  void close_now() {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = -1;
  }

  int descriptor_ = -1;
};

}  // namespace

std::optional<TurnAddress> TurnAddress::parse(std::string_view url) {
  TurnAddress address;
  if (url.starts_with("turns:"))
    address.is_udp = false, address.port = "5349", url.remove_prefix(6);
  else if (url.starts_with("turn:"))
    url.remove_prefix(5);
  else
    return std::nullopt;
  const auto question = url.find('?');
  if (question != std::string_view::npos && url.substr(question) != "?transport=udp") address.is_udp = false;
  url = url.substr(0, question);
  const bool is_v6 = url.starts_with('[');
  const auto end = is_v6 ? url.find(']') : url.rfind(':');
  if (is_v6 && end == std::string_view::npos) return std::nullopt;
  address.host = is_v6 ? url.substr(1, end - 1) : url.substr(0, end);
  const auto rest = is_v6                           ? url.substr(end + 1)
                    : end == std::string_view::npos ? std::string_view()
                                                    : url.substr(end);
  if (rest.starts_with(':')) address.port = rest.substr(1);
  if (address.host.empty() || address.port.empty()) return std::nullopt;
  return address;
}

rtc::TurnVerdict ask_turn_server(const TurnAddress& address, rtc::TurnProbe probe,
                                 std::chrono::milliseconds patience) {
  const UdpSocket socket(address);
  if (!socket.is_open()) return rtc::TurnVerdict::pending;
  for (int silent = 0; silent < attempts && probe.verdict() == rtc::TurnVerdict::pending;) {
    socket.send_bytes(probe.next());
    if (const auto answer = socket.receive(patience))
      probe.on_answer(*answer);
    else
      ++silent;
  }
  if (probe.verdict() == rtc::TurnVerdict::works) socket.send_bytes(probe.next());
  return probe.verdict();
}

}  // namespace vtp::app
