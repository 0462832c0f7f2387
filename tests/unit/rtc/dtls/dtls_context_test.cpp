#include "rtc/dtls/dtls_context.h"

#include <gtest/gtest.h>

namespace vtp::rtc {
namespace {

TEST(DtlsContext, EachHasACertificateOfItsOwn) {
  const DtlsContext first;
  const DtlsContext second;
  const auto fingerprint = first.fingerprint(FingerprintAlgorithm::sha_256);
  EXPECT_EQ(fingerprint, first.fingerprint(FingerprintAlgorithm::sha_256));
  EXPECT_NE(fingerprint, second.fingerprint(FingerprintAlgorithm::sha_256));
  for (const auto algorithm : {FingerprintAlgorithm::sha_384, FingerprintAlgorithm::sha_512}) {
    const auto longer = first.fingerprint(algorithm);
    EXPECT_EQ(parse_fingerprint(wire_name(algorithm), longer.text()), longer);
  }
}

}  // namespace
}  // namespace vtp::rtc
