#include "media/files.h"

#include <gtest/gtest.h>

#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

class Files : public ::testing::Test {
 protected:
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder.path()), {}));
  }
  test::TemporaryFolder folder;
};

TEST_F(Files, AreReadWholeOrNotAtAll) {
  test::write_text(folder / "a", "12345");
  EXPECT_EQ(read_file(folder / "a", 5).value(), "12345");
  EXPECT_FALSE(read_file(folder / "a", 4));
  EXPECT_FALSE(read_file(folder / "b", 4));
  EXPECT_EQ(read_file_start(folder / "a", 3).value(), "123");
  EXPECT_EQ(read_file_start(folder / "a", 30).value(), "12345");
  EXPECT_FALSE(read_file_start(folder / "b", 3));
  EXPECT_EQ(read_file_range(folder / "a", 1, 3).value(), "234");
  EXPECT_FALSE(read_file_range(folder / "a", 3, 3));
}

TEST_F(Files, AppearWhenTheyAreCommitted) {
  FileWriter writer(folder / "a");
  writer.write("12");
  writer.write("345");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  EXPECT_TRUE(writer.commit());
  EXPECT_EQ(read_file(folder / "a", 5).value(), "12345");
  EXPECT_EQ(count(), 1U);
}

TEST_F(Files, ThatWereGivenUpLeaveNothing) {
  {
    FileWriter(folder / "a").write("12");
  }
  EXPECT_EQ(count(), 0U);
}

TEST_F(Files, ReplaceWhatWasThere) {
  test::write_text(folder / "a", "a longer text");
  EXPECT_TRUE(write_file(folder / "a", "new"));
  EXPECT_EQ(read_file(folder / "a", 100).value(), "new");
}

TEST_F(Files, InNoFolderCannotBeWritten) {
  const auto written = write_file(folder / "none" / "a", "new");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::internal_error);
  EXPECT_FALSE(written.error().message.contains(folder.path().string())) << written.error().message;
}

TEST_F(Files, AFullDiskIsItsOwnError) {
  // Every write to it fails with ENOSPC.
  std::filesystem::create_symlink("/dev/full", folder / "a.partial");
  const auto written = write_file(folder / "a", "new");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::insufficient_storage);
}

}  // namespace
}  // namespace vtp::media
