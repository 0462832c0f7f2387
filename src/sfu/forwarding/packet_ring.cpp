#include "sfu/forwarding/packet_ring.h"

#include <bit>
#include <cstring>
#include <stdexcept>

namespace vtp::sfu {

PacketRing::PacketRing(std::size_t slots)
    : entries_(slots), memory_(std::make_unique_for_overwrite<std::uint8_t[]>(slots * longest_packet)) {
  if (!std::has_single_bit(slots)) throw std::invalid_argument("the slots are no power of two");
}

std::size_t PacketRing::slot_of(std::int64_t sequence) const {
  return static_cast<std::size_t>(static_cast<std::uint64_t>(sequence) & (entries_.size() - 1));
}

bool PacketRing::store(std::int64_t sequence, rtc::Bytes packet, rtc::Instant arrival) {
  const auto slot = slot_of(sequence);
  auto& entry = entries_[slot];
  if (packet.size() > longest_packet || entry.sequence > sequence) return false;
  std::memcpy(memory_.get() + slot * longest_packet, packet.data(), packet.size());
  entry = {.sequence = sequence, .arrival = arrival, .size = static_cast<std::uint16_t>(packet.size())};
  return true;
}

std::optional<StoredPacket> PacketRing::find(std::int64_t sequence) const {
  const auto slot = slot_of(sequence);
  const auto& entry = entries_[slot];
  if (entry.sequence != sequence) return std::nullopt;
  return StoredPacket{.bytes = {memory_.get() + slot * longest_packet, entry.size}, .arrival = entry.arrival};
}

}  // namespace vtp::sfu
