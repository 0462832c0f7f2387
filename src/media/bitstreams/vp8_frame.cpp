#include "media/bitstreams/vp8_frame.h"

namespace vtp::media {

std::optional<Vp8Frame> read_vp8_frame(std::string_view frame) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(frame[at]); };
  if (frame.size() < 3) return std::nullopt;
  Vp8Frame result{.is_key = (byte(0) & 1U) == 0,
                  .is_shown = (byte(0) >> 4U & 1U) != 0,
                  .version = static_cast<std::uint8_t>(byte(0) >> 1U & 7U),
                  .size = {}};
  if (result.version > 3) return std::nullopt;
  if (!result.is_key) return result;
  if (frame.size() < 10 || frame.substr(3, 3) != "\x9D\x01\x2A") return std::nullopt;
  // The lowest byte first, the two highest bits ask for scaling.
  result.size = {(byte(7) & 0x3F) << 8 | byte(6), (byte(9) & 0x3F) << 8 | byte(8)};
  if (result.size.width == 0 || result.size.height == 0) return std::nullopt;
  return result;
}

}  // namespace vtp::media
