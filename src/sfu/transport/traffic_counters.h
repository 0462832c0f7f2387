// What went over the sockets of a media thread, and what did not and why.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/enum_names.h"

namespace vtp::sfu {

/// Why a datagram was thrown away.
enum class DropReason : std::uint8_t {
  unknown_transport,  // comes from an address that nobody has, and names none of ours
  unknown_source,     // comes from an address from which no authentic check has come lately
  malformed,          // no packet of any protocol that we speak, or a broken one
  not_authentic,      // wrong password, wrong tag, RTCP in the clear
  replayed,           // seen before, or too old to know
  too_many_streams,   // more SSRCs than a transport may have
  too_long,           // does not fit into our memory for one packet
  no_keys,            // media before the handshake is over
  handshake_busy,     // DTLS that comes faster than it is computed
  no_consent,         // to be sent, but nobody wants it now
  not_sealable,       // to be sent, but it is no packet, or its number has been used
  not_sent,           // the socket did not take it
  thread_behind,      // for another thread of its room, which has not kept up
};

/// Written by one thread; others may read.
class TrafficCounters {
 public:
  static constexpr std::size_t reasons = 13;

  void received(std::size_t bytes) {
    add(packets_in_, 1);
    add(bytes_in_, bytes);
  }
  void sent(std::size_t bytes) {
    add(packets_out_, 1);
    add(bytes_out_, bytes);
  }
  void dropped(DropReason reason) { add(drops_[std::to_underlying(reason)], 1); }

  [[nodiscard]] std::uint64_t packets_in() const { return read(packets_in_); }
  [[nodiscard]] std::uint64_t bytes_in() const { return read(bytes_in_); }
  [[nodiscard]] std::uint64_t packets_out() const { return read(packets_out_); }
  [[nodiscard]] std::uint64_t bytes_out() const { return read(bytes_out_); }
  [[nodiscard]] std::uint64_t drops(DropReason reason) const {
    return read(drops_[std::to_underlying(reason)]);
  }

 private:
  using Number = std::atomic<std::uint64_t>;

  /// Cheaper than fetch_add(), which is for several writers.
  static void add(Number& number, std::uint64_t count) { number.store(read(number) + count, relaxed); }
  static std::uint64_t read(const Number& number) { return number.load(relaxed); }
  static constexpr auto relaxed = std::memory_order_relaxed;

  Number packets_in_ = 0;
  Number bytes_in_ = 0;
  Number packets_out_ = 0;
  Number bytes_out_ = 0;
  std::array<Number, reasons> drops_{};
};

}  // namespace vtp::sfu

template <>
struct vtp::EnumNames<vtp::sfu::DropReason> {
  static constexpr std::array<std::string_view, vtp::sfu::TrafficCounters::reasons> names{
      "unknown_transport", "unknown_source", "malformed",    "not_authentic",  "replayed",
      "too_many_streams",  "too_long",       "no_keys",      "handshake_busy", "no_consent",
      "not_sealable",      "not_sent",       "thread_behind"};
};
