// Up to which temporal layer a viewer gets the frames of an encoding, and got those before.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vtp::sfu {

/// Packets that come late are judged as their frame was when it began. Sequence numbers are unwrapped.
class TemporalChoice {
 public:
  /// Of another encoding, from its packet `sequence` on. What came before it is forgotten.
  void begin(std::int64_t sequence, std::uint8_t layer);
  /// From the frame on that begins with `sequence`, which is higher than that of any change before.
  void change(std::int64_t sequence, std::uint8_t layer);

  /// Of the newest frames.
  [[nodiscard]] std::uint8_t current() const { return changes_[newest_].layer; }
  /// Is a packet of the temporal layer `layer` to go out? Not if more has changed since than is remembered.
  [[nodiscard]] bool includes(std::int64_t sequence, std::uint8_t layer) const;

 private:
  static constexpr std::size_t memory = 8;  // changes, each of which takes a frame at least

  struct Change {
    std::int64_t since = 0;
    std::uint8_t layer = 0;
  };

  std::array<Change, memory> changes_{};  // a circle
  std::size_t newest_ = 0;
  std::size_t count_ = 0;
};

}  // namespace vtp::sfu
