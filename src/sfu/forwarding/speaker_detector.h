// Who speaks, by the levels that senders write into their packets (RFC 6464): nothing is decoded.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

using SpeakerId = std::uint32_t;

class SpeakerDetector {
 public:
  struct Options {
    rtc::Duration window = std::chrono::milliseconds(400);  // over which levels are averaged
    std::int8_t quietest = -50;                             // dBov: what is below is no speech
    double loudness_margin = 6;                             // dB by which another must be louder to take over
    rtc::Duration shortest_turn = std::chrono::seconds(2);  // before somebody else may
  };

  SpeakerDetector() : SpeakerDetector(Options{}) {}
  explicit SpeakerDetector(Options options) : options_(options) {}

  /// The level of one packet, 0 to -127 dBov.
  void on_level(SpeakerId speaker, std::int8_t dbov, rtc::Instant now);
  void remove(SpeakerId speaker);

  /// Looks again who speaks. True: it is somebody else than before, or nobody any more.
  bool update(rtc::Instant now);
  [[nodiscard]] std::optional<SpeakerId> active() const { return active_; }

  struct Level {
    SpeakerId speaker = 0;
    double dbov = -127;
  };
  /// The loudest, the loudest first, as many as fit; of those above `quietest` only. As of the last update.
  std::span<Level> loudest(std::span<Level> out) const;

 private:
  struct Speaker {
    SpeakerId id = 0;
    double dbov = -127;  // over the window
    rtc::Instant heard{};
  };

  [[nodiscard]] double silence() const;
  [[nodiscard]] const Speaker* find(std::optional<SpeakerId> id) const;
  void become_active(std::optional<SpeakerId> speaker, rtc::Instant now);

  Options options_;
  std::vector<Speaker> speakers_;
  std::optional<SpeakerId> active_;
  rtc::Instant active_since_{};
};

}  // namespace vtp::sfu
