#include "sfu/forwarding/nack_tracker.h"

#include <algorithm>
#include <utility>

namespace vtp::sfu {
namespace {

constexpr rtc::Duration shortest_wait = std::chrono::milliseconds(20);  // for the answer to a request

}  // namespace

NackTracker::NackTracker(Options options) : options_(options) {
  missing_.reserve(options.most_missing);
}

Reception NackTracker::on_packet(std::int64_t sequence, rtc::Instant now) {
  if (!has_begun_) next_ = sequence, has_begun_ = true;
  if (sequence >= next_) {
    add_missing(next_, sequence, now);
    next_ = sequence + 1;
    return Reception::in_order;
  }
  const auto found = std::ranges::lower_bound(missing_, sequence, {}, &Missing::sequence);
  if (found == missing_.end() || found->sequence != sequence) return Reception::duplicate;
  missing_.erase(found);
  return Reception::recovered;
}

void NackTracker::add_missing(std::int64_t begin, std::int64_t end, rtc::Instant now) {
  if (missing_.size() + static_cast<std::size_t>(end - begin) > options_.most_missing) {
    missing_.clear();
    needs_key_frame_ = true;
    return;
  }
  for (auto sequence = begin; sequence < end; ++sequence)
    missing_.push_back({.sequence = sequence, .due = now + options_.reordering});
}

void NackTracker::skip(std::int64_t sequence) {
  missing_.clear();
  next_ = has_begun_ ? std::max(next_, sequence + 1) : sequence + 1;
  has_begun_ = true;
  needs_key_frame_ = false;
}

void NackTracker::on_key_frame(std::int64_t sequence) {
  std::erase_if(missing_, [&](const Missing& missing) { return missing.sequence < sequence; });
  needs_key_frame_ = false;
}

rtc::Instant NackTracker::deadline() const {
  return missing_.empty() ? rtc::never : std::ranges::min(missing_, {}, &Missing::due).due;
}

std::span<std::uint16_t> NackTracker::due(rtc::Instant now, std::span<std::uint16_t> out) {
  const auto is_hopeless = [&](const Missing& missing) {
    return missing.due <= now && missing.requests >= options_.most_requests;
  };
  if (std::erase_if(missing_, is_hopeless) > 0) needs_key_frame_ = true;
  std::size_t count = 0;
  for (auto& missing : missing_) {
    if (count == out.size()) break;
    if (missing.due > now) continue;
    ++missing.requests;
    missing.due = now + std::max(round_trip_, shortest_wait);
    out[count++] = static_cast<std::uint16_t>(missing.sequence);
  }
  return out.first(count);
}

bool NackTracker::take_needs_key_frame() {
  return std::exchange(needs_key_frame_, false);
}

}  // namespace vtp::sfu
