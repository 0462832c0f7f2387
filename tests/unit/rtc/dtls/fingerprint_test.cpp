#include "rtc/dtls/fingerprint.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace vtp::rtc {
namespace {

// The example of RFC 8122 section 5.
const std::string rfc8122 =
    "12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD";

TEST(Fingerprint, ReadsAndWritesTheExampleOfTheStandard) {
  const auto fingerprint = parse_fingerprint("sha-256", rfc8122);
  ASSERT_TRUE(fingerprint);
  EXPECT_EQ(fingerprint->bytes().size(), 32U);
  EXPECT_EQ(fingerprint->bytes()[1], 0xDF);
  EXPECT_EQ(fingerprint->text(), rfc8122);
  EXPECT_EQ(wire_name(fingerprint->algorithm), "sha-256");
  EXPECT_EQ(parse_fingerprint("SHA-256", to_lower(rfc8122)), fingerprint);
}

TEST(Fingerprint, RefusesWhatIsWeakOrMalformed) {
  EXPECT_FALSE(parse_fingerprint("sha-1", "4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB"));
  EXPECT_FALSE(parse_fingerprint("sha-384", rfc8122));
  EXPECT_FALSE(parse_fingerprint("sha-256", rfc8122 + ":00"));
  EXPECT_FALSE(parse_fingerprint("sha-256", rfc8122.substr(0, rfc8122.size() - 1)));
  EXPECT_FALSE(parse_fingerprint("sha-256", "G" + rfc8122.substr(1)));
  EXPECT_FALSE(parse_fingerprint("sha-256", "-" + rfc8122.substr(1)));
  EXPECT_FALSE(parse_fingerprint("sha-256", ""));
}

}  // namespace
}  // namespace vtp::rtc
