#include "sfu/forwarding/number_map.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

/// A number as a place in a circle of `size`.
std::size_t place(std::int64_t number, std::int64_t size) {
  return static_cast<std::size_t>(((number % size) + size) % size);
}

}  // namespace

bool NumberMap::Marks::has(std::int64_t number) const {
  const auto at = place(number, memory);
  return (bits_[at / 64] >> at % 64 & 1U) != 0;
}

void NumberMap::Marks::set(std::int64_t number, bool value) {
  const auto at = place(number, memory);
  const auto bit = std::uint64_t{1} << at % 64;
  bits_[at / 64] = value ? bits_[at / 64] | bit : bits_[at / 64] & ~bit;
}

void NumberMap::begin(std::int64_t in, std::int64_t gap) {
  first_in_ = end_ = in;
  offset_ = next_out_ + (has_begun_ ? gap : 0) - in;
  left_out_ = 0;
  has_begun_ = true;
  is_left_out_.clear();
  is_done_.clear();
}

void NumberMap::extend_to(std::int64_t end) {
  for (auto number = std::max(end_, end - memory); number < end; ++number) {
    is_left_out_.set(number, false);
    is_done_.set(number, false);
  }
  end_ = std::max(end_, end);
}

/// Those left out before `in` are all but the ones behind it, which are fewer to count.
std::int64_t NumberMap::out_of(std::int64_t in) const {
  std::int64_t behind = 0;
  for (auto number = in; number < end_; ++number) behind += is_left_out_.has(number) ? 1 : 0;
  return in + offset_ - (left_out_ - behind);
}

std::optional<std::int64_t> NumberMap::forward(std::int64_t in) {
  if (!has_begun_ || !is_known(in) || (in < end_ && is_left_out_.has(in))) return std::nullopt;
  extend_to(in + 1);
  is_done_.set(in, true);
  const auto out = out_of(in);
  next_out_ = std::max(next_out_, out + 1);
  return out;
}

std::optional<std::int64_t> NumberMap::leave_out(std::int64_t in) {
  if (!has_begun_ || !is_known(in)) return std::nullopt;
  if (in < end_ && (is_left_out_.has(in) || is_done_.has(in))) return std::nullopt;
  extend_to(in + 1);
  const auto out = out_of(in);
  if (out < next_out_) {  // something behind it has gone out
    is_done_.set(in, true);
    return out;
  }
  is_left_out_.set(in, true);
  ++left_out_;
  return std::nullopt;
}

}  // namespace vtp::sfu
