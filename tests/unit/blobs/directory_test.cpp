#include "blobs/directory.h"

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "blobs/key.h"
#include "runtime/process_name.h"

namespace vtp::blobs {
namespace {

namespace fs = std::filesystem;

class BlobDirectory : public ::testing::Test {
 protected:
  BlobDirectory() {
    auto name = (fs::temp_directory_path() / "vtp-blobs-XXXXXX").string();
    root_ = mkdtemp(name.data());
    store_ = std::move(*Directory::open(root_ / "media"));
  }
  ~BlobDirectory() override { fs::remove_all(root_); }

  static void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  static std::string read(const Result<File>& file) {
    std::string text(file->size(), '\0');
    EXPECT_EQ(pread(file->descriptor(), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    return text;
  }
  Result<void> publish(const std::string& text, const std::string& key) {
    const auto area = store_->make_temporary().value();
    write(area->path() / "file", text);
    return store_->publish(area->path() / "file", key);
  }

  fs::path root_;
  std::unique_ptr<Directory> store_;
};

TEST(BlobKey, NamesThatCouldLeaveTheStoreAreNone) {
  for (const auto* good : {"a", "recordings/0195f3c2/720p/init.mp4", "a-b_c.D9/x..y"})
    EXPECT_TRUE(is_key(good)) << good;
  for (const auto* bad : {"", "/", "/etc/passwd", "a/", "a//b", ".", "..", "a/../b", ".temporary/x", "a/.b",
                          "a\\b", "a b", "a\nb", "%2e", "é", "1/2/3/4/5/6/7/8/9"})
    EXPECT_FALSE(is_key(bad)) << bad;
  EXPECT_FALSE(is_key(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_key(std::string(201, 'a')));
}

TEST_F(BlobDirectory, APublishedFileCanBeRead) {
  ASSERT_TRUE(publish("hello", "recordings/1/file.txt").has_value());
  const auto file = store_->open_file("recordings/1/file.txt");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(read(file), "hello");
  EXPECT_GT(file->modified(), Timestamp{});
}

TEST_F(BlobDirectory, APublishedDirectoryArrivesWholeAndReplacesTheOldOne) {
  for (const std::string content : {"first", "second!"}) {
    const auto area = store_->make_temporary().value();
    write(area->path() / "out/720p/init.mp4", content);
    write(area->path() / ("out/only-" + content.substr(0, 5)), "");
    ASSERT_TRUE(store_->publish(area->path() / "out", "recordings/1/cmaf").has_value());
  }
  EXPECT_EQ(read(store_->open_file("recordings/1/cmaf/720p/init.mp4")), "second!");
  EXPECT_FALSE(store_->exists("recordings/1/cmaf/only-first"));
  EXPECT_TRUE(store_->exists("recordings/1/cmaf/only-secon"));
}

TEST_F(BlobDirectory, OpenedFilesOutliveTheirReplacement) {
  ASSERT_TRUE(publish("old", "a/file").has_value());
  const auto file = store_->open_file("a/file");
  ASSERT_TRUE(publish("new", "a/file").has_value());
  EXPECT_EQ(read(file), "old");
  EXPECT_EQ(read(store_->open_file("a/file")), "new");
}

TEST_F(BlobDirectory, WhatIsNotARegularFileOfTheStoreIsNotFound) {
  write(root_ / "secret", "secret");
  fs::create_directories(root_ / "media/a");
  fs::create_symlink(root_ / "secret", root_ / "media/a/link");
  fs::create_directory_symlink(root_, root_ / "media/a/up");
  mkfifo((root_ / "media/a/pipe").c_str(), 0600);
  for (const auto* key : {"a", "a/link", "a/up/secret", "a/pipe", "a/none", "../secret", ""}) {
    const auto file = store_->open_file(key);
    ASSERT_FALSE(file.has_value()) << key;
    EXPECT_EQ(file.error().code, ErrorCode::not_found);
  }
}

TEST_F(BlobDirectory, NothingIsRemovedThroughALink) {
  write(root_ / "outside/file", "");
  fs::create_directories(root_ / "media/a");
  fs::create_directory_symlink(root_ / "outside", root_ / "media/a/link");
  EXPECT_TRUE(store_->remove("a/link/file").has_value());
  EXPECT_TRUE(store_->remove("a").has_value());
  EXPECT_TRUE(fs::exists(root_ / "outside/file"));
  EXPECT_FALSE(store_->exists("a"));
}

TEST_F(BlobDirectory, RemovingNothingIsFine) {
  EXPECT_TRUE(store_->remove("not/there").has_value());
}

TEST_F(BlobDirectory, ATemporaryAreaGoesWithItsOwner) {
  fs::path path;
  {
    const auto area = store_->make_temporary().value();
    path = area->path();
    write(path / "x/y", "");
    EXPECT_TRUE(fs::exists(path / "x/y"));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(BlobDirectory, OnlyUntouchedTemporaryAreasAreAbandoned) {
  const auto area = store_->make_temporary().value();
  write(area->path() / "file", "");
  store_->remove_abandoned(SystemClock().now() - std::chrono::hours(1));
  EXPECT_TRUE(fs::exists(area->path()));
  store_->remove_abandoned(SystemClock().now() + std::chrono::hours(1));
  EXPECT_FALSE(fs::exists(area->path()));
}

TEST_F(BlobDirectory, WhatAProcessLeftThatHasEndedIsAbandonedAtOnce) {
  auto dead = runtime::ProcessName::own();
  ++dead.started;  // our number, but a start that was not ours
  auto elsewhere = runtime::ProcessName::own();
  elsewhere.boot = "0195f3c2-0000-7000-8000-000000000000";
  write(root_ / "media/.temporary" / dead.text() / "area/file", "");
  write(root_ / "media/.temporary" / elsewhere.text() / "area/file", "");
  store_->remove_abandoned(SystemClock().now() - std::chrono::hours(1));
  EXPECT_FALSE(fs::exists(root_ / "media/.temporary" / dead.text()));
  EXPECT_TRUE(fs::exists(root_ / "media/.temporary" / elsewhere.text() / "area/file"));
  store_->remove_abandoned(SystemClock().now() + std::chrono::hours(1));
  EXPECT_FALSE(fs::exists(root_ / "media/.temporary" / elsewhere.text()));
}

TEST_F(BlobDirectory, AreasAreMadeWhereTheFolderOfTheirProcessWasTidiedAway) {
  store_->make_temporary().value().reset();
  store_->remove_abandoned(SystemClock().now() + std::chrono::hours(1));
  EXPECT_TRUE(fs::is_empty(root_ / "media/.temporary"));
  EXPECT_TRUE(fs::is_directory(store_->make_temporary().value()->path()));
}

TEST_F(BlobDirectory, SizeIsThatOfAllFilesBelow) {
  ASSERT_TRUE(publish("12345", "r/1/a/b").has_value());
  ASSERT_TRUE(publish("123", "r/1/c").has_value());
  EXPECT_EQ(store_->size_of("r/1"), 8U);
  EXPECT_EQ(store_->size_of("r/1/c"), 3U);
  EXPECT_EQ(store_->size_of("r/2"), 0U);
}

TEST_F(BlobDirectory, AskingWhetherItIsWritableLeavesNothingBehind) {
  const auto files = [&] { return std::distance(fs::recursive_directory_iterator(root_), {}); };
  const auto before = files();
  EXPECT_TRUE(store_->is_writable());
  EXPECT_EQ(files(), before);
  fs::remove_all(root_);
  EXPECT_FALSE(store_->is_writable());
}

TEST_F(BlobDirectory, TellsAboutItsFileSystem) {
  const auto space = store_->space();
  EXPECT_GT(space.free_bytes, 0U);
  EXPECT_GE(space.total_bytes, space.free_bytes);
  EXPECT_GT(space.free_percent(), 0);
  EXPECT_LE(space.free_percent(), 100);
  EXPECT_EQ(Space{}.free_percent(), 0);
}

TEST_F(BlobDirectory, ARootThatCannotBeIsToldToTheOperator) {
  write(root_ / "file", "");
  const auto answer = Directory::open(root_ / "file/below");
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("file/below"));
}

}  // namespace
}  // namespace vtp::blobs
