#include "support/sfu/loopback_client.h"

#include <algorithm>
#include <chrono>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

#include "sfu/server/socket_address.h"

namespace vtp::sfu {
namespace {

constexpr auto very_long = std::chrono::seconds(30);

rtc::Instant steady_now() {
  return std::chrono::time_point_cast<rtc::Duration>(std::chrono::steady_clock::now());
}

int connected_socket(bool is_tcp, const std::string& address, std::uint16_t port) {
  const auto ip = parse_ip_address(address).value();
  const int descriptor = socket(ip.is_v4() ? AF_INET : AF_INET6, is_tcp ? SOCK_STREAM : SOCK_DGRAM, 0);
  const auto v4 = to_sockaddr_v4(ip, port);
  const auto v6 = to_sockaddr_v6(ip, port);
  const int result = ip.is_v4() ? connect(descriptor, reinterpret_cast<const sockaddr*>(&v4), sizeof v4)
                                : connect(descriptor, reinterpret_cast<const sockaddr*>(&v6), sizeof v6);
  if (result != 0) throw std::runtime_error("the server does not listen");
  return descriptor;
}

}  // namespace

LoopbackClient::LoopbackClient(rtc::TransportProtocol protocol, const std::string& address,
                               std::uint16_t port, rtc::ClientPeer::Settings settings)
    : peer(std::move(settings), steady_now()),
      is_tcp_(protocol == rtc::TransportProtocol::tcp),
      descriptor_(connected_socket(is_tcp_, address, port)) {}

LoopbackClient::~LoopbackClient() {
  close(descriptor_);
}

bool LoopbackClient::run_until(const std::function<bool()>& is_reached) {
  const auto end = steady_now() + very_long;
  while (!is_reached()) {
    if (steady_now() >= end || is_closed_) return false;
    send_pending();
    pollfd readable{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (poll(&readable, 1, 5) > 0) receive();
    if (peer.deadline() <= steady_now()) peer.on_time(steady_now());
  }
  send_pending();
  return true;
}

void LoopbackClient::send_pending() {
  while (const auto datagram = peer.next_datagram()) send_raw(*datagram);
}

void LoopbackClient::send_raw(rtc::Bytes datagram) {
  if (is_tcp_) {
    const auto header = frame_header(datagram.size());
    send(descriptor_, header.data(), header.size(), MSG_NOSIGNAL | MSG_MORE);
  }
  send(descriptor_, datagram.data(), datagram.size(), MSG_NOSIGNAL);
}

void LoopbackClient::send_rtp(rtc::Bytes packet) {
  rtc::Buffer sealed(packet.size() + rtc::most_srtp_overhead);
  sealed.resize(peer.seal_rtp(packet, sealed).value());
  send_raw(sealed);
}

void LoopbackClient::send_rtcp(rtc::Bytes compound) {
  rtc::Buffer sealed(compound.size() + rtc::most_srtp_overhead);
  sealed.resize(peer.seal_rtcp(compound, sealed).value());
  send_raw(sealed);
}

void LoopbackClient::receive() {
  rtc::Buffer bytes(4096);
  const auto size = recv(descriptor_, bytes.data(), bytes.size(), 0);
  if (size <= 0) {
    is_closed_ = is_tcp_;
    return;
  }
  bytes.resize(static_cast<std::size_t>(size));
  if (!is_tcp_) return on_datagram(bytes);
  reader_.take(bytes, [this](rtc::MutableBytes packet) {
    on_datagram(packet);
    return true;
  });
}

void LoopbackClient::on_datagram(rtc::MutableBytes datagram) {
  const auto media = peer.handle(datagram, steady_now());
  if (media) (media->is_rtcp ? rtcp : rtp).push_back(rtc::copy_of(media->bytes));
}

}  // namespace vtp::sfu
