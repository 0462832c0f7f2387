#include "live/streaming/shared_playlist.h"

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

TEST(SharedPlaylistTest, PutsTheQueryOfEachPlayerIn) {
  const SharedPlaylist playlist("#EXTM3U\nlive-1.m4s?\x1a\nlive-2.m4s?\x1a\n#END");
  EXPECT_EQ(playlist.with("vs=a"), "#EXTM3U\nlive-1.m4s?vs=a\nlive-2.m4s?vs=a\n#END");
  EXPECT_EQ(playlist.with("vs=longer&token=x"),
            "#EXTM3U\nlive-1.m4s?vs=longer&token=x\nlive-2.m4s?vs=longer&token=x\n#END");
}

TEST(SharedPlaylistTest, MayHaveNoAddresses) {
  EXPECT_EQ(SharedPlaylist("").with("vs=a"), "");
  EXPECT_EQ(SharedPlaylist("#EXTM3U\n").with("vs=a"), "#EXTM3U\n");
  EXPECT_EQ(SharedPlaylist("\x1a").with("q"), "q");
}

}  // namespace
}  // namespace vtp::live
