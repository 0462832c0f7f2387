#include "sfu/parameters/router_capabilities.h"

#include "sfu/parameters/extensions.h"

namespace vtp::sfu {
namespace {

constexpr std::uint8_t first_payload_type = 100;  // numbers from here on belong to no codec by themselves

class Maker {
 public:
  RtpCapabilities make() {
    codec("audio/opus", 48'000, {{"useinbandfec", std::int64_t{1}}}, {{"nack", ""}, {"transport-cc", ""}});
    capabilities_.codecs.back().channels = 2;
    for (const auto* const profile : {"42e01f", "4d0032"})
      video("video/H264", {{"packetization-mode", std::int64_t{1}},
                           {"level-asymmetry-allowed", std::int64_t{1}},
                           {"profile-level-id", std::string(profile)}});
    video("video/VP8", {});
    video("video/VP9", {{"profile-id", std::int64_t{0}}});
    video("video/AV1", {{"profile", std::int64_t{0}}});
    extensions();
    return std::move(capabilities_);
  }

 private:
  void codec(std::string mime_type, std::uint32_t clock_rate, CodecParameters parameters,
             std::vector<RtcpFeedback> feedback) {
    capabilities_.codecs.push_back(
        {.kind = mime_type.starts_with("audio") ? MediaKind::audio : MediaKind::video,
         .mime_type = std::move(mime_type),
         .preferred_payload_type = next_payload_type_++,
         .clock_rate = clock_rate,
         .channels = {},
         .parameters = std::move(parameters),
         .rtcp_feedback = std::move(feedback)});
  }

  void video(std::string mime_type, CodecParameters parameters) {
    codec(std::move(mime_type), 90'000, std::move(parameters),
          {{"nack", ""}, {"nack", "pli"}, {"ccm", "fir"}, {"goog-remb", ""}, {"transport-cc", ""}});
    const auto original = std::int64_t{next_payload_type_ - 1};
    codec("video/rtx", 90'000, {{"apt", original}}, {});
  }

  void extension(std::optional<MediaKind> kind, Extension extension, ExtensionDirection direction) {
    // Both kinds of media have one number, because a number means the same in a whole transport.
    const auto id = static_cast<std::uint8_t>(static_cast<std::size_t>(extension) + 1);
    for (const auto each : {MediaKind::audio, MediaKind::video})
      if (!kind || kind == each)
        capabilities_.header_extensions.push_back({.kind = each,
                                                   .uri = std::string(uri_of(extension)),
                                                   .preferred_id = id,
                                                   .direction = direction});
  }

  void extensions() {
    using enum ExtensionDirection;
    extension({}, Extension::mid, sendrecv);
    extension(MediaKind::video, Extension::rid, recvonly);
    extension(MediaKind::video, Extension::repaired_rid, recvonly);
    extension({}, Extension::send_time, sendrecv);
    extension({}, Extension::transport_sequence, sendrecv);
    extension(MediaKind::audio, Extension::audio_level, sendrecv);
    extension(MediaKind::video, Extension::orientation, sendrecv);
    extension({}, Extension::capture_time, sendrecv);
    extension(MediaKind::video, Extension::playout_delay, sendonly);
    extension(MediaKind::video, Extension::dependency_descriptor, recvonly);
  }

  RtpCapabilities capabilities_;
  std::uint8_t next_payload_type_ = first_payload_type;
};

}  // namespace

const RtpCapabilities& router_capabilities() {
  static const RtpCapabilities capabilities = Maker().make();
  return capabilities;
}

}  // namespace vtp::sfu
