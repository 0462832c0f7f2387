#include "live/recording/jitter_buffer.h"

#include <algorithm>
#include <utility>

namespace vtp::live {
namespace {

/// Further back than this a packet is no late one of the same numbering (RFC 3550 section A.1).
constexpr std::int64_t most_misordered = 1000;
/// Nothing is so late as to come after that, save from a sender that was started again.
constexpr rtc::Duration silence = std::chrono::seconds(1);

std::int64_t distance(std::uint16_t from, std::uint16_t to) {
  return static_cast<std::int16_t>(static_cast<std::uint16_t>(to - from));
}

}  // namespace

bool JitterBuffer::begins_anew(std::uint16_t sequence) {
  const bool is_second = expected_stranger_ == sequence;
  expected_stranger_ = static_cast<std::uint16_t>(sequence + 1);
  return is_second;
}

JitterBuffer::Fate JitterBuffer::insert(const rtc::RtpPacket& packet, rtc::Instant now) {
  const auto sequence = packet.sequence();
  if (!next_) {
    next_ = sequence;
    settled_at_ = now + options_.settling;
  }
  const auto ahead = distance(static_cast<std::uint16_t>(*next_), sequence);
  const bool is_silent = has_begun_ && now - newest_at_ > silence;
  if (ahead < (is_silent ? 0 : -most_misordered)) {
    if (!begins_anew(sequence)) return Fate::late;
    // What is buffered belongs before it, under numbers that nobody will send again.
    next_ = packets_.empty() ? *next_ : packets_.rbegin()->first + 1;
    next_ = *next_ + distance(static_cast<std::uint16_t>(*next_), sequence);
    packets_.clear();
    bytes_ = 0;
    expected_stranger_.reset();
    has_dropped_ = true;
  } else if (ahead < 0) {
    if (has_begun_) return Fate::late;
    *next_ += ahead;
  }
  const auto number = *next_ + distance(static_cast<std::uint16_t>(*next_), sequence);
  const auto payload = packet.payload();
  const auto [place, is_new] = packets_.try_emplace(
      number, BufferedPacket{.timestamp = packet.timestamp(), .marker = packet.marker(), .arrived_at = now});
  if (!is_new) return Fate::duplicate;
  place->second.payload.assign(payload.begin(), payload.end());
  bytes_ += payload.size();
  newest_at_ = now;
  return Fate::kept;
}

std::optional<JitterBuffer::Next> JitterBuffer::take(rtc::Instant now) {
  if (packets_.empty()) return std::nullopt;
  if (now < deadline() && !is_full()) return std::nullopt;
  const auto first = packets_.begin();
  Next result{.lost = static_cast<std::uint32_t>(first->first - *next_), .packet = std::move(first->second)};
  if (std::exchange(has_dropped_, false)) ++result.lost;
  has_begun_ = true;
  next_ = first->first + 1;
  bytes_ -= result.packet.payload.size();
  packets_.erase(first);
  return result;
}

rtc::Instant JitterBuffer::deadline() const {
  if (packets_.empty()) return rtc::never;
  const auto& [number, packet] = *packets_.begin();
  return std::max(settled_at_, packet.arrived_at + (number == *next_ ? rtc::Duration{} : options_.patience));
}

}  // namespace vtp::live
