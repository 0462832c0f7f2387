// Keeps a sum of voices between -1 and 1 without the noise of samples that are cut off.
#pragma once

#include <cmath>

namespace vtp::live {

/// The sample itself, up to `linear`; from there on a curve that approaches 1.
inline float soft_limit(float sample) {
  constexpr float linear = 0.7F, rest = 1 - linear;
  const float size = std::abs(sample);
  if (size <= linear) return sample;
  return std::copysign(linear + rest * std::tanh((size - linear) / rest), sample);
}

}  // namespace vtp::live
