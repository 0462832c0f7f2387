// A small stored lecture whose pictures tell the time, for tests of what is made of stored renditions.
#pragma once

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "media/stored_folder.h"
#include "support/media/sample_files.h"

namespace vtp::media::test {

/// 24 seconds that grow lighter with each second, 320x240, with sound.
class GreyLecture {
 public:
  GreyLecture();

  [[nodiscard]] StoredFolder video() const { return {folder_ / "240p", video_}; }
  [[nodiscard]] StoredFolder audio() const { return {folder_ / "audio", audio_}; }

  /// The grey of second n, as a JPEG in full range shows it.
  static double grey_of_second(int second);

 private:
  TemporaryFolder folder_;
  SegmentIndex video_, audio_;
};

/// Encodes the lecture once for all tests of a suite, and has a folder for their results.
class GreyLectureTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { lecture = std::make_unique<GreyLecture>(); }
  static void TearDownTestSuite() { lecture.reset(); }

  static inline std::unique_ptr<GreyLecture> lecture;
  Tools tools = quick_tools();
  TemporaryFolder folder;
};

}  // namespace vtp::media::test
