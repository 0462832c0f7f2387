// When to send packets that nobody needs, to find out whether more would fit, and how many.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "sfu/bandwidth/probe_results.h"
#include "sfu/bandwidth/send_history.h"

namespace vtp::sfu {

/// Clusters that last 40 ms, at twice the estimate at most, the more seldom the more of them failed.
class Prober {
 public:
  struct Options {
    rtc::Duration cluster = std::chrono::milliseconds(40);
    rtc::Duration step = std::chrono::milliseconds(5);
    rtc::Duration shortest_pause = std::chrono::milliseconds(250);  // after a success, and at the beginning
    rtc::Duration first_penalty = std::chrono::seconds(2);          // after a failure; doubled by the next
    rtc::Duration longest_pause = std::chrono::seconds(30);
    rtc::Duration patience = std::chrono::seconds(1);  // for the result
    std::uint32_t longest_packet = 1200;               // bytes
  };

  Prober() : Prober(Options{}) {}
  explicit Prober(Options options) : options_(options) {}

  struct Situation {
    std::int64_t wanted = 0;    // bit/s with which every wish would be met
    std::int64_t estimate = 0;  // bit/s
    bool is_congested = false;
    bool has_feedback = false;
  };
  /// Whenever something of it changes. Begins a cluster when it is time for one.
  void update(const Situation& situation, rtc::Instant now);

  /// The cluster that is being sent. What is sent meanwhile belongs to it.
  [[nodiscard]] std::optional<ClusterId> cluster() const;
  /// Something has been sent anyway while a cluster is on its way.
  void on_sent(std::uint32_t bytes);
  /// How many bytes to send now beside what is sent anyway, in packets of `longest_packet` at most; 0: none.
  /// What is sent of them is told by on_sent(). Ends the cluster when its time is over.
  std::uint32_t due(rtc::Instant now);
  /// Once for each cluster, after due() has ended it.
  std::optional<ClusterId> take_ended();

  void on_result(const ProbeResult& result, rtc::Instant now);
  [[nodiscard]] rtc::Instant deadline() const;
  /// Gives up waiting for a result.
  void on_time(rtc::Instant now);

 private:
  enum class State : std::uint8_t { idle, sending, waiting };

  void begin(std::int64_t target, rtc::Instant now);
  void fail(rtc::Instant now);

  Options options_;
  Situation situation_;
  State state_ = State::idle;
  ClusterId id_ = 0;
  std::int64_t target_ = 0;  // bit/s
  std::uint64_t sent_ = 0;   // bytes of this cluster
  rtc::Instant began_{};
  rtc::Instant next_step_ = rtc::never;
  rtc::Instant give_up_ = rtc::never;
  rtc::Instant allowed_{};
  rtc::Duration penalty_{};
  std::optional<ClusterId> ended_;
};

}  // namespace vtp::sfu
