#include "media/stored_folder.h"

#include <gtest/gtest.h>

#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

const SegmentIndex files{.segments = {{10, 4}, {10, 3}}};
const SegmentIndex log{.segments = {{10, 4, 0, false}, {10, 0, 0, false}, {10, 3, 1, false}},
                       .inits = {{"a", {}, 6}, {"b", {}, 7}}};

TEST(StoredFolder, PiecesOfFilesAreFiles) {
  EXPECT_EQ(find_piece(files, "init.mp4"), (StoredPiece{.file = "init.mp4", .size = {}}));
  EXPECT_EQ(find_piece(files, "seg-00001.m4s"), (StoredPiece{.file = "seg-00001.m4s", .size = {}}));
  for (const auto* name :
       {"init-1.mp4", "seg-00002.m4s", "seg-1.m4s", "media.m4s", "index.log", "../init.mp4", ""})
    EXPECT_FALSE(find_piece(files, name)) << name;
}

TEST(StoredFolder, PiecesOfALogAreRangesOfItsData) {
  EXPECT_EQ(find_piece(log, "init-1.mp4"), (StoredPiece{.file = "init-1.mp4", .size = {}}));
  EXPECT_EQ(find_piece(log, "seg-00002.m4s"), (StoredPiece{.file = "media.m4s", .offset = 4, .size = 3}));
  for (const auto* name : {"init-2.mp4", "seg-00001.m4s", "seg-00003.m4s", "media.m4s", "index.log"})
    EXPECT_FALSE(find_piece(log, name)) << name;
}

TEST(StoredFolder, BothFormsAreReadAlike) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "init.mp4", "first");
  test::write_text(folder / "init-1.mp4", "second");
  test::write_text(folder / "seg-00001.m4s", "file");
  test::write_text(folder / "media.m4s", "AAAACCC");
  const StoredFolder as_files{folder.path(), files}, as_log{folder.path(), log};
  EXPECT_EQ(read_init(as_files).value(), "first");
  EXPECT_EQ(read_init(as_log, 1).value(), "second");
  EXPECT_EQ(read_segment(as_files, 1).value(), "file");
  EXPECT_EQ(read_segment(as_log, 0).value(), "AAAA");
  EXPECT_EQ(read_segment(as_log, 1).value(), "");
  EXPECT_EQ(read_segment(as_log, 2).value(), "CCC");
  EXPECT_FALSE(read_segment(as_files, 0));
  test::write_text(folder / "media.m4s", "AAAACC");
  EXPECT_FALSE(read_segment(as_log, 2));
}

}  // namespace
}  // namespace vtp::media
