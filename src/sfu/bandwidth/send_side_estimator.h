// How much the way to a viewer carries, by what the viewer tells of the packets that it got. After
// draft-ietf-rmcat-gcc-02: delays that grow, bounded by losses; what the receiver estimated by itself (REMB)
// only where it tells of no packets.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "rtc/rtcp/arrival_feedback.h"
#include "sfu/bandwidth/delay_trend.h"
#include "sfu/bandwidth/loss_control.h"
#include "sfu/bandwidth/probe_results.h"
#include "sfu/bandwidth/rate_control.h"
#include "sfu/bandwidth/rate_meter.h"
#include "sfu/bandwidth/send_history.h"

namespace vtp::sfu {

class SendSideEstimator {
 public:
  SendSideEstimator() : SendSideEstimator(RateLimits{}) {}
  explicit SendSideEstimator(RateLimits limits);

  /// Every packet that carries a number among all packets of the transport. `bytes` as on the wire.
  void on_sent(std::uint16_t number, std::uint32_t bytes, rtc::Instant now,
               std::optional<ClusterId> cluster = {});
  /// Packets without such a number: they take room all the same.
  void on_sent_unnumbered(std::uint32_t bytes, rtc::Instant now);
  /// No more packets of this cluster will be sent.
  void on_cluster_sent(ClusterId cluster) { probes_.close(cluster); }

  void on_feedback(const rtc::ArrivalFeedback& feedback, rtc::Instant now);
  /// REMB, in bit/s.
  void on_receiver_estimate(std::int64_t bits_per_second, rtc::Instant now);
  /// The share of packets lost in a receiver report, 0 to 1.
  void on_loss(double fraction, rtc::Instant now);
  void on_round_trip(rtc::Duration round_trip);

  /// bit/s
  [[nodiscard]] std::int64_t estimate() const;
  /// False: it is the value to start with, and nobody has told anything.
  [[nodiscard]] bool has_measured() const { return has_measured_; }
  /// What was sent and arrived, in bit/s; without feedback on packets, what was sent.
  [[nodiscard]] std::int64_t delivered(rtc::Instant now) const;
  /// Of late: less has been said to fit than before. Nothing should be tried now.
  [[nodiscard]] bool is_congested(rtc::Instant now) const;
  /// 0 to 1
  [[nodiscard]] double loss() const { return loss_.fraction(); }
  /// Is the viewer telling of packets? Without that a probe says nothing.
  [[nodiscard]] bool has_feedback(rtc::Instant now) const;
  /// Of a probe whose packets have been told of; each once.
  std::optional<ProbeResult> take_probe_result();

  /// When on_time() has something to do: feedback that fails to come means that nothing gets through.
  [[nodiscard]] rtc::Instant deadline() const { return silence_at_; }
  void on_time(rtc::Instant now);

 private:
  void note_arrival(const SentRecord& record, rtc::Duration arrival);
  void apply_probe(const ProbeResult& result);
  void expect_feedback(rtc::Instant now);

  RateLimits limits_;
  SendHistory history_;
  ArrivalGroups groups_;
  DelayTrend trend_;
  RateMeter acknowledged_;
  RateMeter sent_;
  DelayRateControl control_;
  LossControl loss_;
  ProbeResults probes_;
  std::optional<ProbeResult> result_;
  std::optional<std::int64_t> receiver_estimate_;
  std::optional<rtc::Duration> newest_arrival_;
  std::optional<rtc::Instant> fed_back_;    // the last feedback
  std::optional<rtc::Instant> backed_off_;  // the last decrease
  rtc::Instant probed_until_ = rtc::Instant::min();
  rtc::Instant silence_at_ = rtc::never;
  rtc::Duration round_trip_ = std::chrono::milliseconds(200);
  bool has_measured_ = false;
};

}  // namespace vtp::sfu
