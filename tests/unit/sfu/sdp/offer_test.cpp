#include "sfu/sdp/offer.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/sdp_writer.h"
#include "sfu/parameters/router_capabilities.h"
#include "support/rtc/browser_offers.h"
#include "support/rtc/encoder_offers.h"

namespace vtp::sfu {
namespace {

using rtc::SdpDirection;
using rtc::SessionDescription;

constexpr std::string_view mid_uri = "urn:ietf:params:rtp-hdrext:sdes:mid";
constexpr std::string_view playout_delay_uri = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

SessionDescription read(std::string_view text) {
  return rtc::read_description(text).value();
}

PublishOffer publish(const SessionDescription& offer) {
  auto result = read_publish_offer(offer, router_capabilities());
  if (result) return *result;
  ADD_FAILURE() << result.error();
  return {};
}

PlayOffer play(const SessionDescription& offer) {
  auto result = read_play_offer(offer, router_capabilities());
  if (result) return *result;
  ADD_FAILURE() << result.error();
  return {};
}

TransportOffer transport() {
  return {
      .id = {},
      .ice_parameters = {.username_fragment = "ours", .password = "0123456789012345678901"},
      .ice_candidates = {{.foundation = "1", .priority = 9, .address = "192.0.2.9", .port = 4000},
                         {.foundation = "2",
                          .priority = 8,
                          .address = "192.0.2.9",
                          .protocol = CandidateProtocol::tcp,
                          .port = 4000}},
      .dtls_parameters = {.role = DtlsRoleOffer::automatic,
                          .fingerprints = {{"sha-1",
                                            "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33"}}},
  };
}

bool has_extension(const RtpParameters& parameters, std::string_view uri) {
  return std::ranges::find(parameters.header_extensions, uri, &HeaderExtension::uri) !=
         parameters.header_extensions.end();
}

TEST(PublishOffer, TakesWhatABrowserSendsInSimulcast) {
  const auto offer = publish(read(rtc::chromium_simulcast_offer));
  EXPECT_EQ(offer.dtls.role, DtlsRoleOffer::client);
  EXPECT_EQ(offer.dtls.fingerprints.at(0).algorithm, "sha-256");
  ASSERT_EQ(offer.streams.size(), 2U);
  const auto& audio = offer.streams[0].rtp_parameters;
  EXPECT_EQ(offer.streams[0].kind, MediaKind::audio);
  EXPECT_EQ(audio.codecs.at(0).mime_type, "audio/opus");
  EXPECT_EQ(audio.codecs.at(0).payload_type, 111);
  EXPECT_EQ(audio.codecs.at(0).parameters.at("useinbandfec"), CodecParameter(1));
  EXPECT_TRUE(audio.encodings.at(0).ssrc);
  EXPECT_TRUE(has_extension(audio, "urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
  const auto& video = offer.streams[1].rtp_parameters;
  ASSERT_EQ(video.codecs.size(), 2U);
  EXPECT_EQ(video.codecs[1].mime_type, "video/rtx");
  EXPECT_EQ(video.codecs[1].parameters.at("apt"), CodecParameter(video.codecs[0].payload_type));
  ASSERT_EQ(video.encodings.size(), 3U);
  EXPECT_EQ(video.encodings[2].rid, "r2");
  EXPECT_FALSE(video.encodings[2].ssrc);
  EXPECT_EQ(video.mid, "1");
  EXPECT_TRUE(has_extension(video, mid_uri));
  EXPECT_FALSE(has_extension(video, playout_delay_uri)) << "we only send that";
}

TEST(PublishOffer, PrefersWhatCanBeRecordedWithoutEncoding) {
  const auto h264 = publish(read(rtc::werift_sendonly_offer));
  ASSERT_EQ(h264.streams.size(), 2U);
  EXPECT_EQ(h264.streams[1].rtp_parameters.codecs.at(0).mime_type, "video/H264");
  EXPECT_EQ(h264.streams[1].rtp_parameters.codecs.size(), 1U) << "it offers no repair";
  const auto vp8 = publish(read(rtc::gstreamer_sendrecv_offer));
  ASSERT_EQ(vp8.streams.size(), 2U);
  EXPECT_EQ(vp8.streams[0].rtp_parameters.codecs.at(0).mime_type, "video/VP8");
  EXPECT_EQ(vp8.streams[0].rtp_parameters.codecs.at(0).rtcp_feedback,
            (std::vector<RtcpFeedback>{{"nack", "pli"}, {"ccm", "fir"}, {"transport-cc", ""}}));
  EXPECT_EQ(vp8.streams[1].rtp_parameters.codecs.at(0).mime_type, "audio/opus")
      << "its section is bundle-only";
}

TEST(PublishOffer, TakesRepairsBySource) {
  const auto offer = publish(read(rtc::chromium_single_offer));
  const auto& encodings = offer.streams.at(1).rtp_parameters.encodings;
  ASSERT_EQ(encodings.size(), 1U);
  EXPECT_TRUE(encodings[0].ssrc);
  EXPECT_TRUE(encodings[0].rtx);
  EXPECT_NE(encodings[0].ssrc, encodings[0].rtx->ssrc);
  EXPECT_TRUE(offer.streams.at(1).rtp_parameters.rtcp.cname);
}

TEST(PublishOffer, TakesSimulcastBySource) {
  auto offer = read(rtc::gstreamer_sendrecv_offer);
  auto& video = offer.media[0];
  video.source_groups = {{"SIM", {1, 2}}, {"FID", {1, 11}}, {"FID", {2, 12}}};
  const auto encodings = publish(offer).streams.at(0).rtp_parameters.encodings;
  ASSERT_EQ(encodings.size(), 2U);
  EXPECT_EQ(encodings[1].ssrc, 2U);
  EXPECT_EQ(encodings[1].rtx->ssrc, 12U);
}

TEST(PublishOffer, LeavesOutWhatItCannotUse) {
  auto offer = read(rtc::chromium_simulcast_offer);
  offer.media[1].direction = SdpDirection::recvonly;
  EXPECT_EQ(publish(offer).streams.size(), 1U);
  offer.media[1].direction = SdpDirection::sendonly;
  offer.bundle.pop_back();
  EXPECT_EQ(publish(offer).streams.size(), 1U) << "it would need a second transport";
  offer.bundle.emplace_back("1");
  offer.media[1].port = 0;
  EXPECT_EQ(publish(offer).streams.size(), 1U) << "refused by its sender";
  offer.media.push_back(offer.media[0]);
  offer.media.back().mid = "2";
  offer.bundle.emplace_back("2");
  EXPECT_EQ(publish(offer).streams.size(), 1U) << "one of a kind";
}

TEST(PublishOffer, RefusesWhatIsOfNoUse) {
  const auto refuses = [](auto change) {
    auto offer = read(rtc::werift_sendonly_offer);
    for (auto& media : offer.media) change(media);
    return !read_publish_offer(offer, router_capabilities());
  };
  EXPECT_FALSE(refuses([](rtc::SdpMedia&) {}));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.ice_pwd.clear(); }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.fingerprints.clear(); }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.has_rtcp_mux = false; }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.setup = rtc::SdpSetup::passive; }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.codecs.clear(); }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.protocol = "RTP/AVP"; }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) {
    for (auto& codec : media.codecs)
      if (codec.name != "VP8")
        codec.clock_rate = 1;
      else
        codec.name = "theora";
  }));
  EXPECT_TRUE(refuses([](rtc::SdpMedia& media) { media.direction = SdpDirection::inactive; }));
}

TEST(PublishOffer, H264OfAnotherKindIsAnotherCodec) {
  auto offer = read(rtc::werift_sendonly_offer);
  auto& codec = offer.media[1].codecs.at(0);
  codec.parameters = {{"packetization-mode", "0"}, {"profile-level-id", "42e01f"}};
  EXPECT_EQ(publish(offer).streams.at(1).rtp_parameters.codecs.at(0).mime_type, "video/VP8");
  codec.parameters = {{"packetization-mode", "1"}, {"profile-level-id", "640c1f"}};
  EXPECT_EQ(publish(offer).streams.at(1).rtp_parameters.codecs.at(0).mime_type, "video/VP8");
  codec.parameters = {{"packetization-mode", "1"}, {"profile-level-id", "4D001F"}};
  EXPECT_EQ(publish(offer).streams.at(1).rtp_parameters.codecs.at(0).mime_type, "video/H264");
}

TEST(PublishAnswer, AcceptsWhatIsTakenAndRefusesTheRest) {
  const auto offer = read(rtc::chromium_data_offer);
  const auto taken = publish(offer);
  const auto answer = answer_publish(offer, taken, transport(), 5);
  EXPECT_EQ(read(rtc::write_description(answer)), answer);
  ASSERT_EQ(answer.media.size(), 3U);
  EXPECT_TRUE(answer.is_ice_lite);
  EXPECT_EQ(answer.bundle, (std::vector<std::string>{"0", "1"}));
  EXPECT_EQ(answer.media[2].port, 0);
  EXPECT_EQ(answer.media[2].protocol, "UDP/DTLS/SCTP");
  const auto& audio = answer.media[0];
  EXPECT_EQ(audio.direction, SdpDirection::recvonly);
  EXPECT_EQ(audio.setup, rtc::SdpSetup::passive);
  EXPECT_EQ(audio.formats, std::vector<std::string>{"111"});
  EXPECT_EQ(audio.ice_ufrag, "ours");
  ASSERT_EQ(audio.candidates.size(), 2U);
  EXPECT_EQ(audio.candidates[1].tcp_type, "passive");
  EXPECT_TRUE(audio.has_all_candidates);
  const auto& video = answer.media[1];
  EXPECT_TRUE(video.candidates.empty()) << "they stand in the first section of the bundle";
  EXPECT_EQ(video.codecs.size(), 2U);
  EXPECT_TRUE(video.sources.empty()) << "we send nothing";
}

TEST(PublishAnswer, TakesAllEncodingsOfSimulcast) {
  const auto offer = read(rtc::chromium_simulcast_offer);
  const auto answer = answer_publish(offer, publish(offer), transport(), 5);
  EXPECT_EQ(answer.media[1].simulcast.received, (std::vector<std::string>{"r0", "r1", "r2"}));
  EXPECT_TRUE(answer.media[1].simulcast.sent.empty());
  EXPECT_TRUE(std::ranges::none_of(answer.media[1].rids, &rtc::SdpRid::is_sent));
}

TEST(PlayOffer, KnowsWhatAPlayerCanReceive) {
  const auto offer = play(read(rtc::chromium_recv_offer));
  ASSERT_EQ(offer.sections.size(), 2U);
  const auto& codecs = offer.capabilities.codecs;
  const auto h264 = std::ranges::find(codecs, "video/H264", &RtpCodecCapability::mime_type);
  ASSERT_NE(h264, codecs.end());
  EXPECT_EQ((h264 + 1)->mime_type, "video/rtx");
  EXPECT_EQ((h264 + 1)->parameters.at("apt"), CodecParameter(*h264->preferred_payload_type));
  const auto& extensions = offer.capabilities.header_extensions;
  EXPECT_NE(std::ranges::find(extensions, playout_delay_uri, &HeaderExtensionCapability::uri),
            extensions.end());
  EXPECT_EQ(std::ranges::find(extensions, mid_uri, &HeaderExtensionCapability::uri), extensions.end());
}

TEST(PlayOffer, RefusesAPlayerThatReceivesNothing) {
  EXPECT_FALSE(read_play_offer(read(rtc::chromium_single_offer), router_capabilities()));
  auto offer = read(rtc::chromium_recv_offer);
  for (auto& media : offer.media) media.codecs.clear();
  EXPECT_FALSE(read_play_offer(offer, router_capabilities()));
}

TEST(PlayAnswer, SaysWhatIsSentInEachSection) {
  const auto offer = read(rtc::chromium_recv_offer);
  const auto taken = play(offer);
  RtpParameters video;
  video.codecs = {{.mime_type = "video/VP8", .payload_type = 96, .clock_rate = 90'000}};
  video.encodings = {{.ssrc = 77, .rtx = RtxEncoding{.ssrc = 78}}};
  video.rtcp.cname = "somebody";
  video.msid = "somebody-camera p1";
  const auto answer = answer_play(offer, taken, {{.section = 1, .rtp_parameters = video}}, transport(), 5);
  EXPECT_EQ(read(rtc::write_description(answer)), answer);
  const auto& sent = answer.media.at(1);
  EXPECT_EQ(sent.direction, SdpDirection::sendonly);
  EXPECT_EQ(sent.msid, "somebody-camera p1");
  ASSERT_EQ(sent.sources.size(), 2U);
  EXPECT_EQ(sent.sources[0].cname, "somebody");
  EXPECT_EQ(sent.source_groups.at(0).ssrcs, (std::vector<std::uint32_t>{77, 78}));
  const auto& silent = answer.media.at(0);
  EXPECT_EQ(silent.direction, SdpDirection::inactive);
  EXPECT_EQ(silent.port, 9) << "accepted";
  EXPECT_EQ(silent.codecs.at(0).name, "opus");
}

}  // namespace
}  // namespace vtp::sfu
