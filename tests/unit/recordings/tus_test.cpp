#include "recordings/tus.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::recordings::tus {
namespace {

constexpr auto sha1_of_abc = "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=";
constexpr auto sha256_of_abc = "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

TEST(Tus, OnlyVersionOneIsSpoken) {
  EXPECT_TRUE(check_version("1.0.0"));
  for (auto text : {"", "1.0", "0.2.2", "1.0.0 "})
    EXPECT_EQ(check_version(text).error().code, ErrorCode::tus_version_unsupported) << text;
}

TEST(Tus, NumbersAreDigitsOnly) {
  EXPECT_EQ(parse_number("Upload-Length", "0").value(), 0);
  EXPECT_EQ(parse_number("Upload-Length", "21474836480").value(), 21'474'836'480);
  for (auto text : {"", "-1", "+1", "1.5", " 1", "1 ", "0x10", "99999999999999999999"})
    EXPECT_EQ(parse_number("Upload-Length", text).error().code, ErrorCode::invalid_input) << text;
}

TEST(Tus, MetadataIsReadPairByPair) {
  const auto metadata = parse_metadata("filename bGVjdHVyZS5tcDQ=, title 2YXYrdin2LbYsdip,is_draft").value();
  EXPECT_EQ(metadata.at("filename"), "lecture.mp4");
  EXPECT_EQ(metadata.at("title"), "محاضرة");
  EXPECT_EQ(metadata.at("is_draft"), "");
  EXPECT_TRUE(parse_metadata("").value().empty());
}

TEST(Tus, MalformedMetadataIsRefused) {
  for (auto text : {"filename a", "filename bGVj,filename bGVj", ",",
                    "filename /w==", "filename AA==", "file\tname bGVj", "filename bGVj====", " bGVj,"})
    EXPECT_EQ(parse_metadata(text).error().code, ErrorCode::invalid_input) << text;
}

TEST(Tus, ChecksumsOfUnknownKindsAreRefused) {
  EXPECT_TRUE(parse_checksum(sha1_of_abc));
  EXPECT_TRUE(parse_checksum(sha256_of_abc));
  for (auto text :
       {"", "md5 kAFQmDzST7DWlj99KOF/cg==", "sha1", "sha1 abc", "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="})
    EXPECT_EQ(parse_checksum(text).error().code, ErrorCode::invalid_input) << text;
}

TEST(TusTransfer, BytesMoveTheOffset) {
  Transfer transfer(10, 20, std::nullopt);
  EXPECT_TRUE(transfer.add("abc"));
  EXPECT_TRUE(transfer.add("defg"));
  EXPECT_EQ(transfer.finish().value(), 17);
}

TEST(TusTransfer, MoreThanIsLeftChangesNothing) {
  Transfer transfer(10, 12, std::nullopt);
  EXPECT_TRUE(transfer.add("ab"));
  EXPECT_EQ(transfer.add("c").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(transfer.abandon(), 10);
}

TEST(TusTransfer, BrokenConnectionKeepsWhatCame) {
  Transfer transfer(10, 20, std::nullopt);
  EXPECT_TRUE(transfer.add("abc"));
  EXPECT_EQ(transfer.abandon(), 13);
}

TEST(TusTransfer, RightChecksumMovesTheOffset) {
  for (auto text : {sha1_of_abc, sha256_of_abc}) {
    Transfer transfer(0, 20, parse_checksum(text).value());
    EXPECT_TRUE(transfer.add("a"));
    EXPECT_TRUE(transfer.add("bc"));
    EXPECT_EQ(transfer.finish().value(), 3);
  }
}

TEST(TusTransfer, WrongChecksumDoesNot) {
  Transfer transfer(0, 20, parse_checksum(sha1_of_abc).value());
  EXPECT_TRUE(transfer.add("abd"));
  EXPECT_EQ(transfer.finish().error().code, ErrorCode::checksum_mismatch);
}

TEST(TusTransfer, BytesWithUncheckedSumDoNotCountWhenTheConnectionBreaks) {
  Transfer transfer(5, 20, parse_checksum(sha1_of_abc).value());
  EXPECT_TRUE(transfer.add("ab"));
  EXPECT_EQ(transfer.abandon(), 5);
  EXPECT_EQ(transfer.checkpoint(), 5);
}

RC_GTEST_PROP(TusProperty, OffsetIsTheSumOfTheBytesHoweverTheyAreCut, ()) {
  const auto pieces = *rc::gen::arbitrary<std::vector<std::string>>();
  std::int64_t sum = 0;
  Transfer transfer(0, 1'000'000'000, std::nullopt);
  for (const auto& piece : pieces) {
    RC_ASSERT(transfer.add(piece).has_value());
    sum += static_cast<std::int64_t>(piece.size());
    RC_ASSERT(transfer.checkpoint() == sum);
  }
  RC_ASSERT(transfer.finish().value() == sum);
}

RC_GTEST_PROP(TusProperty, AnyTextIsReadOrRefused, (const std::string& text)) {
  (void)parse_metadata(text);
  (void)parse_checksum(text);
  (void)parse_number("Upload-Offset", text);
}

}  // namespace
}  // namespace vtp::recordings::tus
