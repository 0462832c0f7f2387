#include "http/content_coding.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

TEST(ContentCoding, FollowsTheClientsWeights) {
  using enum ContentCoding;
  const auto choose = [](std::string_view accepted) { return choose_coding(accepted, true, true); };
  EXPECT_EQ(choose(""), identity);
  EXPECT_EQ(choose("gzip, br"), brotli);
  EXPECT_EQ(choose("GZIP"), gzip);
  EXPECT_EQ(choose("gzip;q=1.0, br;q=0.5"), gzip);
  EXPECT_EQ(choose("br;q=0, gzip"), gzip);
  EXPECT_EQ(choose("br;q=0"), identity);
  EXPECT_EQ(choose("*"), brotli);
  EXPECT_EQ(choose("*;q=0"), identity);
  EXPECT_EQ(choose("br;q=0, *;q=0.1"), gzip);
  EXPECT_EQ(choose("identity"), identity);
  EXPECT_EQ(choose("br;q=x"), identity);
  EXPECT_EQ(choose("browser"), identity);
}

TEST(ContentCoding, OffersOnlyWhatThereIs) {
  EXPECT_EQ(choose_coding("br, gzip", false, true), ContentCoding::gzip);
  EXPECT_EQ(choose_coding("br", false, true), ContentCoding::identity);
}

}  // namespace
}  // namespace vtp::http
