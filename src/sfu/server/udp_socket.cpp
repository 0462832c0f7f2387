#include "sfu/server/udp_socket.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/udp.h>
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

/// Says from which address of ours a message is to go; gives how long that is.
std::size_t write_source(char* at, const rtc::IpAddress& from, bool is_v6) {
  auto* const control = reinterpret_cast<cmsghdr*>(at);
  if (is_v6) {
    in6_pktinfo info{};
    std::memcpy(&info.ipi6_addr, from.bytes.data(), from.bytes.size());
    control->cmsg_level = IPPROTO_IPV6;
    control->cmsg_type = IPV6_PKTINFO;
    control->cmsg_len = CMSG_LEN(sizeof info);
    std::memcpy(CMSG_DATA(control), &info, sizeof info);
    return CMSG_SPACE(sizeof info);
  }
  in_pktinfo info{};
  std::memcpy(&info.ipi_spec_dst, from.bytes.data() + 12, 4);
  control->cmsg_level = IPPROTO_IP;
  control->cmsg_type = IP_PKTINFO;
  control->cmsg_len = CMSG_LEN(sizeof info);
  std::memcpy(CMSG_DATA(control), &info, sizeof info);
  return CMSG_SPACE(sizeof info);
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

/// Messages that are sent with one call, each of one datagram or of several equal ones to one place.
struct UdpSocket::Queue {
  static constexpr std::size_t most_messages = 64;
  static constexpr std::size_t most_segments = 32;
  static constexpr std::size_t most_bytes = 60'000;  // of a message

  struct Message {
    rtc::Endpoint to;
    std::array<iovec, most_segments> pieces;
    std::size_t bytes = 0;
    bool is_complete = false;  // a shorter datagram ends it
    union {
      sockaddr_in6 v6;
      sockaddr_in v4;
    } name;
    alignas(cmsghdr) std::array<char, control_bytes + CMSG_SPACE(sizeof(std::uint16_t))> control;
  };

  std::array<mmsghdr, most_messages> headers{};
  std::array<Message, most_messages> messages;
  std::size_t count = 0;
  bool may_segment = true;

  [[nodiscard]] bool is_full() const { return count == most_messages; }
  [[nodiscard]] std::size_t datagrams(std::size_t at) const { return headers[at].msg_hdr.msg_iovlen; }
  [[nodiscard]] bool is_segmented(std::size_t at) const { return datagrams(at) > 1; }

  /// To the last message, if it goes to the same place and their lengths allow it.
  bool append(const rtc::Endpoint& to, rtc::Bytes datagram) {
    if (count == 0 || !may_segment) return false;
    auto& message = messages[count - 1];
    auto& header = headers[count - 1].msg_hdr;
    const auto segment = message.pieces[0].iov_len;
    const bool fits = header.msg_iovlen < most_segments && message.bytes + datagram.size() <= most_bytes;
    if (message.to != to || message.is_complete || datagram.size() > segment || !fits) return false;
    if (header.msg_iovlen == 1) add_segment_size(header, static_cast<std::uint16_t>(segment));
    message.pieces[header.msg_iovlen++] = piece_of(datagram);
    message.bytes += datagram.size();
    message.is_complete = datagram.size() < segment;
    return true;
  }

  void begin(const rtc::Endpoint& to, const rtc::IpAddress& from, bool is_v6, rtc::Bytes datagram) {
    auto& message = messages[count];
    message.to = to;
    message.bytes = datagram.size();
    message.is_complete = false;
    message.pieces[0] = piece_of(datagram);
    if (is_v6)
      message.name.v6 = to_sockaddr_v6(to.address, to.port);
    else
      message.name.v4 = to_sockaddr_v4(to.address, to.port);
    auto& header = headers[count++].msg_hdr;
    header = {.msg_name = &message.name,
              .msg_namelen = static_cast<socklen_t>(is_v6 ? sizeof message.name.v6 : sizeof message.name.v4),
              .msg_iov = message.pieces.data(),
              .msg_iovlen = 1,
              .msg_control = message.control.data(),
              .msg_controllen = 0,
              .msg_flags = 0};
    if (!is_unspecified(from)) header.msg_controllen = write_source(message.control.data(), from, is_v6);
  }

  /// The message at `at` as single datagrams; gives how many were lost.
  std::size_t send_singly(int descriptor, std::size_t at) {
    auto header = headers[at].msg_hdr;
    header.msg_controllen -= CMSG_SPACE(sizeof(std::uint16_t));
    header.msg_iovlen = 1;
    std::size_t lost = 0;
    for (std::size_t i = 0; i < datagrams(at); ++i) {
      header.msg_iov = &messages[at].pieces[i];
      if (sendmsg(descriptor, &header, MSG_NOSIGNAL) < 0) ++lost;
    }
    return lost;
  }

 private:
  static iovec piece_of(rtc::Bytes datagram) {
    return {.iov_base = const_cast<std::uint8_t*>(datagram.data()), .iov_len = datagram.size()};
  }

  static void add_segment_size(msghdr& header, std::uint16_t size) {
    auto* const control =
        reinterpret_cast<cmsghdr*>(static_cast<char*>(header.msg_control) + header.msg_controllen);
    control->cmsg_level = IPPROTO_UDP;
    control->cmsg_type = UDP_SEGMENT;
    control->cmsg_len = CMSG_LEN(sizeof size);
    std::memcpy(CMSG_DATA(control), &size, sizeof size);
    header.msg_controllen += CMSG_SPACE(sizeof size);
  }
};

Result<UdpSocket> UdpSocket::open(const rtc::IpAddress& address, std::uint16_t port) {
  const bool is_v6 = !address.is_v4();
  UdpSocket socket(::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), is_v6);
  if (socket.descriptor_ < 0 || !socket.bind_to(address, port))
    return fail(
        errno == EADDRINUSE ? ErrorCode::conflict : ErrorCode::internal_error,
        fmt::format("UDP port {} of {} cannot be used: {}", port, ip_text(address), std::strerror(errno)));
  socket.is_bound_to_one_ = !is_unspecified(address);
  socket.port_ = bound_port(socket.descriptor_);
  return socket;
}

UdpSocket::UdpSocket(int descriptor, bool is_v6)
    : descriptor_(descriptor),
      is_v6_(is_v6),
      batch_(std::make_unique<Batch>()),
      queue_(std::make_unique<Queue>()) {}

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
      is_bound_to_one_(other.is_bound_to_one_),
      batch_(std::move(other.batch_)),
      queue_(std::move(other.queue_)) {}

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

std::size_t UdpSocket::queue(const rtc::Endpoint& to, const rtc::IpAddress& from, rtc::Bytes datagram) {
  if (!reaches(to.address)) return 1;
  if (queue_->append(to, datagram)) return 0;
  const auto lost = queue_->is_full() ? send_queued() : 0;
  queue_->begin(to, is_bound_to_one_ ? rtc::IpAddress{} : from, is_v6_, datagram);
  return lost;
}

std::size_t UdpSocket::send_queued() {
  std::size_t lost = 0;
  for (std::size_t at = 0; at < queue_->count;) {
    const int sent =
        sendmmsg(descriptor_, &queue_->headers[at], static_cast<unsigned>(queue_->count - at), MSG_NOSIGNAL);
    if (sent > 0) {
      at += static_cast<std::size_t>(sent);
      continue;
    }
    const bool is_about_segments =
        queue_->is_segmented(at) && (errno == EINVAL || errno == EIO || errno == EMSGSIZE);
    if (is_about_segments) queue_->may_segment = false;  // this way does not know them
    lost += is_about_segments ? queue_->send_singly(descriptor_, at) : queue_->datagrams(at);
    ++at;
  }
  queue_->count = 0;
  return lost;
}

}  // namespace vtp::sfu
