#include "live/streaming/viewer_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "media/ladder.h"

namespace vtp::live {

QualityLabel label_of(int lines) {
  const auto ladder = media::default_ladder();
  const auto step =
      std::ranges::find_if(ladder, [&](const media::LadderStep& rung) { return lines <= rung.lines; });
  const auto level = std::min<std::ptrdiff_t>(step - ladder.begin(), std::to_underlying(QualityLabel::high));
  return static_cast<QualityLabel>(level);
}

QualityLabel adapted(QualityLabel current, double health, const std::set<QualityLabel>& produced) {
  if (produced.empty()) return current;
  if (health < 20) return *produced.begin();
  auto wanted = current;
  if (health < 40 && current > QualityLabel::low)
    wanted = static_cast<QualityLabel>(std::to_underlying(current) - 1);
  if (health > 85 && current < QualityLabel::high)
    wanted = static_cast<QualityLabel>(std::to_underlying(current) + 1);
  return produced.contains(wanted) ? wanted : current;
}

classroom::ConnectionQuality quality_of(double health) {
  using enum classroom::ConnectionQuality;
  if (health > 80) return excellent;
  if (health > 60) return good;
  return health > 40 ? fair : poor;
}

std::optional<QualityLabel> nearest(QualityLabel wanted, const std::set<QualityLabel>& produced) {
  if (produced.empty()) return std::nullopt;
  const auto above = produced.upper_bound(wanted);
  return above == produced.begin() ? *above : *std::prev(above);
}

}  // namespace vtp::live
