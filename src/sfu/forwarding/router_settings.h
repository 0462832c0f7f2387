// What a room allows, and at what pace it looks after things.
#pragma once

#include <cstddef>
#include <cstdint>

#include "rtc/instant.h"

namespace vtp::sfu {

struct RouterSettings {
  std::size_t transports_each = 4;       // of a participant
  std::size_t producers_each = 8;        // likewise; there are four sources
  std::size_t consumers_each = 200;      // likewise
  std::size_t videos_each = 25;          // consumers of video that are not paused
  std::uint8_t screen_priority = 200;    // of consumers of a shared screen, if nobody says otherwise
  std::size_t speakers = 6;              // loudest ones that are forwarded at a time
  std::size_t video_slots = 512;         // packets that are kept of an encoding, a power of two
  std::size_t audio_slots = 128;         // likewise
  std::int64_t start_bitrate = 900'000;  // bit/s to a participant before anything is known of the way
  rtc::Duration report_interval = std::chrono::seconds(1);             // of RTCP reports, and of statistics
  rtc::Duration allocation_interval = std::chrono::milliseconds(300);  // of looking again who gets what
  rtc::Duration audio_interval = std::chrono::milliseconds(300);       // of levels and speakers
  rtc::Duration network_interval = std::chrono::seconds(5);            // of measures of the network
  rtc::Duration constraint_delay = std::chrono::seconds(5);            // before layers count as unwanted
};

}  // namespace vtp::sfu
