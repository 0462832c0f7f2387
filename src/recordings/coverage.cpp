#include "recordings/coverage.h"

#include <algorithm>
#include <bit>

namespace vtp::recordings {
namespace {

constexpr std::int64_t second_ms = 1000;

std::size_t seconds_of(std::chrono::milliseconds duration) {
  return static_cast<std::size_t>(std::max<std::int64_t>(0, duration.count() + second_ms - 1) / second_ms);
}

}  // namespace

Coverage::Coverage(std::chrono::milliseconds duration)
    : duration_(duration), seconds_(seconds_of(duration)), bits_((seconds_ + 7) / 8) {}

Coverage::Coverage(std::chrono::milliseconds duration, std::span<const std::byte> bits) : Coverage(duration) {
  std::ranges::copy(bits.first(std::min(bits.size(), bits_.size())), bits_.begin());
  clear_unused_bits();
}

void Coverage::clear_unused_bits() {
  if (const auto used = seconds_ % 8; used != 0) bits_.back() &= static_cast<std::byte>((1U << used) - 1);
}

void Coverage::mark(const IntervalSet& played) {
  const auto joined = played.bridged(slack.count());
  for (const auto& piece : joined.intervals()) mark_piece(piece);
}

void Coverage::mark_piece(Interval piece) {
  piece.begin = std::max<std::int64_t>(piece.begin, 0);
  piece.end = std::min<std::int64_t>(piece.end, duration_.count());
  if (piece.is_empty()) return;
  for (auto second = piece.begin / second_ms; second * second_ms < piece.end; ++second) {
    const Interval whole{second * second_ms,
                         std::min<std::int64_t>((second + 1) * second_ms, duration_.count())};
    const Interval part{std::max(whole.begin, piece.begin), std::min(whole.end, piece.end)};
    if (2 * part.length() < whole.length()) continue;
    bits_[static_cast<std::size_t>(second) / 8] |= static_cast<std::byte>(1U << (second % 8));
  }
}

void Coverage::merge(const Coverage& other) {
  const auto shared = std::min(bits_.size(), other.bits_.size());
  for (std::size_t i = 0; i < shared; ++i) bits_[i] |= other.bits_[i];
  clear_unused_bits();
}

bool Coverage::is_set(std::size_t second) const {
  return second < seconds_ && (std::to_integer<unsigned>(bits_[second / 8]) >> (second % 8) & 1U) != 0;
}

int Coverage::covered() const {
  int total = 0;
  for (const auto byte : bits_) total += std::popcount(std::to_integer<unsigned>(byte));
  return total;
}

double Coverage::percent() const {
  return seconds_ == 0 ? 0 : 100.0 * covered() / static_cast<double>(seconds_);
}

}  // namespace vtp::recordings
