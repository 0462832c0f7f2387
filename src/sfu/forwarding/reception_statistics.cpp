#include "sfu/forwarding/reception_statistics.h"

#include <algorithm>
#include <cmath>

namespace vtp::sfu {

void ReceptionStatistics::on_packet(std::int64_t sequence, std::uint32_t timestamp, std::size_t bytes,
                                    bool is_repaired, rtc::Instant now) {
  if (!has_begun_) first_ = highest_ = sequence;
  has_begun_ = true;
  highest_ = std::max(highest_, sequence);
  first_ = std::min(first_, sequence);
  ++packets_;
  if (is_repaired) ++repaired_;
  bytes_ += bytes;
  rate_.add(now.time_since_epoch(), static_cast<std::uint32_t>(bytes));
  last_arrival_ = now;
  if (!is_repaired) note_transit(timestamp, now);
}

void ReceptionStatistics::note_transit(std::uint32_t timestamp, rtc::Instant now) {
  const auto arrival = now.time_since_epoch().count() * clock_rate_ / 1'000'000;
  // Differences of 32 bits, so that timestamps may wrap.
  const auto transit = static_cast<std::int32_t>(static_cast<std::uint32_t>(arrival) - timestamp);
  if (transit_) {
    const auto change = std::abs(static_cast<double>(static_cast<std::int32_t>(
        static_cast<std::uint32_t>(transit) - static_cast<std::uint32_t>(*transit_))));
    // A clock that jumps is not jitter.
    if (change < clock_rate_) jitter_ += (change - jitter_) / 16;
  }
  transit_ = transit;
}

void ReceptionStatistics::on_sender_report(rtc::NtpTime sent_at, rtc::Instant now) {
  last_report_ = sent_at.compact();
  last_report_at_ = now;
}

std::int64_t ReceptionStatistics::lost() const {
  return has_begun_ ? highest_ - first_ + 1 - static_cast<std::int64_t>(packets_) : 0;
}

std::optional<rtc::ReportBlock> ReceptionStatistics::report(std::uint32_t ssrc, rtc::Instant now) {
  if (!has_begun_) return std::nullopt;
  const auto expected = highest_ - first_ + 1;
  const auto due = static_cast<double>(expected - told_expected_);
  const auto came = static_cast<double>(packets_ - told_packets_);
  const auto repaired = static_cast<double>(repaired_ - told_repaired_);
  const auto share = [&](double missing) { return due > 0 ? std::clamp(missing / due, 0.0, 1.0) : 0.0; };
  fraction_lost_ = share(due - came + repaired);
  // One packet in a hundred that stays missing costs one point, and a bit for what had to be repaired.
  const auto harm = share(due - came) * 100 + share(repaired) * 10;
  score_ = static_cast<std::uint8_t>(std::clamp(10 - std::lround(harm), 0L, 10L));
  told_expected_ = expected;
  told_packets_ = packets_;
  told_repaired_ = repaired_;
  rtc::ReportBlock block{.ssrc = ssrc};
  block.fraction_lost = static_cast<std::uint8_t>(std::min(share(due - came) * 256, 255.0));
  block.lost = static_cast<std::int32_t>(std::clamp<std::int64_t>(lost(), -0x800000, 0x7FFFFF));
  block.highest_sequence = static_cast<std::uint32_t>(highest_);
  block.jitter = static_cast<std::uint32_t>(jitter_);
  block.last_report = last_report_;
  if (last_report_ != 0)
    block.delay_since_report =
        rtc::to_compact_ntp(std::chrono::duration_cast<rtc::Duration>(now - last_report_at_));
  return block;
}

}  // namespace vtp::sfu
