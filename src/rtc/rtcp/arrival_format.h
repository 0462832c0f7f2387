// The parts of which feedback on arrivals is made (draft-holmer-rmcat-transport-wide-cc-extensions-01).
#pragma once

#include <chrono>
#include <cstdint>

#include "rtc/instant.h"

namespace vtp::rtc::arrival_format {

constexpr std::size_t fixed_bytes = 16;                        // of the body, before the chunks
constexpr Duration time_unit = std::chrono::milliseconds(64);  // of the reference time
constexpr Duration tick{250};                                  // of the steps between arrivals

// What a status says of a packet (section 3.1.1): not there, there after a step of one byte, or of two.
constexpr std::uint8_t missing = 0;
constexpr std::uint8_t small_step = 1;
constexpr std::uint8_t large_step = 2;

// The kinds of chunk (sections 3.1.3 and 3.1.4).
constexpr std::uint16_t vector_bit = 0x8000;
constexpr std::uint16_t two_bit_symbols = 0x4000;
constexpr std::uint16_t longest_run = 0x1FFF;
constexpr unsigned narrow_symbols = 14;  // in a vector of one bit each
constexpr unsigned wide_symbols = 7;     // in a vector of two bits each

}  // namespace vtp::rtc::arrival_format
