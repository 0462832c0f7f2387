// Opus to samples, by libopus.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/error.h"

/// Of libopus.
struct OpusDecoder;

namespace vtp::media {

/// Sound that is calculated with has one channel and this rate.
inline constexpr std::uint32_t mixing_rate = 48'000;  // Hz

/// What encoders of Opus that are not told otherwise need to look ahead: samples come so much later than the
/// timestamp of their packet says.
inline constexpr std::uint32_t opus_lookahead = 312;

/// Of one stream: packets depend on those before.
class OpusToSamples {
 public:
  static Result<OpusToSamples> create();

  /// Appends the samples of a packet. False, and nothing, if it is none.
  bool decode(std::string_view packet, std::vector<float>& samples);
  /// Makes up what is missing, `count` samples: what was said goes on and dies away.
  void conceal(std::size_t count, std::vector<float>& samples);
  /// The packet before this one is missing: `count` samples of it, which senders that expect losses repeat
  /// here in short; otherwise they are made up.
  void recover(std::string_view packet, std::size_t count, std::vector<float>& samples);

 private:
  struct Destroy {
    void operator()(::OpusDecoder* decoder) const;
  };
  explicit OpusToSamples(::OpusDecoder* decoder) : decoder_(decoder) {}
  bool run(std::string_view packet, std::size_t count, bool is_repair, std::vector<float>& samples);

  std::unique_ptr<::OpusDecoder, Destroy> decoder_;
};

}  // namespace vtp::media
