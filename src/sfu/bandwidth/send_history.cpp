#include "sfu/bandwidth/send_history.h"

#include <utility>

namespace vtp::sfu {
namespace {

std::uint32_t lower_half(rtc::Instant time) {
  return static_cast<std::uint32_t>(time.time_since_epoch().count());
}

}  // namespace

/// Nothing is asked of that is older than half an hour.
rtc::Instant SendHistory::time_of(const Entry& entry) const {
  return newest_ - rtc::Duration(lower_half(newest_) - entry.sent);
}

/// For one more, without forgetting what is young.
void SendHistory::make_room(std::uint16_t number, rtc::Instant now) {
  if (entries_.empty()) return entries_.resize(fewest);
  const auto& oldest = entry_of(number);
  const bool is_young = oldest.fate != Fate::unused && now - time_of(oldest) < lifetime;
  if (!is_young || entries_.size() == most) return;
  const auto before = std::exchange(entries_, std::vector<Entry>(entries_.size() * 2));
  for (const auto& entry : before)
    if (entry.fate != Fate::unused) entry_of(entry.number) = entry;
}

void SendHistory::add(std::uint16_t number, std::uint32_t bytes, std::optional<ClusterId> cluster,
                      rtc::Instant now) {
  make_room(number, now);
  newest_ = now;
  entry_of(number) = {
      .sent = lower_half(now),
      .number = number,
      .bytes = static_cast<std::uint16_t>(bytes),
      .cluster = cluster.value_or(0),
      .fate = Fate::unknown,
      .has_cluster = cluster.has_value(),
  };
}

SendHistory::Verdict SendHistory::judge(std::uint16_t number, bool has_arrived) {
  if (entries_.empty()) return {};
  auto& entry = entry_of(number);
  // The place may hold another packet, or none.
  if (entry.fate == Fate::unused || entry.number != number) return {};
  if (!has_arrived) {
    if (entry.fate != Fate::unknown) return {};
    entry.fate = Fate::lost;
    return {.arrived = {}, .lost = 1};
  }
  if (entry.fate == Fate::arrived) return {};
  const int taken_back = entry.fate == Fate::lost ? -1 : 0;
  entry.fate = Fate::arrived;
  return {.arrived = SentRecord{.sent = time_of(entry),
                                .bytes = entry.bytes,
                                .cluster = entry.has_cluster ? std::optional(entry.cluster) : std::nullopt},
          .lost = taken_back};
}

}  // namespace vtp::sfu
