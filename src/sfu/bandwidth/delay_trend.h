// Whether packets take longer and longer, which tells of a queue that grows before anything is lost
// (draft-ietf-rmcat-gcc-02, sections 5.1 to 5.4; the filter is a line through the latest delays).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "rtc/instant.h"

namespace vtp::sfu {

/// What the delays say of the way (section 5.4): `overuse` while a queue grows, `underuse` while it empties.
enum class DelaySignal : std::uint8_t { normal, overuse, underuse };

/// Joins packets that were sent in one burst (section 5.2) and gives how the time between bursts changed on
/// the way.
class ArrivalGroups {
 public:
  struct Change {
    rtc::Duration sent{};     // from burst to burst, where they were sent
    rtc::Duration arrived{};  // and where they arrived
    rtc::Duration at{};       // of the newer one's arrival, in the receiver's clock
  };

  /// A packet that arrived, in any order. A change is told when the next burst begins.
  std::optional<Change> add(rtc::Instant sent, rtc::Duration arrival);
  void reset() { *this = {}; }

 private:
  struct Group {
    rtc::Instant first_sent{};
    rtc::Instant last_sent{};
    rtc::Duration first_arrival{};
    rtc::Duration last_arrival{};
  };
  [[nodiscard]] bool belongs(rtc::Instant sent, rtc::Duration arrival) const;

  std::optional<Group> current_;
  std::optional<Group> previous_;
};

class DelayTrend {
 public:
  /// `change` of the groups of packets.
  void add(const ArrivalGroups::Change& change);
  [[nodiscard]] DelaySignal signal() const { return signal_; }
  void reset() { *this = {}; }

 private:
  static constexpr std::size_t window = 20;  // groups

  struct Point {
    double at = 0;     // ms
    double delay = 0;  // ms, smoothed
  };

  [[nodiscard]] std::optional<double> slope() const;
  void detect(double trend, double since_last);
  void adapt_threshold(double trend, double since_last);

  std::array<Point, window> points_{};  // a circle
  std::size_t count_ = 0;               // of all points so far
  double accumulated_ = 0;              // ms
  double smoothed_ = 0;                 // ms
  std::optional<rtc::Duration> began_;
  std::optional<double> last_at_;  // ms
  double threshold_ = 12.5;        // ms; del_var_th(0)
  double over_for_ = 0;            // ms
  int over_count_ = 0;
  double last_trend_ = 0;
  DelaySignal signal_ = DelaySignal::normal;
};

}  // namespace vtp::sfu
