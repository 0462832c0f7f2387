#include "media/codecs/libav.h"

#include <gtest/gtest.h>

namespace vtp::media {
namespace {

TEST(Libav, IsLoadedOnce) {
  const auto first = load_libav(), second = load_libav();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_NE((*first)->find_encoder(AV_CODEC_ID_AAC), nullptr);
}

}  // namespace
}  // namespace vtp::media
