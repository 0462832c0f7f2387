#include "sfu/forwarding/sent_packets.h"

#include <chrono>

namespace vtp::sfu {
namespace {

constexpr rtc::Duration lifetime = std::chrono::seconds(1);

}  // namespace

void SentPackets::add(const SentPacket& packet, rtc::Instant now) {
  if (entries_.empty()) return;
  entries_[packet.sequence % entries_.size()] = {
      .packet = packet, .sent = now, .repeated = {}, .is_used = true};
}

std::optional<SentPacket> SentPackets::ask_again(std::uint16_t sequence, rtc::Instant now,
                                                 rtc::Duration round_trip) {
  if (entries_.empty()) return std::nullopt;
  auto& entry = entries_[sequence % entries_.size()];
  const bool is_here = entry.is_used && entry.packet.sequence == sequence && now - entry.sent <= lifetime;
  if (!is_here || (entry.is_repeated && now - entry.repeated < round_trip)) return std::nullopt;
  entry.is_repeated = true;
  entry.repeated = now;
  return entry.packet;
}

std::optional<SentPacket> SentPackets::find(std::uint16_t sequence) const {
  if (entries_.empty()) return std::nullopt;
  const auto& entry = entries_[sequence % entries_.size()];
  return entry.is_used && entry.packet.sequence == sequence ? std::optional(entry.packet) : std::nullopt;
}

}  // namespace vtp::sfu
