#include "recordings/upload_file.h"

#include <gtest/gtest.h>

#include "media/files.h"
#include "support/media/sample_files.h"

namespace vtp::recordings {
namespace {

class UploadFileTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string stored() const { return media::read_file(path, 1U << 30U).value(); }

  media::test::TemporaryFolder folder;
  const std::filesystem::path path = folder / "original";
};

TEST_F(UploadFileTest, GrowsPieceByPiece) {
  auto file = UploadFile::open(path, 0).value();
  ASSERT_TRUE(file.append("0123"));
  ASSERT_TRUE(file.append("4567"));
  ASSERT_TRUE(file.make_durable());
  EXPECT_EQ(stored(), "01234567");
  EXPECT_EQ(size_of_upload(path), 8);
}

TEST_F(UploadFileTest, LargePiecesAreWrittenBeforeTheEnd) {
  auto file = UploadFile::open(path, 0).value();
  const std::string megabyte(1 << 20, 'x');
  ASSERT_TRUE(file.append(megabyte));
  EXPECT_EQ(size_of_upload(path), 1 << 20);
}

TEST_F(UploadFileTest, GoesOnBehindWhatWasAcknowledged) {
  media::test::write_text(path, "0123 and what nobody was told of");
  auto file = UploadFile::open(path, 4).value();
  EXPECT_EQ(stored(), "0123");
  ASSERT_TRUE(file.append("45"));
  ASSERT_TRUE(file.make_durable());
  EXPECT_EQ(stored(), "012345");
}

TEST_F(UploadFileTest, AShorterFileIsAConflict) {
  media::test::write_text(path, "01");
  EXPECT_EQ(UploadFile::open(path, 4).error().code, ErrorCode::conflict);
  EXPECT_EQ(stored(), "01");
}

TEST_F(UploadFileTest, WhatDoesNotCountIsCutOff) {
  auto file = UploadFile::open(path, 0).value();
  ASSERT_TRUE(file.append("0123"));
  ASSERT_TRUE(file.make_durable());
  ASSERT_TRUE(file.append("wrong"));
  ASSERT_TRUE(file.cut_at(4));
  ASSERT_TRUE(file.append("45"));
  ASSERT_TRUE(file.make_durable());
  EXPECT_EQ(stored(), "012345");
}

TEST_F(UploadFileTest, LinksAreNotFollowed) {
  media::test::write_text(folder / "elsewhere", "precious");
  std::filesystem::create_symlink(folder / "elsewhere", path);
  EXPECT_FALSE(UploadFile::open(path, 0));
  EXPECT_EQ(media::read_file(folder / "elsewhere", 100).value(), "precious");
}

TEST_F(UploadFileTest, AFullDiskIsItsOwnError) {
  auto file = UploadFile::open("/dev/full", 0).value();  // every write to it fails with ENOSPC
  ASSERT_TRUE(file.append("0123"));
  EXPECT_EQ(file.make_durable().error().code, ErrorCode::insufficient_storage);
}

}  // namespace
}  // namespace vtp::recordings
