// Reads offers and answers from strangers.
#pragma once

#include <cstddef>
#include <expected>
#include <string_view>

#include "rtc/sdp/session_description.h"

namespace vtp::rtc {

/// Why a description is of no use.
struct SdpProblem {
  std::size_t line = 0;  // counted from 1
  std::string_view what;
};

constexpr std::size_t longest_description = 64 * std::size_t{1024};  // bytes

/// Strict in what it understands: a line that is malformed, out of place or one too many is a problem.
std::expected<SessionDescription, SdpProblem> read_description(std::string_view text);

}  // namespace vtp::rtc
