#include "sfu/parameters/consumed_media.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/sfu/parameters.h"

namespace vtp::sfu {
namespace {

ConsumerNames names() {
  return {.mid = "3", .ssrc = 11, .rtx_ssrc = 12, .cname = "c", .msid = "p-camera q"};
}

ConsumedMedia consumed(const RtpParameters& produced, MediaKind kind, const RtpCapabilities& viewer) {
  auto media = consume_media(*check_producer(kind, produced), viewer, names());
  EXPECT_TRUE(media.has_value()) << media.error().message;
  return media ? *media : ConsumedMedia{};
}

bool has_feedback(const RtpCodec& codec, const RtcpFeedback& wanted) {
  return std::ranges::find(codec.rtcp_feedback, wanted) != codec.rtcp_feedback.end();
}

TEST(ConsumedMedia, OneEncodingWithTheNamesThatWereChosen) {
  const auto media = consumed(camera(3), MediaKind::video, browser_capabilities());
  const auto& parameters = media.parameters;
  EXPECT_EQ(parameters.mid, "3");
  ASSERT_EQ(parameters.encodings.size(), 1U);
  EXPECT_EQ(parameters.encodings[0].ssrc, 11U);
  EXPECT_EQ(parameters.encodings[0].rtx->ssrc, 12U);
  EXPECT_EQ(parameters.encodings[0].scalability_mode, "S3T3");
  EXPECT_EQ(parameters.rtcp.cname, "c");
  EXPECT_EQ(parameters.msid, "p-camera q");
  ASSERT_EQ(parameters.codecs.size(), 2U);
  EXPECT_EQ(parameters.codecs[0].mime_type, "video/VP8");
  EXPECT_EQ(parameters.codecs[1].mime_type, "video/rtx");
  EXPECT_EQ(integer_parameter(parameters.codecs[1].parameters, "apt"), media.payload_type);
}

TEST(ConsumedMedia, PayloadTypesAndExtensionsAreTheViewers) {
  auto viewer = browser_capabilities();
  for (auto& codec : viewer.codecs) {
    codec.preferred_payload_type = static_cast<std::uint8_t>(*codec.preferred_payload_type - 60);
    if (auto apt = codec.parameters.find("apt"); apt != codec.parameters.end())
      apt->second = std::get<std::int64_t>(apt->second) - 60;
  }
  for (auto& extension : viewer.header_extensions)
    extension.preferred_id = static_cast<std::uint8_t>(extension.preferred_id + 2);
  const auto media = consumed(camera(1, "video/H264"), MediaKind::video, viewer);
  EXPECT_EQ(media.payload_type, 41);
  EXPECT_EQ(media.rtx_payload_type, 42);
  EXPECT_EQ(media.extensions[Extension::mid], 3);
  EXPECT_EQ(media.extensions[Extension::rid], 0) << "that is for publishers";
  EXPECT_EQ(media.extensions[Extension::dependency_descriptor], 0);
  EXPECT_EQ(media.extensions[Extension::audio_level], 0);
  EXPECT_EQ(media.extensions[Extension::orientation], 9);
}

TEST(ConsumedMedia, OneWayOfTellingWhatFits) {
  auto viewer = browser_capabilities();
  EXPECT_FALSE(
      has_feedback(consumed(camera(1), MediaKind::video, viewer).parameters.codecs[0], {"goog-remb", ""}));
  std::erase_if(viewer.header_extensions,
                [](const auto& extension) { return extension.uri == uri_of(Extension::transport_sequence); });
  const auto codec = consumed(camera(1), MediaKind::video, viewer).parameters.codecs[0];
  EXPECT_TRUE(has_feedback(codec, {"goog-remb", ""}));
  EXPECT_FALSE(has_feedback(codec, {"transport-cc", ""}));
}

TEST(ConsumedMedia, NothingIsAskedAgainThatCannotBeSentAgain) {
  auto viewer = browser_capabilities();
  EXPECT_TRUE(has_feedback(consumed(camera(1), MediaKind::video, viewer).parameters.codecs[0], {"nack", ""}));
  std::erase_if(viewer.codecs, [](const auto& codec) { return is_rtx(codec.mime_type); });
  const auto media = consumed(camera(1), MediaKind::video, viewer);
  EXPECT_EQ(media.rtx_payload_type, std::nullopt);
  EXPECT_FALSE(has_feedback(media.parameters.codecs[0], {"nack", ""}));
  EXPECT_TRUE(has_feedback(media.parameters.codecs[0], {"nack", "pli"}));
  const auto audio = consumed(microphone(5), MediaKind::audio, browser_capabilities());
  EXPECT_FALSE(has_feedback(audio.parameters.codecs[0], {"nack", ""}));
  EXPECT_EQ(audio.parameters.codecs[0].channels, 2);
}

TEST(ConsumedMedia, WhoDoesNotKnowTheCodecGetsNothing) {
  auto viewer = browser_capabilities();
  std::erase_if(viewer.codecs, [](const auto& codec) { return codec.mime_type == "video/H264"; });
  const auto produced = *check_producer(MediaKind::video, camera(1, "video/H264"));
  EXPECT_EQ(consume_media(produced, viewer, names()).error().code, ErrorCode::cannot_consume);
  viewer = browser_capabilities();
  for (auto& codec : viewer.codecs) codec.preferred_payload_type.reset();
  EXPECT_EQ(consume_media(produced, viewer, names()).error().code, ErrorCode::cannot_consume);
}

TEST(ConsumedMedia, CapabilitiesThatContradictThemselves) {
  auto viewer = browser_capabilities();
  EXPECT_TRUE(check_capabilities(viewer).has_value());
  viewer.codecs[1].preferred_payload_type = viewer.codecs[0].preferred_payload_type;
  EXPECT_EQ(check_capabilities(viewer).error().code, ErrorCode::invalid_rtp_capabilities);
  viewer = browser_capabilities();
  viewer.codecs[0].kind = MediaKind::video;
  EXPECT_EQ(check_capabilities(viewer).error().code, ErrorCode::invalid_rtp_capabilities);
}

}  // namespace
}  // namespace vtp::sfu
