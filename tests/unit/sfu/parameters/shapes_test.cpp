#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sfu/parameters/rtp_parameters_shapes.h"
#include "sfu/parameters/transport_parameters_shapes.h"

namespace vtp::sfu {
namespace {

/// As the library sends a camera.
constexpr std::string_view camera = R"({"mid":"1","codecs":[{"mimeType":"video/H264","payloadType":103,
"clockRate":90000,"parameters":{"packetization-mode":1,"profile-level-id":"42e01f"},"rtcpFeedback":[{"type":"nack",
"parameter":""},{"type":"nack","parameter":"pli"}]},{"mimeType":"video/rtx","payloadType":104,"clockRate":90000,
"parameters":{"apt":103},"rtcpFeedback":[]}],"headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":4,
"encrypt":false,"parameters":{}}],"encodings":[{"rid":"r0","active":true,"scaleResolutionDownBy":4,"maxBitrate":150000,
"scalabilityMode":"L1T3","dtx":false},{"rid":"r1"}],"rtcp":{"cname":"","reducedSize":true,"mux":true},
"msid":"- abc"})";

TEST(RtpParametersShapes, WhatTheLibrarySendsIsRead) {
  const auto read = json::read<RtpParameters>(camera);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->mid, "1");
  ASSERT_EQ(read->codecs.size(), 2U);
  EXPECT_EQ(read->codecs[0].parameters.at("packetization-mode"), CodecParameter(std::int64_t{1}));
  EXPECT_EQ(read->codecs[0].parameters.at("profile-level-id"), CodecParameter("42e01f"));
  EXPECT_EQ(read->codecs[0].rtcp_feedback[1], (RtcpFeedback{.type = "nack", .parameter = "pli"}));
  EXPECT_EQ(read->header_extensions[0].id, 4);
  EXPECT_EQ(read->encodings[0].rid, "r0");
  EXPECT_EQ(read->encodings[0].scale_resolution_down_by, 4);
  EXPECT_EQ(read->encodings[0].max_bitrate, 150'000);
  EXPECT_EQ(read->encodings[0].scalability_mode, "L1T3");
  EXPECT_EQ(read->rtcp.cname, "");
  EXPECT_EQ(read->msid, "- abc");
}

TEST(RtpParametersShapes, WhatIsNotThereIsLeftOut) {
  RtpParameters parameters;
  parameters.codecs.push_back({.mime_type = "audio/opus",
                               .payload_type = 100,
                               .clock_rate = 48'000,
                               .channels = 2,
                               .parameters = {{"useinbandfec", std::int64_t{1}}},
                               .rtcp_feedback = {}});
  parameters.encodings.push_back({.ssrc = 7,
                                  .rid = {},
                                  .codec_payload_type = {},
                                  .rtx = {},
                                  .scalability_mode = {},
                                  .scale_resolution_down_by = {},
                                  .max_bitrate = {},
                                  .max_framerate = {}});
  EXPECT_EQ(json::write(parameters),
            R"({"codecs":[{"mimeType":"audio/opus","payloadType":100,"clockRate":48000,"channels":2,)"
            R"("parameters":{"useinbandfec":1},"rtcpFeedback":[]}],"headerExtensions":[],)"
            R"("encodings":[{"ssrc":7,"dtx":false}],"rtcp":{"reducedSize":true,"mux":true}})");
}

TEST(RtpParametersShapes, ListsAndTextsAreBounded) {
  const auto with = [](const std::string& member, const std::string& item, std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + item;
    return json::read<RtpParameters>(R"({"codecs":[{"mimeType":"a/b","payloadType":1,"clockRate":1}],")" +
                                     member + "\":[" + list + "]}");
  };
  EXPECT_TRUE(with("encodings", "{}", 8).has_value());
  EXPECT_FALSE(with("encodings", "{}", 9).has_value());
  const std::string extension = R"({"uri":"u","id":1})";
  EXPECT_TRUE(with("headerExtensions", extension, 32).has_value());
  EXPECT_FALSE(with("headerExtensions", extension, 33).has_value());
  EXPECT_FALSE(
      with("headerExtensions", R"({"uri":")" + std::string(257, 'u') + R"(","id":1})", 1).has_value());
  EXPECT_FALSE(with("headerExtensions", R"({"uri":"u","id":0})", 1).has_value());
  EXPECT_FALSE(with("encodings", R"({"rid":"12345678901234567"})", 1).has_value());
}

TEST(RtpParametersShapes, CodecParametersAreNumbersOrShortTexts) {
  const auto with = [](const std::string& parameters) {
    return json::read<RtpParameters>(
        R"({"codecs":[{"mimeType":"a/b","payloadType":1,"clockRate":1,"parameters":)" + parameters + "}]}");
  };
  EXPECT_TRUE(with("{}").has_value());
  EXPECT_TRUE(with(R"({"a":1,"b":"x"})").has_value());
  for (const auto* bad : {R"({"a":1.5})", R"({"a":null})", R"({"a":{}})", R"({"a":true})", R"({"":1})", "[]"})
    EXPECT_FALSE(with(bad).has_value()) << bad;
  EXPECT_FALSE(with(R"({"a":")" + std::string(257, 'x') + "\"}").has_value());
  EXPECT_FALSE(with("{\"" + std::string(65, 'x') + "\":1}").has_value());
  std::string many;
  for (int i = 0; i < 33; ++i) many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
  EXPECT_FALSE(with("{" + many + "}").has_value());
}

TEST(RtpParametersShapes, CapabilitiesOfADeviceAreRead) {
  const auto read = json::read<RtpCapabilities>(R"({"codecs":[{"mimeType":"audio/opus","kind":"audio",
    "preferredPayloadType":100,"clockRate":48000,"channels":2,"parameters":{},"rtcpFeedback":[]}],
    "headerExtensions":[{"kind":"video","uri":"urn:3gpp:video-orientation","preferredId":11,"preferredEncrypt":false,
    "direction":"sendrecv"}],"fecMechanisms":[]})");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->codecs[0].kind, MediaKind::audio);
  EXPECT_EQ(read->codecs[0].preferred_payload_type, 100);
  EXPECT_EQ(read->header_extensions[0].kind, MediaKind::video);
  EXPECT_EQ(read->header_extensions[0].direction, ExtensionDirection::sendrecv);
  EXPECT_FALSE(json::read<RtpCapabilities>(R"({"codecs":[]})").has_value());
}

TEST(TransportParametersShapes, CandidatesHaveWhatTheLibraryReads) {
  IceCandidate candidate{.foundation = "udp",
                         .priority = 4'294'967'295,
                         .address = "192.0.2.1",
                         .protocol = CandidateProtocol::udp,
                         .port = 40'000};
  EXPECT_EQ(json::write(candidate),
            R"({"foundation":"udp","priority":4294967295,"address":"192.0.2.1","ip":"192.0.2.1",)"
            R"("protocol":"udp","port":40000,"type":"host"})");
  candidate.protocol = CandidateProtocol::tcp;
  EXPECT_THAT(json::write(candidate), ::testing::HasSubstr(R"("type":"host","tcpType":"passive"})"));
}

TEST(TransportParametersShapes, DtlsParametersGoBothWays) {
  const std::string text = R"({"role":"client","fingerprints":[{"algorithm":"sha-256","value":"AB:CD"}]})";
  const auto read = json::read<DtlsParameters>(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->role, DtlsRoleOffer::client);
  EXPECT_EQ(json::write(*read), text);
  EXPECT_FALSE(json::read<DtlsParameters>(R"({"fingerprints":[]})").has_value());
  EXPECT_EQ(json::write(IceParameters{.username_fragment = "u", .password = "p"}),
            R"({"usernameFragment":"u","password":"p","iceLite":true})");
}

}  // namespace
}  // namespace vtp::sfu
