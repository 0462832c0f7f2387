// Packets on their way from one media thread to another: without locks, in memory that is taken once.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "rtc/bytes.h"
#include "sfu/forwarding/shared_room.h"

namespace vtp::sfu {

/// One thread writes and one reads. Positions count packets from the beginning on and do not wrap.
class PacketPipe {
 public:
  static constexpr std::size_t longest_packet = PacketRing::longest_packet;

  /// Room for `slots` packets, a power of two.
  explicit PacketPipe(std::size_t slots);

  /// For the writer. False: it is full, or the packet is too long.
  bool push(const FeedPacket& about, rtc::Bytes packet);
  /// For the writer: packets that find room now.
  [[nodiscard]] std::size_t free_slots();

  /// One past the newest packet. What the writer did before it gave that packet is seen by whoever reads
  /// this.
  [[nodiscard]] std::uint64_t written() const { return written_.load(std::memory_order_acquire); }
  /// For the reader: one past the newest packet that was taken.
  [[nodiscard]] std::uint64_t taken() const { return taken_.load(std::memory_order_relaxed); }
  /// For the reader: calls `take(const FeedPacket&, rtc::MutableBytes)` with each packet before `end`, which
  /// is written() or less.
  template <class Take>
  void take_until(std::uint64_t end, Take take) {
    for (auto position = taken(); position < end; ++position) {
      const auto slot = slot_of(position);
      const auto& entry = entries_[slot];
      take(entry.about, rtc::MutableBytes(memory_.get() + slot * longest_packet, entry.size));
      taken_.store(position + 1, std::memory_order_release);
    }
  }

 private:
  struct Entry {
    FeedPacket about;
    std::uint16_t size = 0;
  };
  static constexpr std::size_t cache_line = 64;

  [[nodiscard]] std::size_t slot_of(std::uint64_t position) const {
    return static_cast<std::size_t>(position & (entries_.size() - 1));
  }

  std::vector<Entry> entries_;
  std::unique_ptr<std::uint8_t[]> memory_;
  // What each side writes lies apart, so that neither waits for the other's cache.
  alignas(cache_line) std::atomic<std::uint64_t> written_ = 0;
  std::uint64_t known_taken_ = 0;  // the writer's last look at the other side
  alignas(cache_line) std::atomic<std::uint64_t> taken_ = 0;
};

}  // namespace vtp::sfu
