#include "rtc/sdp/sdp_reader.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rtc/sdp/sdp_writer.h"
#include "support/rtc/browser_offers.h"
#include "support/rtc/encoder_offers.h"

namespace vtp::rtc {
namespace {

const std::string beginning = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
const std::string one_video = beginning + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n";

SessionDescription read(std::string_view text) {
  auto read = read_description(text);
  if (!read) {
    ADD_FAILURE() << "line " << read.error().line << ": " << read.error().what;
    return {};
  }
  return *read;
}
SdpMedia section(std::string_view attribute) {
  const auto session = read(one_video + std::string(attribute) + "\r\n");
  return session.media.empty() ? SdpMedia() : session.media.front();
}

TEST(SdpReader, ReadsWhatChromiumOffersInSimulcast) {
  const auto offer = read(chromium_simulcast_offer);
  ASSERT_EQ(offer.media.size(), 2U);
  EXPECT_EQ(offer.bundle, (std::vector<std::string>{"0", "1"}));
  const auto& audio = offer.media[0];
  const auto& video = offer.media[1];
  EXPECT_EQ(audio.kind, "audio");
  EXPECT_EQ(audio.mid, "0");
  EXPECT_EQ(audio.direction, SdpDirection::sendonly);
  EXPECT_EQ(audio.setup, SdpSetup::actpass);
  EXPECT_TRUE(audio.has_rtcp_mux && audio.has_reduced_rtcp && audio.allows_mixed_extensions);
  ASSERT_EQ(audio.fingerprints.size(), 1U);
  EXPECT_EQ(audio.fingerprints[0].algorithm, "sha-256");
  EXPECT_EQ(audio.codecs.front().name, "opus");
  EXPECT_EQ(audio.codecs.front().channels, 2);
  EXPECT_EQ(audio.codecs.front().parameters,
            (std::vector<std::pair<std::string, std::string>>{{"minptime", "10"}, {"useinbandfec", "1"}}));
  ASSERT_EQ(audio.sources.size(), 1U);
  EXPECT_FALSE(audio.sources[0].cname.empty());
  EXPECT_EQ(video.rids.size(), 3U);
  EXPECT_EQ(video.simulcast.sent, (std::vector<std::string>{"r0", "r1", "r2"}));
  const auto extension = std::ranges::find(video.extensions, 10, &SdpExtension::id);
  ASSERT_NE(extension, video.extensions.end());
  EXPECT_EQ(extension->uri, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id");
  EXPECT_EQ(video.codecs.front().name, "VP8");
  EXPECT_TRUE(std::ranges::find(video.codecs.front().feedback, SdpFeedback{"nack", "pli"}) !=
              video.codecs.front().feedback.end());
}

TEST(SdpReader, ReadsOneStreamWithItsRepairs) {
  const auto offer = read(chromium_single_offer);
  ASSERT_EQ(offer.media.size(), 2U);
  const auto& video = offer.media[1];
  ASSERT_EQ(video.source_groups.size(), 1U);
  EXPECT_EQ(video.source_groups[0].semantics, "FID");
  ASSERT_EQ(video.sources.size(), 2U);
  EXPECT_EQ(video.source_groups[0].ssrcs,
            (std::vector<std::uint32_t>{video.sources[0].ssrc, video.sources[1].ssrc}));
}

TEST(SdpReader, ReadsWhatOthersOffer) {
  const auto data = read(chromium_data_offer);
  ASSERT_EQ(data.media.size(), 3U);
  EXPECT_EQ(data.media[2].kind, "application");
  EXPECT_EQ(data.media[2].formats, (std::vector<std::string>{"webrtc-datachannel"}));
  EXPECT_TRUE(data.media[2].codecs.empty());

  const auto player = read(chromium_recv_offer);
  EXPECT_TRUE(std::ranges::all_of(
      player.media, [](const SdpMedia& media) { return media.direction == SdpDirection::recvonly; }));

  const auto werift = read(werift_sendonly_offer);
  ASSERT_EQ(werift.media.size(), 2U);
  EXPECT_EQ(werift.media[0].candidates.size(), 2U);
  EXPECT_TRUE(werift.media[0].has_all_candidates);
  EXPECT_EQ(read(werift_recvonly_offer).media.size(), 2U);

  const auto gstreamer = read(gstreamer_sendrecv_offer);
  ASSERT_EQ(gstreamer.media.size(), 2U);
  EXPECT_FALSE(gstreamer.media[0].ice_ufrag.empty());
}

TEST(SdpReader, WrittenAndReadAgainTheyAreTheSame) {
  for (const auto text :
       {chromium_simulcast_offer, chromium_single_offer, chromium_recv_offer, chromium_data_offer,
        werift_sendonly_offer, werift_recvonly_offer, gstreamer_sendrecv_offer}) {
    const auto offer = read(text);
    EXPECT_EQ(read(write_description(offer)), offer) << text;
  }
}

TEST(SdpReader, WhatIsSaidOfTheSessionIsSaidOfEachSection) {
  const std::string text =
      beginning +
      "a=ice-lite\na=ice-ufrag:abcd\na=ice-pwd:0123456789012345678901\na=recvonly\n"
      "m=audio 9 X 0\na=ice-ufrag:efgh\nm=video 9 X 96\na=rtpmap:96 VP8/90000\na=sendonly\n";
  const auto session = read(text);
  ASSERT_EQ(session.media.size(), 2U);
  EXPECT_TRUE(session.is_ice_lite);
  EXPECT_EQ(session.media[0].ice_ufrag, "efgh");
  EXPECT_EQ(session.media[0].ice_pwd, "0123456789012345678901");
  EXPECT_EQ(session.media[0].direction, SdpDirection::recvonly);
  EXPECT_EQ(session.media[0].codecs.front().name, "PCMU") << "its name is known without rtpmap";
  EXPECT_EQ(session.media[1].ice_ufrag, "abcd");
  EXPECT_EQ(session.media[1].direction, SdpDirection::sendonly);
}

TEST(SdpReader, ReadsAttributesInAllTheirForms) {
  EXPECT_EQ(section("a=extmap:3/recvonly urn:x attributes").extensions,
            (std::vector<SdpExtension>{{.id = 3, .direction = SdpDirection::recvonly, .uri = "urn:x"}}));
  EXPECT_EQ(section("a=simulcast:recv c;d send a,b;~e").simulcast,
            (SdpSimulcast{.sent = {"a", "e"}, .received = {"c", "d"}}));
  EXPECT_EQ(section("a=rid:hi send pt=96;max-width=1280").rids[0].restrictions, "pt=96;max-width=1280");
  const auto candidate =
      section("a=candidate:1 1 TCP 2105458943 2001:db8::1 9 typ host tcptype passive generation 0")
          .candidates.at(0);
  EXPECT_EQ(candidate.protocol, "tcp");
  EXPECT_EQ(candidate.tcp_type, "passive");
  EXPECT_EQ(candidate.address, "2001:db8::1");
  const auto feedback =
      section("a=rtpmap:96 VP8/90000\r\na=rtpmap:97 VP9/90000\r\na=rtcp-fb:* ccm fir").codecs;
  ASSERT_EQ(feedback.size(), 2U);
  EXPECT_EQ(feedback[1].feedback, (std::vector<SdpFeedback>{{"ccm", "fir"}}));
  const auto parameters =
      section("a=rtpmap:97 red/90000\r\na=fmtp:97 96/96; a = b ;;c").codecs.at(0).parameters;
  EXPECT_EQ(parameters,
            (std::vector<std::pair<std::string, std::string>>{{"", "96/96"}, {"a", "b"}, {"", "c"}}));
  EXPECT_TRUE(section("a=rtpmap:50 X/1\r\na=fmtp:50 x=y\r\na=unheard-of:1 2 3\r\na=x").codecs.empty());
}

TEST(SdpReader, RefusesWhatIsMalformed) {
  const auto refuses = [](std::string_view text) { return !read_description(text); };
  for (const auto* const text :
       {"", "v=0", "v=1\no=- 1 2 IN IP4 x\ns=-\nt=0 0\n", "o=- 1 2 IN IP4 x\nv=0\ns=-\nt=0 0\n",
        "v=0\no=- x 2 IN IP4 x\ns=-\nt=0 0\n", "v=0\no=- 1 2 IN IP4 x\ns=-\n",
        "v=0\no=- 1 2 IN IP4 x\ns=-\nm=audio 9 X 0\n"})
    EXPECT_TRUE(refuses(text)) << text;
  for (const auto* const line :
       {"m=audio", "m=audio x X 0", "m=audio 9 X", "m=audio 9 X 128", "m=audio 9 X 0 0", "m=audio 70000 X 0",
        "q=1", "a", "a=", "a=\x01", "=x", "a=group:BUNDLE nobody"})
    EXPECT_TRUE(refuses(beginning + line + "\r\n")) << line;
  for (const auto* const line : {"rtpmap:96 VP8",
                                 "rtpmap:96 VP8/0",
                                 "rtpmap:200 VP8/90000",
                                 "rtpmap:96 VP8/90000/x",
                                 "rtpmap:96 A/1\r\na=rtpmap:96 B/1",
                                 "fmtp:x y",
                                 "rtcp-fb:96",
                                 "rtcp-fb:x nack",
                                 "extmap:0 urn:x",
                                 "extmap:300 urn:x",
                                 "extmap:1/up urn:x",
                                 "extmap:1 urn:x\r\na=extmap:1 urn:y",
                                 "fingerprint:sha-256 AB",
                                 "fingerprint:sha-256",
                                 "setup:holdconn",
                                 "ice-ufrag:abc",
                                 "ice-ufrag:ab cd",
                                 "ice-pwd:short",
                                 "mid:",
                                 "mid:a\r\na=mid:b",
                                 "ssrc:x cname:y",
                                 "ssrc:4294967296 cname:y",
                                 "ssrc-group:FID x",
                                 "rid:a",
                                 "rid:a up",
                                 "rid:a send\r\na=rid:a send",
                                 "rid:a~ send",
                                 "simulcast:up a",
                                 "simulcast:send a send b",
                                 "simulcast:send",
                                 "candidate:1 1 udp",
                                 "candidate:1 1 udp 1 192.0.2.1 99999 typ host",
                                 "candidate:1 1 udp 1 192.0.2.1 9 type host",
                                 "rtcp-mux:1",
                                 "sendonly:yes"})
    EXPECT_TRUE(refuses(one_video + "a=" + line + "\r\n")) << line;
  EXPECT_TRUE(refuses(beginning + "m=audio 9 X 0\na=mid:a\nm=audio 9 X 0\na=mid:a\n"));
}

TEST(SdpReader, SaysWhere) {
  const auto read = read_description(one_video + "a=setup:actpass\r\na=setup:maybe\r\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().line, 7U);
  EXPECT_EQ(read.error().what, "not a role of DTLS that can be used");
}

TEST(SdpReader, EverythingHasABound) {
  const auto repeated = [](std::string_view what, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
      std::string line(what);
      for (auto at = line.find('#'); at != std::string::npos; at = line.find('#'))
        line.replace(at, 1, std::to_string(i));
      text += line + "\n";
    }
    return text;
  };
  for (const auto* const line : {"a=candidate:# 1 udp 1 192.0.2.1 9 typ host", "a=ssrc:# cname:x",
                                 "a=rid:r# send", "a=ssrc-group:FID #", "a=rtcp-fb:96 x#", "a=fmtp:96 x#=1",
                                 "a=fingerprint:sha-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"}) {
    EXPECT_TRUE(read_description(one_video + repeated(line, 8))) << line;
    EXPECT_FALSE(read_description(one_video + repeated(line, 200))) << line;
  }
  EXPECT_TRUE(read_description(beginning + repeated("m=audio 9 X 0", 64)));
  EXPECT_FALSE(read_description(beginning + repeated("m=audio 9 X 0", 65)));
  EXPECT_FALSE(read_description(beginning + "a=x:" + std::string(5000, 'x')));
  EXPECT_FALSE(read_description(beginning + repeated("a=nothing", 10'000)));
}

/// Whatever is cut out of or put into an offer: it is refused, or can be written and read again.
RC_GTEST_PROP(SdpReader, DamageIsRefusedOrUnderstood, ()) {
  const auto offers = {chromium_simulcast_offer, werift_sendonly_offer, gstreamer_sendrecv_offer};
  std::string text(*rc::gen::elementOf(std::vector<std::string_view>(offers)));
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    if (*rc::gen::arbitrary<bool>())
      text.erase(at, *rc::gen::inRange<std::size_t>(0, 30));
    else
      text.insert(at, 1, *rc::gen::arbitrary<char>());
  }
  const auto read = read_description(text);
  if (!read) return;
  const auto again = read_description(write_description(*read));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == *read);
}

}  // namespace
}  // namespace vtp::rtc
