// The description of a stream of AAC, the AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vtp::media {

struct AacConfiguration {
  std::uint8_t object_type = 2;       // 2: AAC-LC
  std::uint32_t sample_rate = 48000;  // Hz
  std::uint8_t channels = 2;          // 1 to 6

  /// RFC 6381: "mp4a.40.2".
  [[nodiscard]] std::string codec() const;
  bool operator==(const AacConfiguration&) const = default;
};

/// Samples of sound in a frame of AAC-LC.
constexpr std::uint32_t aac_frame_samples = 1024;

/// nullopt for a malformed one, and for channels that are described somewhere else.
std::optional<AacConfiguration> read_aac_configuration(std::string_view bytes);
std::string write_aac_configuration(const AacConfiguration& configuration);

}  // namespace vtp::media
