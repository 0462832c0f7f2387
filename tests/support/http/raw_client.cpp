#include "support/http/raw_client.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <netdb.h>
#include <stdexcept>
#include <sys/socket.h>
#include <utility>

#include "base/text.h"

namespace vtp::http {
namespace {

/// A server that does not answer must fail the test, not hang it.
constexpr timeval patience{.tv_sec = 20, .tv_usec = 0};

OwnedDescriptor connect_to(std::string_view address) {
  const auto colon = address.rfind(':');
  auto host = std::string(address.substr(0, colon));
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::string(address.substr(colon + 1)).c_str(), &hints, &found) != 0)
    throw std::runtime_error("no such address");
  OwnedDescriptor socket(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int result = ::connect(socket.get(), found->ai_addr, found->ai_addrlen);
  ::freeaddrinfo(found);
  if (result != 0) throw std::runtime_error("cannot connect");
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return socket;
}

}  // namespace

std::string RawAnswer::field(std::string_view name) const {
  for (auto line : split(head, '\n')) {
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name))
      return std::string(trim(line.substr(colon + 1)));
  }
  return {};
}

RawClient::RawClient(std::string_view address) : socket_(connect_to(address)) {}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // the server closed; receive tells
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool RawClient::fill() {
  std::array<char, 65536> bytes;
  const auto count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
  if (count < 0 && errno == EAGAIN) throw std::runtime_error("the server does not answer");
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<RawAnswer> RawClient::receive(bool has_body) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return std::nullopt;
  RawAnswer answer;
  answer.head = buffer_.substr(0, end + 4);
  buffer_.erase(0, end + 4);
  std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
  std::size_t length = 0;
  const auto field = answer.field("Content-Length");
  if (has_body) std::from_chars(field.data(), field.data() + field.size(), length);
  while (buffer_.size() < length)
    if (!fill()) return std::nullopt;
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

std::optional<RawAnswer> RawClient::ask(std::string_view bytes, bool has_body) {
  send(bytes);
  return receive(has_body);
}

std::string RawClient::receive_some() {
  if (buffer_.empty()) fill();
  return std::exchange(buffer_, {});
}

std::string RawClient::receive_all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

bool RawClient::is_closed() {
  return !fill();
}

void RawClient::finish_sending() {
  ::shutdown(socket_.get(), SHUT_WR);
}

void RawClient::break_off() {
  const linger reset{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  socket_ = OwnedDescriptor();
}

}  // namespace vtp::http
