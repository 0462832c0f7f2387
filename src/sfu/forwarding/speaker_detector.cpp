#include "sfu/forwarding/speaker_detector.h"

#include <algorithm>
#include <cmath>

namespace vtp::sfu {
namespace {

// Deeper silence than this below speech counts for no more, so that a first word is noticed soon.
constexpr double depth = 20;  // dB

/// The share of the past in an average over `window`, after `elapsed`.
double share_of_past(rtc::Duration elapsed, rtc::Duration window) {
  return std::exp(-static_cast<double>(elapsed.count()) / static_cast<double>(window.count()));
}

}  // namespace

const SpeakerDetector::Speaker* SpeakerDetector::find(std::optional<SpeakerId> id) const {
  const auto found =
      std::ranges::find_if(speakers_, [&](const Speaker& speaker) { return speaker.id == id; });
  return found == speakers_.end() ? nullptr : &*found;
}

double SpeakerDetector::silence() const {
  return options_.quietest - depth;
}

void SpeakerDetector::on_level(SpeakerId id, std::int8_t dbov, rtc::Instant now) {
  auto speaker = std::ranges::find(speakers_, id, &Speaker::id);
  if (speaker == speakers_.end()) {
    speakers_.push_back({.id = id, .dbov = silence(), .heard = now});
    speaker = speakers_.end() - 1;
  }
  const auto past = share_of_past(std::max(now - speaker->heard, rtc::Duration(20'000)), options_.window);
  speaker->dbov = past * speaker->dbov + (1 - past) * std::max<double>(dbov, silence());
  speaker->heard = now;
}

void SpeakerDetector::remove(SpeakerId id) {
  std::erase_if(speakers_, [&](const Speaker& speaker) { return speaker.id == id; });
}

void SpeakerDetector::become_active(std::optional<SpeakerId> speaker, rtc::Instant now) {
  active_ = speaker;
  active_since_ = now;
}

bool SpeakerDetector::update(rtc::Instant now) {
  // Who sends nothing falls silent: browsers stop sending when there is nothing to hear.
  for (auto& speaker : speakers_)
    if (now - speaker.heard > options_.window) speaker.dbov = silence();
  const auto before = active_;
  const auto* const current = find(active_);
  const auto loudest = std::ranges::max_element(speakers_, {}, &Speaker::dbov);
  const bool has_speech = loudest != speakers_.end() && loudest->dbov >= options_.quietest;
  if (!current)
    become_active(has_speech ? std::optional(loudest->id) : std::nullopt, now);
  else if (now - active_since_ < options_.shortest_turn)
    return false;
  else if (has_speech && loudest->id != current->id &&
           (current->dbov < options_.quietest || loudest->dbov >= current->dbov + options_.loudness_margin))
    become_active(loudest->id, now);
  return active_ != before;
}

std::span<SpeakerDetector::Level> SpeakerDetector::loudest(std::span<Level> out) const {
  std::size_t count = 0;
  for (const auto& speaker : speakers_) {
    if (speaker.dbov < options_.quietest) continue;
    const auto place =
        std::ranges::upper_bound(out.first(count), speaker.dbov, std::ranges::greater(), &Level::dbov);
    if (place == out.first(count).end() && count == out.size()) continue;
    if (count < out.size()) ++count;
    std::shift_right(place, out.first(count).end(), 1);
    *place = {.speaker = speaker.id, .dbov = speaker.dbov};
  }
  return out.first(count);
}

}  // namespace vtp::sfu
