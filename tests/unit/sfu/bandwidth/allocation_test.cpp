#include "sfu/bandwidth/allocation.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

// A camera in three encodings with three temporal layers each, in bit/s.
constexpr LayerBitrates camera_bitrates{{
    {60'000, 90'000, 150'000},
    {200'000, 300'000, 500'000},
    {700'000, 1'100'000, 1'700'000},
}};
constexpr LayerBitrates screen_bitrates{{{200'000, 400'000}, {1'000'000, 2'500'000}}};

Demand camera(std::uint64_t order, Standing standing = Standing::other) {
  return {.standing = standing, .order = order, .bitrates = camera_bitrates};
}
Demand screen(std::uint64_t order) {
  return {.standing = Standing::screen, .priority = 200, .order = order, .bitrates = screen_bitrates};
}
Demand audio(std::uint64_t order) {
  return {.kind = MediaKind::audio, .order = order, .bitrates = {{{40'000}}}};
}

struct Divided {
  std::vector<Allocation> parts;
  AllocationTotals totals;
};
Divided divide(const std::vector<Demand>& demands, std::int64_t budget,
               const AllocationOptions& options = {}) {
  Divided divided{.parts = std::vector<Allocation>(demands.size())};
  divided.totals = allocate(demands, budget, divided.parts, options);
  return divided;
}
/// To write expectations in one line: "2.1" for layers, "-" for nothing.
std::string text(const Divided& divided) {
  std::string out;
  for (const auto& part : divided.parts) {
    if (!out.empty()) out += ' ';
    if (!part.layers)
      out += part.is_starved ? "starved" : "-";
    else
      out += std::to_string(part.layers->spatial) +
             (part.layers->temporal ? "." + std::to_string(*part.layers->temporal) : "");
  }
  return out;
}

TEST(Allocation, AudioIsSentInAnyCase) {
  const auto divided = divide({audio(1), audio(2), camera(3)}, 30'000);
  EXPECT_EQ(text(divided), "0 0 starved");
  EXPECT_EQ(divided.totals.spent, 80'000);
}

TEST(Allocation, AFaceGetsItsFramesBeforeItsPixels) {
  EXPECT_EQ(text(divide({camera(1)}, 65'000)), "starved") << "there is no margin to begin";
  EXPECT_EQ(text(divide({camera(1)}, 70'000)), "0.0");
  EXPECT_EQ(text(divide({camera(1)}, 170'000)), "0.2");
  EXPECT_EQ(text(divide({camera(1)}, 250'000)), "0.2") << "7.5 pictures a second are no gain";
  EXPECT_EQ(text(divide({camera(1)}, 350'000)), "1.1");
  EXPECT_EQ(text(divide({camera(1)}, 2'000'000)), "2.2");
}

TEST(Allocation, TextGetsItsPixelsBeforeItsFrames) {
  EXPECT_EQ(text(divide({screen(1)}, 250'000)), "0.0");
  EXPECT_EQ(text(divide({screen(1)}, 1'200'000)), "1.0");
  EXPECT_EQ(text(divide({screen(1)}, 2'800'000)), "1.1");
}

TEST(Allocation, TheScreenIsTheLastToBePaused) {
  auto loud = camera(1);
  loud.priority = 255;
  EXPECT_EQ(text(divide({loud, screen(2), camera(3, Standing::teacher)}, 250'000)), "starved 0.0 starved");
  EXPECT_EQ(text(divide({loud, screen(2), camera(3, Standing::teacher)}, 300'000)), "0.1 0.0 starved");
}

TEST(Allocation, ServesByPriorityThenByStanding) {
  const std::vector<Demand> demands{camera(1), camera(2, Standing::speaker), camera(3, Standing::pinned),
                                    camera(4, Standing::teacher)};
  EXPECT_EQ(text(divide(demands, 600'000)), "0.0 0.0 0.2 1.1");
  auto preferred = demands;
  preferred[0].priority = 2;
  EXPECT_EQ(text(divide(preferred, 600'000)), "1.1 0.0 0.0 0.2");
}

TEST(Allocation, EqualsRiseByTurns) {
  EXPECT_EQ(text(divide({camera(1), camera(2), camera(3)}, 1'000'000)), "1.1 1.1 1.1");
  EXPECT_EQ(text(divide({camera(1), camera(2)}, 240'000)), "0.1 0.1");
  EXPECT_EQ(text(divide({camera(7), camera(2)}, 260'000)), "0.1 0.2") << "the older one first";
}

TEST(Allocation, GoesNoHigherThanWished) {
  auto small = camera(1);
  small.preferred = {.spatial = 1, .temporal = 1};
  const auto divided = divide({small}, 50'000'000);
  EXPECT_EQ(text(divided), "1.1");
  EXPECT_FALSE(divided.parts[0].is_limited);
  EXPECT_LE(divided.totals.wanted, divided.totals.spent + 1) << "nothing is left to wish for";
  small.preferred = {.spatial = 0, .temporal = 0};
  EXPECT_EQ(text(divide({small}, 50'000'000)), "0.0");
}

TEST(Allocation, LeavesOutWhatIsNotSent) {
  auto gap = camera(1);
  gap.bitrates[1] = {};
  EXPECT_EQ(text(divide({gap}, 600'000)), "0.2");
  EXPECT_EQ(text(divide({gap}, 1'300'000)), "2.1");
  gap.bitrates[0] = {};
  gap.preferred = {.spatial = 0, .temporal = {}};
  EXPECT_EQ(text(divide({gap}, 1'300'000)), "2.1") << "the lowest that there is";
  gap.bitrates = {};
  EXPECT_EQ(text(divide({gap}, 1'300'000)), "-");
  auto paused = camera(2);
  paused.is_paused = true;
  EXPECT_EQ(text(divide({paused}, 1'300'000)), "-");
}

TEST(Allocation, RisesWithAMarginOnlyAndKeepsWithoutOne) {
  auto watched = camera(1);
  watched.current = Layers{.spatial = 1, .temporal = 1};
  EXPECT_EQ(text(divide({watched}, 300'000)), "1.1");
  EXPECT_EQ(text(divide({watched}, 500'000)), "1.1") << "not without a margin";
  EXPECT_EQ(text(divide({watched}, 550'000)), "1.2");
  watched.is_held = true;
  EXPECT_EQ(text(divide({watched}, 5'000'000)), "1.1");
  EXPECT_EQ(text(divide({watched}, 100'000)), "0.1") << "down at once";
}

TEST(Allocation, DoesNotDropTheLastLayerForAnEstimateThatSwings) {
  Demand encoder{.bitrates = {{{2'000'000}}}};
  EXPECT_EQ(text(divide({encoder}, 1'800'000)), "starved");
  encoder.current = Layers{};
  EXPECT_EQ(text(divide({encoder}, 1'720'000)), "0");
  EXPECT_EQ(text(divide({encoder}, 1'650'000)), "starved");
}

TEST(Allocation, NothingIsPausedForAGuess) {
  const Demand encoder{.bitrates = {{{2'500'000}}}};
  const auto divided = divide({encoder, camera(1)}, 800'000, {.is_guess = true});
  EXPECT_EQ(text(divided), "0 0.0");
}

TEST(Allocation, SaysHowMuchWouldBeEnough) {
  const auto divided = divide({camera(1), screen(2), audio(3)}, 900'000);
  EXPECT_TRUE(divided.parts[0].is_limited);
  EXPECT_GT(divided.totals.wanted, 4'000'000);
  const auto again = divide({camera(1), screen(2), audio(3)}, divided.totals.wanted);
  EXPECT_EQ(text(again), "2.2 1.1 0");
}

TEST(Allocation, TakesNoMoreThanItCanHold) {
  std::vector<Demand> demands;
  for (std::uint64_t i = 0; i < most_demands + 10; ++i) demands.push_back(camera(i));
  const auto divided = divide(demands, 1'000'000'000'000);
  EXPECT_TRUE(divided.parts[most_demands - 1].layers);
  EXPECT_FALSE(divided.parts[most_demands].layers);
}

// Properties ------------------------------------------------------------------------------------------------

rc::Gen<Demand> arbitrary_demand() {
  return rc::gen::exec([] {
    Demand demand;
    demand.kind = *rc::gen::weightedElement<MediaKind>({{1, MediaKind::audio}, {5, MediaKind::video}});
    demand.standing = static_cast<Standing>(*rc::gen::inRange(0, 5));
    demand.priority = static_cast<std::uint8_t>(*rc::gen::element(1, 2, 200));
    std::int64_t bits = *rc::gen::inRange(20'000, 300'000);
    const auto encodings = *rc::gen::inRange<std::size_t>(0, most_spatial_layers + 1);
    for (std::size_t spatial = 0; spatial < encodings; ++spatial) {
      if (*rc::gen::inRange(0, 6) == 0) continue;
      const auto temporals = *rc::gen::inRange<std::size_t>(1, most_temporal_layers + 1);
      for (std::size_t temporal = 0; temporal < temporals; ++temporal)
        demand.bitrates[spatial][temporal] = bits += *rc::gen::inRange(10'000, 500'000);
    }
    demand.preferred.spatial = static_cast<std::uint8_t>(*rc::gen::inRange(0, 6));
    if (*rc::gen::arbitrary<bool>())
      demand.preferred.temporal = static_cast<std::uint8_t>(*rc::gen::inRange(0, 5));
    demand.is_paused = *rc::gen::inRange(0, 8) == 0;
    if (*rc::gen::arbitrary<bool>())
      demand.current = Layers{.spatial = static_cast<std::uint8_t>(*rc::gen::inRange(0, 4)),
                              .temporal = static_cast<std::uint8_t>(*rc::gen::inRange(0, 4))};
    demand.is_held = *rc::gen::inRange(0, 4) == 0;
    return demand;
  });
}

std::vector<Demand> arbitrary_demands() {
  auto demands = *rc::gen::container<std::vector<Demand>>(arbitrary_demand());
  for (std::size_t i = 0; i < demands.size(); ++i) demands[i].order = i;
  return demands;
}

std::int64_t cost(const Allocation& part, const Demand& demand) {
  return part.layers ? demand.bitrates[part.layers->spatial][part.layers->temporal.value_or(0)] : 0;
}

RC_GTEST_PROP(AllocationProperty, NeverGivesMoreThanThereIs, ()) {
  const auto demands = arbitrary_demands();
  const std::int64_t budget = *rc::gen::inRange(0, 6'000'000);
  const auto divided = divide(demands, budget);
  std::int64_t audio_bits = 0;
  std::int64_t video_bits = 0;
  bool keeps_lowest = false;
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const auto& part = divided.parts[i];
    RC_ASSERT(part.bits_per_second == cost(part, demands[i]));
    (demands[i].kind == MediaKind::audio ? audio_bits : video_bits) += part.bits_per_second;
    keeps_lowest = keeps_lowest || (part.layers && demands[i].current && demands[i].kind == MediaKind::video);
  }
  RC_ASSERT(divided.totals.spent == audio_bits + video_bits);
  RC_ASSERT(divided.totals.wanted >= divided.totals.spent);
  const auto most = keeps_lowest ? static_cast<double>(budget) * 1.17 + 1 : static_cast<double>(budget);
  if (video_bits > 0) RC_ASSERT(static_cast<double>(audio_bits + video_bits) <= most);
}

RC_GTEST_PROP(AllocationProperty, GivesNothingThatIsNotWantedOrNotThere, ()) {
  const auto demands = arbitrary_demands();
  const auto divided = divide(demands, *rc::gen::inRange(0, 20'000'000));
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const auto& demand = demands[i];
    const auto& part = divided.parts[i];
    if (demand.is_paused) RC_ASSERT(!part.layers && !part.is_starved);
    if (!part.layers || demand.kind == MediaKind::audio) continue;
    RC_ASSERT(part.bits_per_second > 0);
    if (part.layers->spatial == demand.preferred.spatial && demand.preferred.temporal)
      RC_ASSERT(part.layers->temporal.value_or(0) <= *demand.preferred.temporal);
    // Above the wish only if there is nothing below.
    for (std::size_t below = 0; below < part.layers->spatial; ++below)
      if (part.layers->spatial > demand.preferred.spatial) RC_ASSERT(demand.bitrates[below][0] == 0);
  }
}

RC_GTEST_PROP(AllocationProperty, DoesNotDependOnTheOrderOfTheDemands, ()) {
  const auto demands = arbitrary_demands();
  const std::int64_t budget = *rc::gen::inRange(0, 6'000'000);
  std::vector<std::size_t> places(demands.size());
  std::iota(places.begin(), places.end(), 0U);
  std::mt19937 random(*rc::gen::arbitrary<unsigned>());
  std::ranges::shuffle(places, random);
  std::vector<Demand> shuffled;
  for (const auto place : places) shuffled.push_back(demands[place]);
  const auto one = divide(demands, budget);
  const auto other = divide(shuffled, budget);
  for (std::size_t i = 0; i < places.size(); ++i)
    RC_ASSERT(other.parts[i].layers == one.parts[places[i]].layers);
  RC_ASSERT(one.totals.spent == other.totals.spent);
}

/// With more to give, whoever comes first among those for whom it makes a difference gets more.
RC_GTEST_PROP(AllocationProperty, MoreIsNeverWorse, ()) {
  auto demands = arbitrary_demands();
  if (demands.size() > 200) demands.resize(200);
  // No equals, who would take turns.
  for (std::size_t i = 0; i < demands.size(); ++i) {
    demands[i].priority = static_cast<std::uint8_t>(255 - i);
    demands[i].standing = Standing::other;
    demands[i].kind = MediaKind::video;
  }
  const std::int64_t budget = *rc::gen::inRange(0, 6'000'000);
  const auto less = divide(demands, budget);
  const auto more = divide(demands, budget + *rc::gen::inRange(1, 3'000'000));
  const auto differs = [&](auto&& quality) -> std::optional<bool> {
    for (std::size_t i = 0; i < demands.size(); ++i)
      if (quality(less.parts[i]) != quality(more.parts[i]))
        return quality(less.parts[i]) < quality(more.parts[i]);
    return std::nullopt;
  };
  const auto pictures = differs([](const Allocation& part) { return part.layers.has_value(); });
  RC_ASSERT(pictures.value_or(true));
  if (pictures) return;
  const auto quality = differs([](const Allocation& part) {
    return part.layers ? part.layers->spatial * 10 + part.layers->temporal.value_or(0) : -1;
  });
  RC_ASSERT(quality.value_or(true));
}

RC_GTEST_PROP(AllocationProperty, WhatWouldBeEnoughIsEnough, ()) {
  auto demands = arbitrary_demands();
  for (auto& demand : demands) demand.is_held = false;
  const auto first = divide(demands, *rc::gen::inRange(0, 6'000'000));
  // Twice, because the margin counts for those above what is sent now.
  const auto enough = divide(demands, first.totals.wanted * 11 / 10 + 10);
  for (const auto& part : enough.parts) RC_ASSERT(!part.is_limited && !part.is_starved);
}

RC_GTEST_PROP(AllocationProperty, NobodyIsPausedWhileALesserOneIsShownInMore, ()) {
  auto demands = arbitrary_demands();
  for (auto& demand : demands) {
    demand.current.reset();
    demand.is_held = false;
  }
  const auto divided = divide(demands, *rc::gen::inRange(0, 6'000'000));
  const bool has_starved = std::ranges::any_of(divided.parts, &Allocation::is_starved);
  if (!has_starved) return;
  // What raised layers take would not have been enough for the starved ones either.
  for (std::size_t i = 0; i < demands.size(); ++i) {
    if (!divided.parts[i].is_starved) continue;
    for (std::size_t k = 0; k < demands.size(); ++k) {
      const bool is_screen_before =
          demands[i].standing == Standing::screen && demands[k].standing != Standing::screen;
      if (is_screen_before && divided.parts[k].layers && demands[k].kind == MediaKind::video)
        RC_ASSERT(demands[k].bitrates[divided.parts[k].layers->spatial][0] < [&] {
          std::int64_t least = INT64_MAX;
          for (const auto& encoding : demands[i].bitrates)
            if (encoding[0] > 0) least = std::min(least, encoding[0]);
          return least;
        }());
    }
  }
}

TEST(RiseHold, HoldsAfterALoss) {
  RiseHold hold;
  rtc::Instant now(1s);
  const auto given = [](std::uint8_t spatial, bool is_limited) {
    return Allocation{.layers = Layers{.spatial = spatial, .temporal = 2}, .is_limited = is_limited};
  };
  hold.on_allocated(given(1, true), now);
  EXPECT_FALSE(hold.is_held(now)) << "it has lost nothing";
  hold.on_allocated(given(2, false), now);
  hold.on_allocated(given(1, false), now);
  EXPECT_FALSE(hold.is_held(now)) << "it got what it wished";
  hold.on_allocated(given(0, true), now);
  EXPECT_TRUE(hold.is_held(now + 9s));
  EXPECT_EQ(hold.until(), now + 10s);
  EXPECT_FALSE(hold.is_held(now + 10s));
  hold.reset();
  EXPECT_FALSE(hold.is_held(now));
}

TEST(RiseHold, HoldsLongerAfterEachRiseInVain) {
  RiseHold hold;
  rtc::Instant now(1s);
  const auto give = [&](std::uint8_t spatial) {
    hold.on_allocated({.layers = Layers{.spatial = spatial, .temporal = {}}, .is_limited = true}, now);
  };
  give(1);
  std::vector<rtc::Duration> holds;
  for (int i = 0; i < 5; ++i) {
    give(0);
    holds.push_back(hold.until() - now);
    now = hold.until();
    give(1);
    now += 2s;
  }
  EXPECT_EQ(holds, (std::vector<rtc::Duration>{10s, 20s, 40s, 60s, 60s}));
  now += 30s;
  give(0);
  EXPECT_EQ(hold.until(), now + 10s) << "it had lasted";
}

TEST(RiseHold, AStarvedOneMayComeBackSooner) {
  RiseHold hold;
  const rtc::Instant now(1s);
  const Allocation starved{.is_starved = true, .is_limited = true};
  hold.on_allocated(starved, now);
  EXPECT_FALSE(hold.is_held(now)) << "it never began";
  hold.on_allocated({.layers = Layers{}}, now);
  hold.on_allocated(starved, now);
  hold.on_allocated(starved, now + 1s);
  EXPECT_EQ(hold.until(), now + 3s);
  hold.on_allocated({}, now + 1s);
  EXPECT_FALSE(hold.is_held(now + 1s)) << "its publisher paused it";
}

}  // namespace
}  // namespace vtp::sfu
