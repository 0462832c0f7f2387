#include "http/open_files.h"

#include <array>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/database/fake_clock.h"

namespace vtp::http {
namespace {

class OpenFilesTest : public ::testing::Test {
 protected:
  OpenFilesTest() { std::filesystem::create_directory(folder_); }
  ~OpenFilesTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path make(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  static std::string text_of(const OpenFile& file) {
    std::array<char, 64> bytes{};
    const auto count = ::pread(file.whole.descriptor(), bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
  }

  std::filesystem::path folder_ = ::testing::TempDir() + "open_files_" + std::to_string(::getpid());
  testing::FakeClock clock_;
  OpenFiles files_{clock_};
};

TEST_F(OpenFilesTest, AFileTellsItsLengthAndContent) {
  const auto file = files_.open(make("a", "lecture"));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->whole.length, 7U);
  EXPECT_EQ(text_of(*file), "lecture");
}

TEST_F(OpenFilesTest, TheSameFileIsOpenedOnce) {
  const auto path = make("a", "lecture");
  const auto first = files_.open(path).value();
  EXPECT_EQ(files_.open(path).value().whole.descriptor(), first.whole.descriptor());
}

TEST_F(OpenFilesTest, AFileIsLookedForAgainAfterItsTime) {
  const auto path = make("a", "lecture");
  ASSERT_TRUE(files_.open(path));
  std::filesystem::remove(path);
  EXPECT_TRUE(files_.open(path));
  clock_.advance(OpenFiles::life);
  EXPECT_EQ(files_.open(path).error().code, ErrorCode::not_found);
}

TEST_F(OpenFilesTest, WhatIsNoFileIsNotFoundAndAskedForAnew) {
  EXPECT_EQ(files_.open(folder_).error().code, ErrorCode::not_found);
  EXPECT_EQ(files_.open(folder_ / "b").error().code, ErrorCode::not_found);
  EXPECT_TRUE(files_.open(make("b", "now")));
  const auto pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(files_.open(pipe).error().code, ErrorCode::not_found);
}

TEST_F(OpenFilesTest, ThereIsAMostOfOpenFilesAndThoseInUseStayOpen) {
  const auto kept = files_.open(make("first", "still here")).value();
  const auto descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = descriptors();
  for (std::size_t i = 0; i < OpenFiles::max_files + 50; ++i) {
    ASSERT_TRUE(files_.open(make(std::to_string(i), "x")));
  }
  EXPECT_LE(descriptors() - before, static_cast<std::ptrdiff_t>(OpenFiles::max_files));
  EXPECT_EQ(text_of(kept), "still here");
}

}  // namespace
}  // namespace vtp::http
