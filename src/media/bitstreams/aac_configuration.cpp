#include "media/bitstreams/aac_configuration.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "media/mp4/box.h"

namespace vtp::media {
namespace {

constexpr std::array<std::uint32_t, 13> rates{96000, 88200, 64000, 48000, 44100, 32000, 24000,
                                              22050, 16000, 12000, 11025, 8000,  7350};
constexpr std::uint32_t rate_is_written = 15;
constexpr std::uint32_t highest_rate = 192000;
constexpr std::uint8_t most_channels = 7;  // of the configurations, 7 stands for eight channels

}  // namespace

std::string AacConfiguration::codec() const {
  return fmt::format("mp4a.40.{}", object_type);
}

std::optional<AacConfiguration> read_aac_configuration(std::string_view bytes) {
  mp4::FieldReader fields(bytes);
  const std::uint32_t head = fields.u16();  // five bits of type, four of rate, four of channels
  AacConfiguration result{.object_type = static_cast<std::uint8_t>(head >> 11U),
                          .sample_rate = 0,
                          .channels = static_cast<std::uint8_t>(head >> 3U & 15U)};
  const auto rate = head >> 7U & 15U;
  if (rate < rates.size()) {
    result.sample_rate = rates[rate];
  } else if (rate == rate_is_written) {
    // 24 bits, of which the lowest seven of the first two bytes are the beginning.
    const auto rest = fields.u24();
    result.sample_rate = (head & 0x7FU) << 17U | rest >> 7U;
    result.channels = static_cast<std::uint8_t>(rest >> 3U & 15U);
  }
  const bool is_sound = result.object_type > 0 && result.object_type < 31 && result.sample_rate > 0 &&
                        result.sample_rate <= highest_rate && result.channels > 0 &&
                        result.channels < most_channels;
  if (fields.has_failed() || !is_sound) return std::nullopt;
  return result;
}

std::string write_aac_configuration(const AacConfiguration& configuration) {
  mp4::BoxWriter writer;
  const auto* const known = std::ranges::find(rates, configuration.sample_rate);
  const auto type = std::uint32_t{configuration.object_type} << 11U;
  const auto channels = std::uint32_t{configuration.channels} << 3U;
  if (known != rates.end()) {
    const auto rate = static_cast<std::uint32_t>(known - rates.begin()) << 7U;
    writer.u16(static_cast<std::uint16_t>(type | rate | channels));
  } else {
    writer.u16(static_cast<std::uint16_t>(type | rate_is_written << 7U | configuration.sample_rate >> 17U));
    writer.u16(static_cast<std::uint16_t>(configuration.sample_rate >> 1U));
    writer.u8(static_cast<std::uint8_t>((configuration.sample_rate & 1U) << 7U | channels));
  }
  return writer.take();
}

}  // namespace vtp::media
