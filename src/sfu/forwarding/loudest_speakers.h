// Whose audio is forwarded where many microphones are open: the loudest ones, so that what a viewer gets does
// not grow with the class.
#pragma once

#include <cstdint>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

class LoudestSpeakers {
 public:
  explicit LoudestSpeakers(std::size_t places) : places_(places) {}

  /// A packet of `speaker`, 0 to -127 dBov. Is it to be forwarded? Whoever has a place keeps it while nobody
  /// louder wants it, and for a moment after every word, so that no word is cut.
  bool admit(std::uint32_t speaker, std::int8_t dbov, rtc::Instant now);
  void remove(std::uint32_t speaker);

 private:
  struct Place {
    std::uint32_t speaker = 0;
    double dbov = -127;      // lately
    rtc::Instant loud_at{};  // when it was last speech
    rtc::Instant heard_at{};
  };

  void note(Place& place, std::int8_t dbov, rtc::Instant now) const;

  std::size_t places_;
  std::vector<Place> taken_;
};

}  // namespace vtp::sfu
