// Real media for tests: made by ffmpeg on the spot, and looked at by ffmpeg and ffprobe.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "media/encode.h"
#include "media/probe.h"

namespace vtp::media::test {

/// An empty folder that is removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Tools for tests: everything the computer has, no patience needed.
Tools quick_tools();

/// Runs ffmpeg with these arguments (separated by spaces) and then the output file. Fails the test when it
/// fails.
void make_media(const std::filesystem::path& file, std::string_view arguments);

/// 320x240, 30 frames a second, H.264 and AAC.
void make_small_lecture(const std::filesystem::path& file, int seconds, std::string_view more_arguments = "");

void write_text(const std::filesystem::path& file, std::string_view text);

/// A rendition's files in one, as a player would feed them to its decoder.
std::filesystem::path joined(const std::filesystem::path& rendition);

/// Lines of ffprobe's CSV output without section names: `entries` as for -show_entries.
std::vector<std::string> ffprobe(const std::filesystem::path& file, std::string_view stream,
                                 std::string_view entries);

/// Presentation times of all frames after decoding; fails the test when the decoder complains.
std::vector<double> decoded_times(const std::filesystem::path& file, std::string_view stream);

/// Presentation times of the key frames.
std::vector<double> key_frame_times(const std::filesystem::path& file);

/// The beginning of Big Buck Bunny, which lies beside the project. Fails the test when it is missing.
std::filesystem::path big_buck_bunny();

}  // namespace vtp::media::test
