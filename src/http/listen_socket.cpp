#include "http/listen_socket.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace vtp::http {
namespace {

constexpr int backlog = 1024;

struct HostAndPort {
  std::string host;
  std::string port;
};

std::optional<HostAndPort> split_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  const auto port = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  else if (host.contains(':'))
    return std::nullopt;
  std::uint16_t number = 0;
  const auto* end = port.data() + port.size();
  const auto [stop, error] = std::from_chars(port.data(), end, number);
  if (host.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return HostAndPort{.host = std::string(host), .port = std::string(port)};
}

std::unexpected<Error> cannot_listen(std::string_view address, const char* reason) {
  return fail(ErrorCode::validation_failed, fmt::format("Cannot listen on {}: {}", address, reason));
}

void set_option(int socket, int level, int option, int value) {
  ::setsockopt(socket, level, option, &value, sizeof value);
}

struct HostText {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
};

HostText describe(const sockaddr_storage& address, socklen_t length) {
  HostText text;
  ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), length, text.host.data(), text.host.size(),
                text.port.data(), text.port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  return text;
}

std::string bound_address(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  const auto text = describe(address, length);
  return address.ss_family == AF_INET6 ? fmt::format("[{}]:{}", text.host.data(), text.port.data())
                                       : fmt::format("{}:{}", text.host.data(), text.port.data());
}

}  // namespace

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept {
  const OwnedDescriptor old(std::exchange(descriptor_, other.release()));
  return *this;
}

OwnedDescriptor::~OwnedDescriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

int OwnedDescriptor::release() {
  return std::exchange(descriptor_, -1);
}

Result<ListenSocket> listen_on(std::string_view address) {
  const auto parts = split_address(address);
  if (!parts) return cannot_listen(address, "the address must be HOST:PORT");
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(parts->host.c_str(), parts->port.c_str(), &hints, &found); error != 0)
    return cannot_listen(address, ::gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);

  OwnedDescriptor socket(::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return cannot_listen(address, std::strerror(errno));
  set_option(socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  set_option(socket.get(), SOL_SOCKET, SO_REUSEPORT, 1);
  if (found->ai_family == AF_INET6) set_option(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(socket.get(), found->ai_addr, found->ai_addrlen) != 0 || ::listen(socket.get(), backlog) != 0)
    return cannot_listen(address, std::strerror(errno));
  auto actual = bound_address(socket.get());
  return ListenSocket{.descriptor = std::move(socket), .address = std::move(actual)};
}

Accepted accept_from(int listening) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  OwnedDescriptor socket(
      ::accept4(listening, reinterpret_cast<sockaddr*>(&address), &length, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (socket.get() < 0) {
    const bool none_waits = errno == EAGAIN || errno == EWOULDBLOCK;
    return {.descriptor = {}, .peer = {}, .error = none_waits ? 0 : errno};
  }
  set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  return {.descriptor = std::move(socket), .peer = describe(address, length).host.data(), .error = 0};
}

}  // namespace vtp::http
