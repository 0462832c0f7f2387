#include "support/media/sample_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/text.h"
#include "media/files.h"
#include "media/names.h"
#include "runtime/child_process.h"

namespace vtp::media::test {
namespace {

std::vector<std::string> run(std::vector<std::string> arguments, std::string_view purpose) {
  std::vector<std::string> lines;
  const auto outcome = runtime::run_child({.arguments = std::move(arguments)},
                                          [&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_TRUE(outcome && outcome->succeeded() && outcome->errors.empty())
      << purpose << ": " << (outcome ? outcome->errors : outcome.error().message);
  return lines;
}

void append_words(std::vector<std::string>& arguments, std::string_view words) {
  for (const auto word : split(words, ' '))
    if (!word.empty()) arguments.emplace_back(word);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "vtp-media-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Tools quick_tools() {
  return {.nice = 0};
}

void make_media(const std::filesystem::path& file, std::string_view arguments) {
  std::vector<std::string> command{"ffmpeg", "-nostdin", "-v", "error", "-y"};
  append_words(command, arguments);
  command.push_back("file:" + file.string());
  run(std::move(command), "making a file to test with");
}

void make_small_lecture(const std::filesystem::path& file, int seconds, std::string_view more_arguments) {
  const auto duration = std::to_string(seconds);
  make_media(file, "-f lavfi -i testsrc2=size=320x240:rate=30:duration=" + duration +
                       " -f lavfi -i sine=duration=" + duration +
                       " -c:v libx264 -preset ultrafast -g 30 -c:a aac " + std::string(more_arguments));
}

void write_text(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::filesystem::path joined(const std::filesystem::path& rendition) {
  auto bytes = read_file(rendition / init_name, 1U << 20U).value_or("");
  for (std::size_t number = 0; std::filesystem::exists(rendition / segment_name(number)); ++number)
    bytes += read_file(rendition / segment_name(number), 1U << 30U).value_or("");
  const auto file = rendition / "joined.mp4";
  write_text(file, bytes);
  return file;
}

std::vector<std::string> ffprobe(const std::filesystem::path& file, std::string_view stream,
                                 std::string_view entries) {
  return run({"ffprobe", "-v", "error", "-select_streams", std::string(stream), "-show_entries",
              std::string(entries), "-of", "csv=p=0", "file:" + file.string()},
             "looking at " + file.filename().string());
}

std::vector<double> decoded_times(const std::filesystem::path& file, std::string_view stream) {
  std::vector<double> times;
  for (const auto& line : ffprobe(file, stream, "frame=pts_time"))
    if (!line.empty()) times.push_back(std::atof(line.c_str()));
  return times;
}

std::vector<double> key_frame_times(const std::filesystem::path& file) {
  std::vector<double> times;
  for (const auto& line : ffprobe(file, "v:0", "packet=pts_time,flags"))
    if (line.contains(",K")) times.push_back(std::atof(line.c_str()));
  return times;
}

std::filesystem::path big_buck_bunny() {
  const auto name = std::filesystem::path("shared") / "media" / "big-buck-bunny-480p-30s.mp4";
  for (auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
       folder.has_relative_path(); folder = folder.parent_path())
    if (std::filesystem::exists(folder / name)) return folder / name;
  ADD_FAILURE() << "This test needs " << name << " in a folder beside the project.";
  return {};
}

}  // namespace vtp::media::test
