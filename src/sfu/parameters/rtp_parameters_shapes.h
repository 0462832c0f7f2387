// JSON of rtp_parameters.h: keys as mediasoup-client has them, and a bound on whatever a client can grow.
#pragma once

#include "json/shape.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu::parameter_limits {

// Browsers offer some 40 codecs with retransmission and redundancy, a dozen of extensions, 3 encodings.
constexpr std::size_t codecs = 64;
constexpr std::size_t extensions = 32;
constexpr std::size_t encodings = 8;
constexpr std::size_t feedbacks = 16;         // of one codec
constexpr std::size_t codec_parameters = 32;  // likewise
constexpr std::size_t word = 64;              // characters of a name
constexpr std::size_t text = 256;
constexpr std::size_t rid = 16;  // what rtc::read_stream_word() takes
constexpr double payload_type = 127;
constexpr double extension_id = 255;
constexpr double clock_rate = 1'000'000;  // Hz
constexpr double bitrate = 1e9;           // bit/s

}  // namespace vtp::sfu::parameter_limits

namespace vtp::json {

template <>
struct Shape<sfu::RtcpFeedback> {
  using S = sfu::RtcpFeedback;
  static constexpr std::string_view name = "RtcpFeedback";
  static constexpr std::array fields{
      field<&S::type>("type", required, length(1, sfu::parameter_limits::word)),
      field<&S::parameter>("parameter", length(0, sfu::parameter_limits::word))};
};

template <>
struct Shape<sfu::RtpCodecCapability> {
  using S = sfu::RtpCodecCapability;
  static constexpr std::string_view name = "RtpCodecCapability";
  static constexpr std::array fields{
      field<&S::kind>("kind", required),
      field<&S::mime_type>("mimeType", required, length(1, sfu::parameter_limits::word)),
      field<&S::preferred_payload_type>("preferredPayloadType", left_out,
                                        range(0, sfu::parameter_limits::payload_type)),
      field<&S::clock_rate>("clockRate", required, range(1, sfu::parameter_limits::clock_rate)),
      field<&S::channels>("channels", left_out, range(1, 255)),
      field<&S::parameters>("parameters", length(0, sfu::parameter_limits::codec_parameters)),
      field<&S::rtcp_feedback>("rtcpFeedback", length(0, sfu::parameter_limits::feedbacks))};
};

template <>
struct Shape<sfu::HeaderExtensionCapability> {
  using S = sfu::HeaderExtensionCapability;
  static constexpr std::string_view name = "RtpHeaderExtension";
  static constexpr std::array fields{
      field<&S::kind>("kind", left_out),
      field<&S::uri>("uri", required, length(1, sfu::parameter_limits::text)),
      field<&S::preferred_id>("preferredId", required, range(1, sfu::parameter_limits::extension_id)),
      field<&S::preferred_encrypt>("preferredEncrypt"), field<&S::direction>("direction")};
};

template <>
struct Shape<sfu::RtpCapabilities> {
  using S = sfu::RtpCapabilities;
  static constexpr std::string_view name = "RtpCapabilities";
  static constexpr std::array fields{
      field<&S::codecs>("codecs", required, length(1, sfu::parameter_limits::codecs)),
      field<&S::header_extensions>("headerExtensions", length(0, sfu::parameter_limits::extensions))};
};

template <>
struct Shape<sfu::RtpCodec> {
  using S = sfu::RtpCodec;
  static constexpr std::string_view name = "RtpCodecParameters";
  static constexpr std::array fields{
      field<&S::mime_type>("mimeType", required, length(1, sfu::parameter_limits::word)),
      field<&S::payload_type>("payloadType", required, range(0, sfu::parameter_limits::payload_type)),
      field<&S::clock_rate>("clockRate", required, range(1, sfu::parameter_limits::clock_rate)),
      field<&S::channels>("channels", left_out, range(1, 255)),
      field<&S::parameters>("parameters", length(0, sfu::parameter_limits::codec_parameters)),
      field<&S::rtcp_feedback>("rtcpFeedback", length(0, sfu::parameter_limits::feedbacks))};
};

template <>
struct Shape<sfu::HeaderExtension> {
  using S = sfu::HeaderExtension;
  static constexpr std::string_view name = "RtpHeaderExtensionParameters";
  static constexpr std::array fields{
      field<&S::uri>("uri", required, length(1, sfu::parameter_limits::text)),
      field<&S::id>("id", required, range(1, sfu::parameter_limits::extension_id)),
      field<&S::encrypt>("encrypt")};
};

template <>
struct Shape<sfu::RtxEncoding> {
  using S = sfu::RtxEncoding;
  static constexpr std::string_view name = "RtxEncoding";
  static constexpr std::array fields{field<&S::ssrc>("ssrc", required)};
};

template <>
struct Shape<sfu::RtpEncoding> {
  using S = sfu::RtpEncoding;
  static constexpr std::string_view name = "RtpEncodingParameters";
  static constexpr std::array fields{
      field<&S::ssrc>("ssrc", left_out),
      field<&S::rid>("rid", left_out, length(1, sfu::parameter_limits::rid)),
      field<&S::codec_payload_type>("codecPayloadType", left_out,
                                    range(0, sfu::parameter_limits::payload_type)),
      field<&S::rtx>("rtx", left_out),
      field<&S::dtx>("dtx"),
      field<&S::scalability_mode>("scalabilityMode", left_out, length(1, sfu::parameter_limits::word)),
      field<&S::scale_resolution_down_by>("scaleResolutionDownBy", left_out, range(1, 1000)),
      field<&S::max_bitrate>("maxBitrate", left_out, range(0, sfu::parameter_limits::bitrate)),
      field<&S::max_framerate>("maxFramerate", left_out, range(0, 1000))};
};

template <>
struct Shape<sfu::RtcpParameters> {
  using S = sfu::RtcpParameters;
  static constexpr std::string_view name = "RtcpParameters";
  static constexpr std::array fields{
      // Empty from browsers that send several encodings: their offers name no sources. We name our own.
      field<&S::cname>("cname", left_out, length(0, sfu::parameter_limits::text)),
      field<&S::reduced_size>("reducedSize"), field<&S::mux>("mux")};
};

template <>
struct Shape<sfu::RtpParameters> {
  using S = sfu::RtpParameters;
  static constexpr std::string_view name = "RtpParameters";
  static constexpr std::array fields{
      field<&S::mid>("mid", left_out, length(1, sfu::parameter_limits::rid)),
      field<&S::codecs>("codecs", required, length(1, sfu::parameter_limits::codecs)),
      field<&S::header_extensions>("headerExtensions", length(0, sfu::parameter_limits::extensions)),
      field<&S::encodings>("encodings", length(0, sfu::parameter_limits::encodings)),
      field<&S::rtcp>("rtcp"),
      field<&S::msid>("msid", left_out, length(1, sfu::parameter_limits::text))};
};

}  // namespace vtp::json
