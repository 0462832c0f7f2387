#include "sfu/sharing/packet_pipe.h"

#include <bit>
#include <cstring>
#include <stdexcept>

namespace vtp::sfu {

PacketPipe::PacketPipe(std::size_t slots)
    : entries_(slots), memory_(std::make_unique_for_overwrite<std::uint8_t[]>(slots * longest_packet)) {
  if (!std::has_single_bit(slots)) throw std::invalid_argument("the slots are no power of two");
}

std::size_t PacketPipe::free_slots() {
  known_taken_ = taken_.load(std::memory_order_acquire);
  return entries_.size() - static_cast<std::size_t>(written_.load(std::memory_order_relaxed) - known_taken_);
}

bool PacketPipe::push(const FeedPacket& about, rtc::Bytes packet) {
  const auto position = written_.load(std::memory_order_relaxed);
  if (packet.size() > longest_packet) return false;
  if (position - known_taken_ == entries_.size() && free_slots() == 0) return false;
  const auto slot = slot_of(position);
  entries_[slot] = {.about = about, .size = static_cast<std::uint16_t>(packet.size())};
  std::memcpy(memory_.get() + slot * longest_packet, packet.data(), packet.size());
  written_.store(position + 1, std::memory_order_release);
  return true;
}

}  // namespace vtp::sfu
