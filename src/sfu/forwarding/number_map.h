// Numbers of a stream as a viewer gets them: without the gaps that what we leave out would make.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace vtp::sfu {

/// Maps the numbers of a source (of packets or pictures, unwrapped) to numbers that go on, over numbers that
/// are left out and over changes of the source. What was lost on its way to us leaves a gap: it may still
/// come.
class NumberMap {
 public:
  /// The first number that goes out.
  explicit NumberMap(std::int64_t first) : next_out_(first) {}

  /// From `in` on the numbers are those of another source. They go on behind everything that went out, with
  /// `gap` numbers between.
  void begin(std::int64_t in, std::int64_t gap = 0);

  /// The number that `in` goes out with: always the same one. nullopt: it is older than begin(), was left
  /// out, or is older than what is remembered.
  std::optional<std::int64_t> forward(std::int64_t in);

  /// Leaves `in` out, unless it has gone out. nullopt: nobody will miss it. Otherwise numbers after it have
  /// gone out, so that a viewer waits for the one that this gives; there must come something with it.
  std::optional<std::int64_t> leave_out(std::int64_t in);

  /// One past the highest that has gone out.
  [[nodiscard]] std::int64_t next_out() const { return next_out_; }

 private:
  static constexpr std::int64_t memory = 2048;  // numbers

  [[nodiscard]] bool is_known(std::int64_t in) const { return in >= first_in_ && in >= end_ - memory; }
  /// A bit for each of the latest numbers.
  class Marks {
   public:
    [[nodiscard]] bool has(std::int64_t number) const;
    void set(std::int64_t number, bool value);
    void clear() { bits_.fill(0); }

   private:
    std::array<std::uint64_t, memory / 64> bits_{};
  };

  [[nodiscard]] std::int64_t out_of(std::int64_t in) const;
  void extend_to(std::int64_t end);

  std::int64_t first_in_ = 0;  // of this source
  std::int64_t end_ = 0;       // one past the highest that was seen
  std::int64_t offset_ = 0;    // from in to out, if nothing was left out
  std::int64_t left_out_ = 0;  // since first_in_
  std::int64_t next_out_;
  bool has_begun_ = false;
  Marks is_left_out_;
  Marks is_done_;  // has gone out, or something in its place
};

}  // namespace vtp::sfu
