#include "sfu/forwarding/loudest_speakers.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

constexpr std::int8_t quietest_speech = -60;    // dBov
constexpr rtc::Duration window = 300ms;         // over which levels are averaged
constexpr rtc::Duration shortest_turn = 500ms;  // after a word
constexpr double margin = 3;                    // dB by which a newcomer must be louder

}  // namespace

void LoudestSpeakers::note(Place& place, std::int8_t dbov, rtc::Instant now) const {
  const auto elapsed = std::max<double>(static_cast<double>((now - place.heard_at).count()), 1);
  const auto past = std::exp(-elapsed / static_cast<double>(window.count()));
  place.dbov = past * place.dbov + (1 - past) * dbov;
  place.heard_at = now;
  if (dbov >= quietest_speech) place.loud_at = now;
}

bool LoudestSpeakers::admit(std::uint32_t speaker, std::int8_t dbov, rtc::Instant now) {
  if (const auto found = std::ranges::find(taken_, speaker, &Place::speaker); found != taken_.end()) {
    note(*found, dbov, now);
    return true;
  }
  const Place place{.speaker = speaker,
                    .dbov = static_cast<double>(dbov),
                    .loud_at = dbov >= quietest_speech ? now : rtc::Instant{},
                    .heard_at = now};
  if (taken_.size() < places_) {
    taken_.push_back(place);
    return true;
  }
  if (dbov < quietest_speech || taken_.empty()) return false;
  // Who is not sending any more speaks no more.
  const auto level = [&](const Place& one) { return now - one.heard_at > window ? -127.0 : one.dbov; };
  const auto quietest = std::ranges::min_element(taken_, {}, level);
  const bool is_free = now - quietest->loud_at >= shortest_turn;
  if (!is_free || level(*quietest) + margin > dbov) return false;
  *quietest = place;
  return true;
}

void LoudestSpeakers::remove(std::uint32_t speaker) {
  std::erase_if(taken_, [&](const Place& place) { return place.speaker == speaker; });
}

}  // namespace vtp::sfu
