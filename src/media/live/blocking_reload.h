// Requests that wait for what is not there yet (RFC 8216bis sections 6.2.5.2 and 6.2.6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "media/live/live_playlist.h"

namespace vtp::media {

/// The query of a playlist.
struct BlockingReload {
  std::optional<std::size_t> number;  // _HLS_msn
  std::optional<std::size_t> part;    // _HLS_part
};

enum class ReloadAnswer : std::uint8_t {
  now,
  later,    // when the track has grown; at most three target durations
  refused,  // too far ahead, or nonsense: 400
};

ReloadAnswer answer_reload(const TrackIndex& index, const LiveTiming& timing, const BlockingReload& reload);

/// A part that players were told of before it was there.
enum class PartAnswer : std::uint8_t { there, coming, absent };

PartAnswer answer_part(const TrackIndex& index, std::size_t number, std::size_t part);

}  // namespace vtp::media
