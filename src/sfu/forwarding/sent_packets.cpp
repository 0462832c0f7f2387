#include "sfu/forwarding/sent_packets.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace vtp::sfu {
namespace {

constexpr rtc::Duration lifetime = std::chrono::seconds(1);
constexpr auto unset = rtc::Instant::min();

}  // namespace

/// For one more, without forgetting what is young.
void SentPackets::make_room(std::uint16_t sequence, rtc::Instant now) {
  if (entries_.empty()) return entries_.resize(std::min(fewest, most_));
  const auto& oldest = entry_of(sequence);
  const bool is_young = oldest.sent != unset && now - oldest.sent <= lifetime;
  if (!is_young || entries_.size() == most_) return;
  const auto before = std::exchange(entries_, std::vector<Entry>(entries_.size() * 2));
  for (const auto& entry : before)
    if (entry.sent != unset) entry_of(entry.packet.sequence) = entry;
}

void SentPackets::add(const SentPacket& packet, rtc::Instant now) {
  if (most_ == 0) return;
  make_room(packet.sequence, now);
  entry_of(packet.sequence) = {.packet = packet, .sent = now};
}

std::optional<SentPacket> SentPackets::ask_again(std::uint16_t sequence, rtc::Instant now,
                                                 rtc::Duration round_trip) {
  if (entries_.empty()) return std::nullopt;
  auto& entry = entry_of(sequence);
  const bool is_here =
      entry.sent != unset && entry.packet.sequence == sequence && now - entry.sent <= lifetime;
  if (!is_here || (entry.repeated != unset && now - entry.repeated < round_trip)) return std::nullopt;
  entry.repeated = now;
  return entry.packet;
}

std::optional<SentPacket> SentPackets::find(std::uint16_t sequence) const {
  if (entries_.empty()) return std::nullopt;
  const auto& entry = entries_[sequence & (entries_.size() - 1)];
  return entry.sent != unset && entry.packet.sequence == sequence ? std::optional(entry.packet)
                                                                  : std::nullopt;
}

}  // namespace vtp::sfu
