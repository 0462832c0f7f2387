#include "sfu/parameters/router_capabilities.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sfu/parameters/codecs.h"
#include "sfu/parameters/rtp_parameters_shapes.h"

namespace vtp::sfu {
namespace {

using ::testing::ElementsAre;

TEST(RouterCapabilities, CodecsStandInTheOrderOfTheSpecification) {
  std::vector<std::string> names;
  for (const auto& codec : router_capabilities().codecs) {
    auto name = codec.mime_type;
    if (const auto profile = codec.parameters.find("profile-level-id"); profile != codec.parameters.end())
      name += " " + std::get<std::string>(profile->second);
    names.push_back(name);
  }
  EXPECT_THAT(names,
              ElementsAre("audio/opus", "video/H264 42e01f", "video/rtx", "video/H264 4d0032", "video/rtx",
                          "video/VP8", "video/rtx", "video/VP9", "video/rtx", "video/AV1", "video/rtx"));
}

TEST(RouterCapabilities, EachVideoIsFollowedByItsRepetitions) {
  const auto& codecs = router_capabilities().codecs;
  std::set<std::uint8_t> types;
  for (std::size_t i = 0; i < codecs.size(); ++i) {
    EXPECT_TRUE(types.insert(*codecs[i].preferred_payload_type).second);
    if (is_rtx(codecs[i].mime_type)) {
      EXPECT_EQ(integer_parameter(codecs[i].parameters, "apt"), codecs[i - 1].preferred_payload_type);
    }
  }
  EXPECT_FALSE(types.contains(127)) << "the library's probes";
}

TEST(RouterCapabilities, NumbersOfExtensionsMeanTheSameForBothKinds) {
  std::map<std::string, std::uint8_t> ids;
  std::map<std::uint8_t, std::string> uris;
  for (const auto& extension : router_capabilities().header_extensions) {
    EXPECT_EQ(ids.emplace(extension.uri, extension.preferred_id).first->second, extension.preferred_id);
    EXPECT_EQ(uris.emplace(extension.preferred_id, extension.uri).first->second, extension.uri);
    EXPECT_LE(extension.preferred_id, 14);
  }
  EXPECT_EQ(ids.size(), 10U);
}

TEST(RouterCapabilities, AreReadAsTheyAreWritten) {
  const auto text = json::write(router_capabilities());
  const auto read = json::read<RtpCapabilities>(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(json::write(*read), text);
}

}  // namespace
}  // namespace vtp::sfu
