// The header extensions (RFC 8285) that rooms know, and under which numbers a side sends them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vtp::sfu {

enum class Extension : std::uint8_t {
  mid,
  rid,
  repaired_rid,
  send_time,
  transport_sequence,
  audio_level,
  orientation,
  capture_time,
  playout_delay,
  dependency_descriptor,
};

constexpr std::array<std::string_view, 10> extension_uris{
    "urn:ietf:params:rtp-hdrext:sdes:mid",
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    "urn:3gpp:video-orientation",
    "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
    "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
    "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
};

constexpr std::string_view uri_of(Extension extension) {
  return extension_uris[static_cast<std::size_t>(extension)];
}

constexpr std::optional<Extension> extension_of(std::string_view uri) {
  for (std::size_t i = 0; i < extension_uris.size(); ++i)
    if (extension_uris[i] == uri) return static_cast<Extension>(i);
  return std::nullopt;
}

/// The numbers of one side.
class ExtensionIds {
 public:
  /// 0: it is not sent.
  [[nodiscard]] std::uint8_t operator[](Extension extension) const {
    return ids_[static_cast<std::size_t>(extension)];
  }
  void set(Extension extension, std::uint8_t id) { ids_[static_cast<std::size_t>(extension)] = id; }

 private:
  std::array<std::uint8_t, extension_uris.size()> ids_{};
};

}  // namespace vtp::sfu
