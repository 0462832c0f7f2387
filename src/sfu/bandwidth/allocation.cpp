#include "sfu/bandwidth/allocation.h"

#include <algorithm>
#include <compare>
#include <tuple>

namespace vtp::sfu {
namespace {

/// A place on the way up through the layers of a stream.
struct Place {
  std::uint8_t spatial = 0;
  std::uint8_t temporal = 0;
  auto operator<=>(const Place&) const = default;
};

std::int64_t bits_at(const Demand& demand, Place place) {
  return demand.bitrates[place.spatial][place.temporal];
}

/// The highest temporal layer of an encoding that is there.
std::uint8_t highest_temporal(const Demand& demand, std::uint8_t spatial) {
  std::uint8_t temporal = 0;
  while (temporal + 1U < most_temporal_layers && demand.bitrates[spatial][temporal + 1U] > 0) ++temporal;
  return temporal;
}

/// The highest that is wanted: a wish for a temporal layer is one for the preferred encoding only.
std::uint8_t wanted_temporal(const Demand& demand, std::uint8_t spatial) {
  const auto highest = highest_temporal(demand, spatial);
  if (spatial < demand.preferred.spatial || !demand.preferred.temporal) return highest;
  return std::min(highest, *demand.preferred.temporal);
}

/// nullopt: nothing is being sent. The lowest is given even to who wants less than that.
std::optional<Place> lowest(const Demand& demand) {
  for (std::uint8_t spatial = 0; spatial < most_spatial_layers; ++spatial)
    if (demand.bitrates[spatial][0] > 0) return Place{.spatial = spatial};
  return std::nullopt;
}

std::optional<Place> next_encoding(const Demand& demand, Place place) {
  const auto top = std::min<std::size_t>(demand.preferred.spatial, most_spatial_layers - 1);
  for (auto spatial = static_cast<std::uint8_t>(place.spatial + 1); spatial <= top; ++spatial) {
    if (demand.bitrates[spatial][0] <= 0) continue;
    // A bigger picture that stutters is worse than a smaller one that does not, but not of text.
    const std::uint8_t least = demand.standing == Standing::screen ? 0 : 1;
    return Place{.spatial = spatial, .temporal = std::min(least, wanted_temporal(demand, spatial))};
  }
  return std::nullopt;
}

/// One step up: a face first gets all its frames, then more pixels; text the other way round.
std::optional<Place> next(const Demand& demand, Place place) {
  const auto encoding = next_encoding(demand, place);
  if (demand.standing == Standing::screen && encoding) return encoding;
  if (place.temporal < wanted_temporal(demand, place.spatial))
    return Place{.spatial = place.spatial, .temporal = static_cast<std::uint8_t>(place.temporal + 1)};
  return encoding;
}

Place highest(const Demand& demand, Place place) {
  while (const auto step = next(demand, place)) place = *step;
  return place;
}

bool is_above_current(const Demand& demand, Place place) {
  if (!demand.current) return true;
  const auto& current = *demand.current;
  return place >
         Place{.spatial = current.spatial, .temporal = current.temporal.value_or(most_temporal_layers)};
}

class Division {
 public:
  Division(std::span<const Demand> demands, std::int64_t budget, std::span<Allocation> out,
           const AllocationOptions& options)
      : demands_(demands.first(std::min(demands.size(), most_demands))),
        budget_(static_cast<double>(std::max<std::int64_t>(budget, 0))),
        out_(out),
        options_(options) {
    std::ranges::fill(out_, Allocation{});
  }

  AllocationTotals run() {
    give_audio();
    collect_videos();
    give_lowest();
    raise();
    return finish();
  }

 private:
  using Index = std::uint16_t;

  [[nodiscard]] std::span<Index> videos() { return std::span(order_).first(count_); }

  void give_audio() {
    for (std::size_t i = 0; i < demands_.size(); ++i) {
      const auto& demand = demands_[i];
      if (demand.kind != MediaKind::audio || demand.is_paused) continue;
      out_[i] = {.layers = Layers{}, .bits_per_second = demand.bitrates[0][0]};
      spent_ += out_[i].bits_per_second;
    }
  }

  void collect_videos() {
    for (std::size_t i = 0; i < demands_.size(); ++i)
      if (demands_[i].kind == MediaKind::video && !demands_[i].is_paused && lowest(demands_[i]))
        order_[count_++] = static_cast<Index>(i);
  }

  void give_lowest() {
    std::ranges::sort(videos(), {}, [&](Index i) {
      const auto& demand = demands_[i];
      return std::tuple(demand.standing != Standing::screen, 255 - demand.priority, demand.standing,
                        demand.order);
    });
    for (const auto i : videos()) {
      const auto place = *lowest(demands_[i]);
      if (may_have_lowest(demands_[i], place))
        give(i, place);
      else
        out_[i].is_starved = true;
    }
  }

  [[nodiscard]] bool may_have_lowest(const Demand& demand, Place place) const {
    if (options_.is_guess) return true;
    const auto bits = static_cast<double>(bits_at(demand, place));
    const auto spent = static_cast<double>(spent_);
    if (demand.current) return spent + bits <= budget_ * (1 + options_.tolerance);
    return !demand.is_held && spent + bits * (1 + options_.margin) <= budget_;
  }

  void raise() {
    std::ranges::sort(videos(), {}, [&](Index i) {
      const auto& demand = demands_[i];
      return std::tuple(255 - demand.priority, demand.standing, demand.order);
    });
    const auto rank = [&](Index i) { return std::tuple(demands_[i].priority, demands_[i].standing); };
    for (auto rest = videos(); !rest.empty();) {
      const auto end = std::ranges::find_if(rest, [&](Index i) { return rank(i) != rank(rest.front()); });
      const auto equals = rest.first(static_cast<std::size_t>(end - rest.begin()));
      rest = rest.subspan(equals.size());
      raise_by_turns(equals);
    }
  }

  void raise_by_turns(std::span<const Index> equals) {
    for (bool has_risen = true; has_risen;) {
      has_risen = false;
      for (const auto i : equals)
        if (!is_done_[i] && out_[i].layers) {
          is_done_[i] = !raise_one(i);
          has_risen = has_risen || !is_done_[i];
        }
    }
  }

  bool raise_one(Index i) {
    const auto& demand = demands_[i];
    const auto step = next(demand, places_[i]);
    if (!step) return false;
    const bool is_rise = is_above_current(demand, *step);
    if (is_rise && demand.is_held) return false;
    const auto others = static_cast<double>(spent_ - out_[i].bits_per_second);
    const auto bits = static_cast<double>(bits_at(demand, *step));
    if (others + bits * (is_rise ? 1 + options_.margin : 1) > budget_) return false;
    give(i, *step);
    return true;
  }

  void give(Index i, Place place) {
    const auto bits = bits_at(demands_[i], place);
    spent_ += bits - out_[i].bits_per_second;
    places_[i] = place;
    out_[i].layers = Layers{.spatial = place.spatial, .temporal = {}};
    if (highest_temporal(demands_[i], place.spatial) > 0) out_[i].layers->temporal = place.temporal;
    out_[i].bits_per_second = bits;
  }

  AllocationTotals finish() {
    double wanted = static_cast<double>(spent_);
    for (const auto i : videos()) {
      const auto top = highest(demands_[i], *lowest(demands_[i]));
      out_[i].is_limited = !out_[i].layers || places_[i] != top;
      if (out_[i].is_limited)
        wanted += static_cast<double>(bits_at(demands_[i], top)) * (1 + options_.margin) -
                  static_cast<double>(out_[i].bits_per_second);
    }
    return {.spent = spent_, .wanted = static_cast<std::int64_t>(wanted) + 1};
  }

  std::span<const Demand> demands_;
  double budget_;
  std::span<Allocation> out_;
  const AllocationOptions& options_;
  std::int64_t spent_ = 0;
  std::array<Index, most_demands> order_;  // of videos; the first count_ are there
  std::size_t count_ = 0;
  std::array<Place, most_demands> places_{};
  std::array<bool, most_demands> is_done_{};
};

/// What a hold looks at: less than before?
Place place_of(const Layers& layers) {
  return {.spatial = layers.spatial, .temporal = layers.temporal.value_or(most_temporal_layers)};
}

}  // namespace

AllocationTotals allocate(std::span<const Demand> demands, std::int64_t bits_per_second,
                          std::span<Allocation> out, const AllocationOptions& options) {
  return Division(demands, bits_per_second, out, options).run();
}

void RiseHold::on_allocated(const Allocation& allocation, rtc::Instant now) {
  const auto before = last_;
  last_ = allocation.layers;
  if (!allocation.layers) {
    if (!allocation.is_starved)
      reset();
    else if (before)
      until_ = now + after_pause;
  } else if (before) {
    if (place_of(*allocation.layers) > place_of(*before)) risen_at_ = now;
    if (allocation.is_limited && place_of(*allocation.layers) < place_of(*before)) lose(now);
  }
}

void RiseHold::lose(rtc::Instant now) {
  const bool was_in_vain = risen_at_ && now - *risen_at_ < after_loss;
  length_ = was_in_vain && length_ > rtc::Duration{} ? std::min(2 * length_, longest) : after_loss;
  until_ = now + length_;
}

}  // namespace vtp::sfu
