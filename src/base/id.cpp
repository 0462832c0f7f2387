#include "base/id.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <sys/random.h>

namespace vtp::detail {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::array<std::size_t, 4> dash_positions{8, 13, 18, 23};

bool is_dash_position(std::size_t i) {
  for (auto position : dash_positions)
    if (position == i) return true;
  return false;
}

/// Random bytes, drawn from the kernel in larger blocks because one call a UUID would be most of its cost.
void fill_random(std::span<std::uint8_t> out) {
  thread_local std::array<std::uint8_t, 512> pool;
  thread_local std::size_t used = pool.size();
  for (auto& byte : out) {
    if (used == pool.size()) {
      if (getrandom(pool.data(), pool.size(), 0) != static_cast<ssize_t>(pool.size()))
        throw std::runtime_error("the kernel gave no random bytes");
      used = 0;
    }
    byte = pool[used++];
  }
}

IdText to_text(const std::array<std::uint8_t, 16>& bytes) {
  IdText text;
  std::size_t at = 0;
  for (auto byte : bytes) {
    if (is_dash_position(at)) text[at++] = '-';
    text[at++] = hex_digits[byte >> 4U];
    text[at++] = hex_digits[byte & 15U];
  }
  return text;
}

/// Milliseconds in the upper 48 bits and a counter of 12 bits (RFC 9562 section 6.2, method 1), so that ids
/// made in the same millisecond still sort in the order in which they were made, by whichever thread.
std::uint64_t next_time_and_counter() {
  static std::atomic<std::uint64_t> last = 0;
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  const auto first_of_now = static_cast<std::uint64_t>(now) << 12U;
  auto previous = last.load(std::memory_order_relaxed);
  std::uint64_t next = 0;
  do next = std::max(previous + 1, first_of_now);
  while (!last.compare_exchange_weak(previous, next, std::memory_order_relaxed));
  return next;
}

}  // namespace

IdText new_uuid() {
  std::array<std::uint8_t, 16> bytes;
  fill_random(std::span(bytes).subspan(8));
  const auto stamp = next_time_and_counter();
  const auto milliseconds = stamp >> 12U;
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(milliseconds >> (40U - 8U * i));
  bytes[6] = static_cast<std::uint8_t>(0x70U | ((stamp >> 8U) & 15U));
  bytes[7] = static_cast<std::uint8_t>(stamp);
  bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3fU));
  return to_text(bytes);
}

std::optional<IdText> parse_uuid(std::string_view text) {
  IdText parsed;
  if (text.size() != parsed.size()) return std::nullopt;
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    const bool fits = is_dash_position(i) ? c == '-' : hex_digits.contains(c);
    if (!fits) return std::nullopt;
    parsed[i] = c;
  }
  return parsed;
}

}  // namespace vtp::detail
