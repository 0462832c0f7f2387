// What a turn of a media thread sends: kept until its end, then given to the system with as few calls as
// possible, and what goes to one place as one piece where its parts are equally long (UDP segmentation).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "rtc/endpoint.h"
#include "sfu/server/udp_socket.h"

namespace vtp::sfu {

class SendBatch {
 public:
  static constexpr std::size_t most = 512;  // datagrams; what a browser's key frame is for a full class
  static constexpr std::size_t longest = UdpSocket::longest_datagram;

  /// Which socket sends it, and from which of our addresses.
  struct Way {
    UdpSocket* socket = nullptr;
    rtc::IpAddress from;
  };
  /// `way_of` says how a place is reached, by `local` of the endpoint; `on_lost` hears how many datagrams a
  /// socket did not take.
  SendBatch(std::function<Way(const rtc::Endpoint&)> way_of, std::function<void(std::size_t)> on_lost);

  /// Memory for the next datagram: written there, it need not be copied.
  [[nodiscard]] rtc::MutableBytes space() { return slots_[count_]; }
  /// Adds a datagram, of at most `longest` bytes. A full batch is sent at once.
  void add(const rtc::Endpoint& to, rtc::Bytes datagram);
  /// Sends everything: in order for each place.
  void flush();

 private:
  struct Entry {
    rtc::Endpoint to;
    std::uint16_t size = 0;
    std::int16_t next = none;  // of the same place
  };
  /// The datagrams to one place, in order.
  struct Place {
    std::int16_t first = none;
    std::int16_t last = none;
  };
  static constexpr std::int16_t none = -1;

  void note_place(std::int16_t entry);

  std::function<Way(const rtc::Endpoint&)> way_of_;
  std::function<void(std::size_t)> on_lost_;
  std::vector<std::array<std::uint8_t, longest>> slots_;
  std::array<Entry, most> entries_{};
  std::size_t count_ = 0;
  std::array<std::int16_t, 2 * most> buckets_;  // by the hash of the place: its number, with open addressing
  std::vector<Place> places_;
};

}  // namespace vtp::sfu
