#include "sfu/bandwidth/send_history.h"

namespace vtp::sfu {

SendHistory::SendHistory() : entries_(std::make_unique<Entry[]>(memory)) {}

void SendHistory::add(std::uint16_t number, std::uint32_t bytes, std::optional<ClusterId> cluster,
                      rtc::Instant now) {
  const auto unwrapped = numbers_.unwrap(number);
  entry_of(unwrapped) = {
      .record = {.number = unwrapped, .sent = now, .bytes = bytes, .cluster = cluster},
      .fate = Fate::unknown,
  };
}

SendHistory::Verdict SendHistory::judge(std::uint16_t number, bool has_arrived) {
  auto& entry = entry_of(numbers_.peek(number));
  // The place may hold a packet of another round, or none.
  if (entry.fate == Fate::unused || entry.record.number != numbers_.peek(number)) return {};
  if (!has_arrived) {
    if (entry.fate != Fate::unknown) return {};
    entry.fate = Fate::lost;
    return {.arrived = {}, .lost = 1};
  }
  if (entry.fate == Fate::arrived) return {};
  const int taken_back = entry.fate == Fate::lost ? -1 : 0;
  entry.fate = Fate::arrived;
  return {.arrived = entry.record, .lost = taken_back};
}

}  // namespace vtp::sfu
