#include "sfu/forwarding/layer_clock.h"

namespace vtp::sfu {

std::uint32_t translate(std::uint32_t timestamp, const LayerClock& from, const LayerClock& to,
                        std::uint32_t rate) {
  // Wall clocks differ by seconds, so that the product stays below 2^63 for any rate that there is.
  const auto wall_units = static_cast<std::int64_t>(from.wall.value - to.wall.value) >> 16;  // of 1/65536 s
  const auto ticks = (wall_units * rate + 0x8000) >> 16;
  return to.timestamp + static_cast<std::uint32_t>(ticks) + (timestamp - from.timestamp);
}

}  // namespace vtp::sfu
