#include "rtc/sdp/trickle_fragment.h"

#include <gtest/gtest.h>

namespace vtp::rtc {
namespace {

TEST(TrickleFragment, ReadsCandidatesAndCredentials) {
  const auto read = read_fragment(
      "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\na=group:BUNDLE 0 1\r\nm=audio 9 RTP/AVP "
      "0\r\na=mid:0\r\n"
      "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id "
      "1\r\n"
      "a=candidate:3471623853 1 udp 2122194687 198.51.100.2 61765 typ host\r\na=end-of-candidates\r\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ice_ufrag, "EsAw");
  EXPECT_EQ(read->ice_pwd, "P2uYro0UCOQ4zxjKXaWCBui1");
  ASSERT_EQ(read->sections.size(), 1U);
  EXPECT_EQ(read->sections[0].mid, "0");
  EXPECT_EQ(read->sections[0].candidates.size(), 2U);
  EXPECT_TRUE(read->sections[0].has_all_candidates);
}

TEST(TrickleFragment, ReadsCredentialsWithinASection) {
  const auto read = read_fragment(
      "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:1\na=ice-ufrag:abcd\n"
      "a=ice-pwd:0123456789012345678901\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ice_ufrag, "abcd");
}

TEST(TrickleFragment, WrittenAndReadAgainItIsTheSame) {
  TrickleFragment fragment{.ice_ufrag = "abcd", .ice_pwd = "0123456789012345678901", .sections = {}};
  EXPECT_EQ(read_fragment(write_fragment(fragment)), fragment);
  fragment.sections.push_back({.mid = "0",
                               .candidates = {{.foundation = "1",
                                               .protocol = "tcp",
                                               .priority = 7,
                                               .address = "192.0.2.1",
                                               .port = 443,
                                               .type = "host",
                                               .tcp_type = "passive"}},
                               .has_all_candidates = true});
  EXPECT_EQ(read_fragment(write_fragment(fragment)), fragment);
}

TEST(TrickleFragment, RefusesWhatIsMalformed) {
  for (const auto* const text :
       {"x", "a=candidate:1\n", "a=ice-pwd:short\n", "a=mid:a\na=mid:b\n", "a=\x02\n"})
    EXPECT_FALSE(read_fragment(text)) << text;
  EXPECT_FALSE(read_fragment(std::string(longest_fragment + 1, 'a')));
  std::string sections;
  for (int i = 0; i < 65; ++i) sections += "m=audio 9 X 0\n";
  EXPECT_FALSE(read_fragment(sections));
  EXPECT_TRUE(read_fragment(""));
}

}  // namespace
}  // namespace vtp::rtc
