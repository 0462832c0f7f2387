#include "live/recording/quickest_way.h"

#include <chrono>

namespace vtp::live {
namespace {

// A clock that is 100 millionths off moves by 3 ms in that time; ways seldom stay congested for as long.
constexpr rtc::Duration memory = std::chrono::seconds(30);

}  // namespace

rtc::Duration QuickestWay::add(rtc::Instant at, rtc::Duration offset) {
  while (!readings_.empty() && readings_.back().offset >= offset) readings_.pop_back();
  readings_.push_back({.at = at, .offset = offset});
  while (readings_.front().at + memory < at) readings_.pop_front();
  return readings_.front().offset;
}

}  // namespace vtp::live
