// How good the way between a participant and the server is (api.md section 6.9). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/enum_names.h"
#include "base/time.h"
#include "sfu/media_events.h"

namespace vtp::classroom {

/// In rising order.
enum class ConnectionQuality : std::uint8_t { poor, fair, good, excellent };

/// The worst of the three columns.
ConnectionQuality grade(double loss_percent, double round_trip_ms, double jitter_ms);

/// Nothing where no media went that way.
std::optional<ConnectionQuality> grade(const sfu::LinkMeasure& measure);

/// What is announced of one direction: it falls at once and rises after five seconds of being better.
class QualityWatch {
 public:
  void measure(std::optional<ConnectionQuality> measured, Timestamp at);
  [[nodiscard]] std::optional<ConnectionQuality> announced() const { return announced_; }

 private:
  std::optional<ConnectionQuality> announced_;
  std::optional<Timestamp> better_since_;
  ConnectionQuality better_ = ConnectionQuality::poor;  // the worst since then
};

/// Of a participant: the lower of both directions.
std::optional<ConnectionQuality> lower(std::optional<ConnectionQuality> one,
                                       std::optional<ConnectionQuality> other);

/// What a participant had better do.
enum class NetworkAdvice : std::uint8_t { drop_own_video, low_data, audio_only };

std::optional<NetworkAdvice> advice_for(std::optional<ConnectionQuality> uplink,
                                        std::optional<ConnectionQuality> downlink,
                                        std::optional<double> available_kbps, bool sends_video);

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::ConnectionQuality> {
  static constexpr std::array<std::string_view, 4> names{"poor", "fair", "good", "excellent"};
};

template <>
struct vtp::EnumNames<vtp::classroom::NetworkAdvice> {
  static constexpr std::array<std::string_view, 3> names{"drop_own_video", "low_data", "audio_only"};
};
