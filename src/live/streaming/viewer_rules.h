// What viewers of a live stream are given and how they are graded (api.md sections 3.3 and 6.9). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>

#include "base/enum_names.h"
#include "classroom/network_quality.h"

namespace vtp::live {

/// In rising order.
enum class QualityLabel : std::uint8_t { very_low, low, medium, high };

/// By the shorter side of a picture: the step of the ladder that it does not exceed.
QualityLabel label_of(int lines);

/// The buffer that a viewer is thought to have until they tell.
inline constexpr double first_buffer_health = 50;

/// What a viewer had better take who has `health` percent of the buffer that they should have. Steps that
/// lead outside of `produced` do nothing.
QualityLabel adapted(QualityLabel current, double health, const std::set<QualityLabel>& produced);

classroom::ConnectionQuality quality_of(double health);

/// What of `produced` somebody gets who wants `wanted`: the nearest one below, else the lowest. nullopt if
/// nothing is produced.
std::optional<QualityLabel> nearest(QualityLabel wanted, const std::set<QualityLabel>& produced);

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::QualityLabel> {
  static constexpr std::array<std::string_view, 4> names{"VeryLow", "Low", "Medium", "High"};
};
