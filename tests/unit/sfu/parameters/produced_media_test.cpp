#include "sfu/parameters/produced_media.h"

#include <gtest/gtest.h>

#include "support/sfu/parameters.h"

namespace vtp::sfu {
namespace {

ErrorCode refusal(const RtpParameters& parameters, MediaKind kind = MediaKind::video) {
  const auto media = check_producer(kind, parameters);
  return media ? ErrorCode::internal_error : media.error().code;
}

TEST(ProducedMedia, ACameraAsBrowsersSendIt) {
  const auto media = check_producer(MediaKind::video, camera(3));
  ASSERT_TRUE(media.has_value()) << media.error().message;
  EXPECT_EQ(media->codec, Codec::vp8);
  EXPECT_EQ(router_capabilities().codecs[media->router_codec].mime_type, "video/VP8");
  EXPECT_EQ(media->payload_type, 96);
  EXPECT_EQ(media->rtx_payload_type, 97);
  EXPECT_EQ(media->mid, "1");
  EXPECT_EQ(media->encodings.size(), 3U);
  EXPECT_EQ(media->encodings[2].rid, "r2");
  EXPECT_EQ(media->spatial_layers(), 3);
  EXPECT_EQ(media->temporal_layers(), 3);
  EXPECT_FALSE(media->is_svc());
  EXPECT_EQ(media->extensions[Extension::mid], 14);
  EXPECT_TRUE(media->has_nack && media->has_pli && media->has_fir);
}

TEST(ProducedMedia, TheFirstCodecThatRoomsForwardIsTaken) {
  auto parameters = camera(1, "video/H264");
  parameters.codecs.insert(parameters.codecs.begin(), browser_codec("video/H265", 49));
  const auto media = check_producer(MediaKind::video, parameters);
  ASSERT_TRUE(media.has_value());
  EXPECT_EQ(media->codec, Codec::h264);
  EXPECT_EQ(media->payload_type, 96);
  parameters.codecs = {browser_codec("video/H265", 49)};
  EXPECT_EQ(refusal(parameters), ErrorCode::unsupported_codec);
}

TEST(ProducedMedia, LayersWithinAnEncodingAreThoseOfVp9AndAv1) {
  for (const auto* codec : {"video/VP9", "video/AV1"}) {
    auto parameters = camera(1, codec);
    parameters.encodings[0].scalability_mode = "L3T3_KEY";
    const auto media = check_producer(MediaKind::video, parameters);
    ASSERT_TRUE(media.has_value());
    EXPECT_TRUE(media->is_svc());
    EXPECT_EQ(media->spatial_layers(), 3);
  }
  auto parameters = camera(1, "video/VP8");
  parameters.encodings[0].scalability_mode = "L3T3";
  EXPECT_FALSE(check_producer(MediaKind::video, parameters)->is_svc());
}

TEST(ProducedMedia, ContradictionsAreRefused) {
  EXPECT_EQ(refusal(camera(3), MediaKind::audio), ErrorCode::invalid_rtp_parameters);
  const auto changed = [](auto&& change) {
    auto parameters = camera(2);
    change(parameters);
    return refusal(parameters);
  };
  EXPECT_EQ(changed([](auto& p) { p.codecs[1].payload_type = 96; }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.codecs[1].parameters["apt"] = std::int64_t{1}; }),
            ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.codecs[1].parameters.clear(); }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.header_extensions[0].id = p.header_extensions[1].id; }),
            ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.header_extensions[0].encrypt = true; }),
            ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.encodings.clear(); }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.encodings.resize(5); }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.encodings[1].rid = "r0"; }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.encodings[1].rid.reset(); }), ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) { p.encodings[0].ssrc = p.encodings[1].ssrc = 5; }),
            ErrorCode::invalid_rtp_parameters);
  EXPECT_EQ(changed([](auto& p) {
              p.encodings[0].ssrc = 5;
              p.encodings[0].rtx = RtxEncoding{5};
            }),
            ErrorCode::invalid_rtp_parameters);
}

TEST(ProducedMedia, AnEncodingMustBeRecognisable) {
  auto parameters = camera(1);
  EXPECT_TRUE(check_producer(MediaKind::video, parameters).has_value()) << "by the mid";
  parameters.mid.reset();
  EXPECT_EQ(refusal(parameters), ErrorCode::invalid_rtp_parameters);
  parameters.encodings[0].ssrc = 9;
  EXPECT_TRUE(check_producer(MediaKind::video, parameters).has_value());
}

}  // namespace
}  // namespace vtp::sfu
