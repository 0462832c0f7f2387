// One socket of UDP that never blocks. It knows at which of the machine's addresses a datagram came in, and
// answers from there: a browser that spoke to one address takes nothing from another.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/error.h"
#include "rtc/endpoint.h"

struct msghdr;

namespace vtp::sfu {

class UdpSocket {
 public:
  /// What is longer is cut, and no packet of ours.
  static constexpr std::size_t longest_datagram = 2048;
  static constexpr std::size_t batch = 16;  // datagrams taken by one call

  /// `port` 0: any. CONFLICT if somebody has it. `::` listens for both kinds of addresses.
  static Result<UdpSocket> open(const rtc::IpAddress& address, std::uint16_t port);
  UdpSocket(UdpSocket&& other) noexcept;
  ~UdpSocket();

  struct Received {
    rtc::MutableBytes bytes;  // valid until the next receive()
    rtc::Endpoint from;       // without `local`
    rtc::IpAddress to;        // of us
    bool is_whole = true;
  };
  /// Calls `take` for each of the datagrams that wait, at most `batch`, and gives how many there were.
  std::size_t receive(const std::function<void(const Received&)>& take);

  /// Queues a datagram, whose memory must stay until send_queued(); `from` is the address of ours that it
  /// goes from, unspecified the one that the system chooses. Neighbours in the queue that go to one place
  /// travel as one where they can. Gives how many were lost because the queue had to be sent just now.
  std::size_t queue(const rtc::Endpoint& to, const rtc::IpAddress& from, rtc::Bytes datagram);
  /// Sends what is queued. Gives how many datagrams were lost.
  std::size_t send_queued();

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Can it send to addresses of this kind?
  [[nodiscard]] bool reaches(const rtc::IpAddress& address) const { return is_v6_ || address.is_v4(); }

 private:
  struct Batch;
  struct Queue;

  UdpSocket(int descriptor, bool is_v6);
  bool bind_to(const rtc::IpAddress& address, std::uint16_t port);

  int descriptor_ = -1;
  bool is_v6_ = false;
  std::uint16_t port_ = 0;
  bool is_bound_to_one_ = false;  // address: then that is the one that it sends from
  std::unique_ptr<Batch> batch_;
  std::unique_ptr<Queue> queue_;
};

}  // namespace vtp::sfu
