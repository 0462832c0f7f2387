#include "sfu/server/udp_socket.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "sfu/server/socket_address.h"

namespace vtp::sfu {
namespace {

constexpr int buffer_bytes =
    4 * 1024 * 1024;  // a burst of key frames for a full room; the system may give less
constexpr std::size_t control_bytes = CMSG_SPACE(sizeof(in6_pktinfo));

void set_option(int descriptor, int level, int name, int value) {
  setsockopt(descriptor, level, name, &value, sizeof value);
}

/// Ours is told in the same form as the peer's.
rtc::IpAddress destination_of(msghdr& message) {
  for (auto* control = CMSG_FIRSTHDR(&message); control != nullptr;
       control = CMSG_NXTHDR(&message, control)) {
    rtc::IpAddress address;
    if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
      std::memcpy(address.bytes.data(), CMSG_DATA(control) + offsetof(in6_pktinfo, ipi6_addr), 16);
      return address;
    }
    if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
      std::array<std::uint8_t, 4> v4{};
      std::memcpy(v4.data(), CMSG_DATA(control) + offsetof(in_pktinfo, ipi_addr), v4.size());
      return rtc::IpAddress::from_v4(v4);
    }
  }
  return {};
}

/// Says from which address of ours the message is to go.
void set_source(msghdr& message, const rtc::IpAddress& from, bool is_v6) {
  auto* const control = CMSG_FIRSTHDR(&message);
  if (is_v6) {
    in6_pktinfo info{};
    std::memcpy(&info.ipi6_addr, from.bytes.data(), from.bytes.size());
    control->cmsg_level = IPPROTO_IPV6;
    control->cmsg_type = IPV6_PKTINFO;
    control->cmsg_len = CMSG_LEN(sizeof info);
    std::memcpy(CMSG_DATA(control), &info, sizeof info);
  } else {
    in_pktinfo info{};
    std::memcpy(&info.ipi_spec_dst, from.bytes.data() + 12, 4);
    control->cmsg_level = IPPROTO_IP;
    control->cmsg_type = IP_PKTINFO;
    control->cmsg_len = CMSG_LEN(sizeof info);
    std::memcpy(CMSG_DATA(control), &info, sizeof info);
    message.msg_controllen = CMSG_SPACE(sizeof info);
  }
}

std::uint16_t bound_port(int descriptor) {
  sockaddr_in6 address{};
  socklen_t size = sizeof address;
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  return endpoint_of(address, rtc::TransportProtocol::udp).port;
}

}  // namespace

/// Where datagrams come to lie.
struct UdpSocket::Batch {
  std::array<mmsghdr, batch> messages{};
  std::array<iovec, batch> pieces{};
  std::array<sockaddr_in6, batch> peers{};
  alignas(cmsghdr) std::array<std::array<char, control_bytes>, batch> controls{};
  std::array<std::array<std::uint8_t, longest_datagram>, batch> bytes{};

  void prepare() {
    for (std::size_t i = 0; i < batch; ++i) {
      pieces[i] = {.iov_base = bytes[i].data(), .iov_len = bytes[i].size()};
      messages[i].msg_hdr = {.msg_name = &peers[i],
                             .msg_namelen = sizeof peers[i],
                             .msg_iov = &pieces[i],
                             .msg_iovlen = 1,
                             .msg_control = controls[i].data(),
                             .msg_controllen = control_bytes,
                             .msg_flags = 0};
    }
  }
};

Result<UdpSocket> UdpSocket::open(const rtc::IpAddress& address, std::uint16_t port) {
  const bool is_v6 = !address.is_v4();
  UdpSocket socket(::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), is_v6);
  if (socket.descriptor_ < 0 || !socket.bind_to(address, port))
    return fail(ErrorCode::internal_error, fmt::format("UDP port {} of {} cannot be used: {}", port,
                                                       ip_text(address), std::strerror(errno)));
  socket.port_ = bound_port(socket.descriptor_);
  return socket;
}

UdpSocket::UdpSocket(int descriptor, bool is_v6)
    : descriptor_(descriptor), is_v6_(is_v6), batch_(std::make_unique<Batch>()) {}

bool UdpSocket::bind_to(const rtc::IpAddress& address, std::uint16_t port) {
  if (is_v6_) set_option(descriptor_, IPPROTO_IPV6, IPV6_V6ONLY, is_unspecified(address) ? 0 : 1);
  set_option(descriptor_, is_v6_ ? IPPROTO_IPV6 : IPPROTO_IP, is_v6_ ? IPV6_RECVPKTINFO : IP_PKTINFO, 1);
  set_option(descriptor_, SOL_SOCKET, SO_RCVBUF, buffer_bytes);
  set_option(descriptor_, SOL_SOCKET, SO_SNDBUF, buffer_bytes);
  const auto v6 = to_sockaddr_v6(address, port);
  const auto v4 = to_sockaddr_v4(address, port);
  return is_v6_ ? bind(descriptor_, reinterpret_cast<const sockaddr*>(&v6), sizeof v6) == 0
                : bind(descriptor_, reinterpret_cast<const sockaddr*>(&v4), sizeof v4) == 0;
}

UdpSocket::UdpSocket(UdpSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      is_v6_(other.is_v6_),
      port_(other.port_),
      batch_(std::move(other.batch_)) {}

UdpSocket::~UdpSocket() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::size_t UdpSocket::receive(const std::function<void(const Received&)>& take) {
  batch_->prepare();
  const int count = recvmmsg(descriptor_, batch_->messages.data(), batch, 0, nullptr);
  if (count <= 0) return 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    auto& message = batch_->messages[i];
    take({.bytes = rtc::MutableBytes(batch_->bytes[i]).first(message.msg_len),
          .from = endpoint_of(batch_->peers[i], rtc::TransportProtocol::udp),
          .to = destination_of(message.msg_hdr),
          .is_whole = (message.msg_hdr.msg_flags & MSG_TRUNC) == 0});
  }
  return static_cast<std::size_t>(count);
}

bool UdpSocket::send(const rtc::Endpoint& to, const rtc::IpAddress& from, rtc::Bytes datagram) {
  if (!reaches(to.address)) return false;
  auto v6 = to_sockaddr_v6(to.address, to.port);
  auto v4 = to_sockaddr_v4(to.address, to.port);
  iovec piece{.iov_base = const_cast<std::uint8_t*>(datagram.data()), .iov_len = datagram.size()};
  alignas(cmsghdr) std::array<char, control_bytes> control{};
  msghdr message{.msg_name = is_v6_ ? static_cast<void*>(&v6) : static_cast<void*>(&v4),
                 .msg_namelen = static_cast<socklen_t>(is_v6_ ? sizeof v6 : sizeof v4),
                 .msg_iov = &piece,
                 .msg_iovlen = 1,
                 .msg_control = control.data(),
                 .msg_controllen = control.size(),
                 .msg_flags = 0};
  if (is_unspecified(from))
    message.msg_control = nullptr, message.msg_controllen = 0;
  else
    set_source(message, from, is_v6_);
  return sendmsg(descriptor_, &message, MSG_NOSIGNAL) >= 0;
}

}  // namespace vtp::sfu
