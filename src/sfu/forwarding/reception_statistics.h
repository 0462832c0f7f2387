// How the packets of one stream arrive (RFC 3550 appendix A.3 and A.8).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "rtc/rtcp/ntp_time.h"
#include "rtc/rtcp/reports.h"
#include "sfu/bandwidth/rate_meter.h"

namespace vtp::sfu {

class ReceptionStatistics {
 public:
  explicit ReceptionStatistics(std::uint32_t clock_rate) : clock_rate_(clock_rate) {}

  /// By its number without wraps. A repaired packet counts as received but says nothing of the jitter.
  void on_packet(std::int64_t sequence, std::uint32_t timestamp, std::size_t bytes, bool is_repaired,
                 rtc::Instant now);
  void on_sender_report(rtc::NtpTime sent_at, rtc::Instant now);

  /// What the sender is told, of the time since the last one. nullopt: nothing has come yet.
  std::optional<rtc::ReportBlock> report(std::uint32_t ssrc, rtc::Instant now);

  /// Since the last report, before anything was repaired: what the network does. 0 to 1
  [[nodiscard]] double fraction_lost() const { return fraction_lost_; }
  /// 0 to 10, by what was missing in the end.
  [[nodiscard]] std::uint8_t score() const { return score_; }
  /// As others have found out.
  void set_score(std::uint8_t score) { score_ = score; }
  [[nodiscard]] std::int64_t lost() const;
  /// As many as there would be if none had been lost.
  [[nodiscard]] std::int64_t expected() const { return has_begun_ ? highest_ - first_ + 1 : 0; }
  /// Those that came only after they had been asked for.
  [[nodiscard]] std::uint64_t repaired() const { return repaired_; }
  [[nodiscard]] std::uint64_t packets() const { return packets_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] double jitter_ms() const { return jitter_ * 1000 / clock_rate_; }
  [[nodiscard]] double bitrate(rtc::Instant now) const {
    return static_cast<double>(rate_.bits_per_second(now.time_since_epoch()).value_or(0));
  }
  [[nodiscard]] rtc::Instant last_arrival() const { return last_arrival_; }
  [[nodiscard]] bool has_begun() const { return has_begun_; }

 private:
  void note_transit(std::uint32_t timestamp, rtc::Instant now);

  std::uint32_t clock_rate_;
  bool has_begun_ = false;
  std::int64_t first_ = 0;
  std::int64_t highest_ = 0;
  std::uint64_t packets_ = 0;
  std::uint64_t repaired_ = 0;
  std::uint64_t bytes_ = 0;
  RateMeter rate_;
  double jitter_ = 0;  // ticks
  std::optional<std::int64_t> transit_;
  rtc::Instant last_arrival_{};

  // At the last report.
  std::int64_t told_expected_ = 0;
  std::uint64_t told_packets_ = 0;
  std::uint64_t told_repaired_ = 0;
  double fraction_lost_ = 0;
  std::uint8_t score_ = 10;

  std::uint32_t last_report_ = 0;  // compact time
  rtc::Instant last_report_at_{};
};

}  // namespace vtp::sfu
