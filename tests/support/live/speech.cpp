#include "support/live/speech.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "support/media/coded_media.h"

namespace vtp::live::test {
namespace {

constexpr double rate = 48'000;

/// Coded once: many tests say the same.
const std::vector<std::string>& coded(const std::string& expression) {
  static std::map<std::string, std::vector<std::string>> known;
  auto& packets = known[expression];
  if (!packets.empty()) return packets;
  packets = media::test::coded_samples(
      "-f lavfi -i aevalsrc=exprs=" + expression +
      ":s=48000:d=6.1 -c:a libopus -b:a 64k -application voip -fec 1 -packet_loss 10 -frame_duration 20");
  packets.resize(std::min<std::size_t>(packets.size(), 300));
  return packets;
}

}  // namespace

std::vector<std::string> spoken(const std::vector<double>& middles) {
  std::string expression = "0";
  for (const double middle : middles)
    expression += fmt::format(
        "+between(t\\,{0}-0.02\\,{0}+0.02)*0.6*sin(2*PI*1000*t)*pow(cos((t-{0})*PI/0.04)\\,2)", middle);
  return coded(expression);
}

std::vector<std::string> hummed(double size) {
  return coded(fmt::format("{}*sin(2*PI*400*t)", size));
}

double middle_of_beep(std::span<const float> samples, double start, double expected) {
  const auto at = [&](double time) {
    return static_cast<std::size_t>(
        std::clamp((time - start) * rate, 0.0, static_cast<double>(samples.size())));
  };
  double energy = 0, moment = 0;
  for (auto i = at(expected - 0.1); i < at(expected + 0.1); ++i) {
    const double power = static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    energy += power;
    moment += power * static_cast<double>(i);
  }
  // A beep of that shape has 65 of it.
  return energy < 20 ? -1 : start + moment / energy / rate;
}

double loudness(std::span<const float> samples) {
  double energy = 0;
  for (const float sample : samples) energy += static_cast<double>(sample) * static_cast<double>(sample);
  return samples.empty() ? 0 : std::sqrt(energy / static_cast<double>(samples.size()));
}

}  // namespace vtp::live::test
