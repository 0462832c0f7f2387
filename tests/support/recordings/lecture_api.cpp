#include "support/recordings/lecture_api.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace vtp::recordings::test {

RecordingId LectureApi::upload_lecture(const std::string& arguments, const std::string& name) {
  media::test::make_media(folder / name, arguments);
  return upload(contents_of(folder / name), name);
}

RecordingId LectureApi::upload_small_lecture() {
  media::test::make_small_lecture(folder / "lecture.mp4", 4);
  return upload(contents_of(folder / "lecture.mp4"), "lecture.mp4");
}

std::string LectureApi::rendition_states(RecordingId id) {
  const auto info = get(teacher, path(id, "/info"));
  std::string states;
  for (int i = 0; info.at("/renditions/" + std::to_string(i)) != "absent"; ++i) {
    const auto place = "/renditions/" + std::to_string(i);
    states += (i ? " " : "") + info.at(place + "/name") + ":" + info.at(place + "/state");
  }
  return states;
}

std::filesystem::path LectureApi::fetch(const Identity& who, const std::string& playlist_url) {
  const auto playlist = get(who, playlist_url);
  EXPECT_EQ(playlist.outcome(), "200") << playlist.body;
  const auto base = playlist_url.substr(0, playlist_url.rfind('/') + 1);
  std::string bytes;
  bool is_gap = false;
  std::istringstream lines(playlist.body);
  for (std::string line; std::getline(lines, line);) {
    if (line == "#EXT-X-GAP") is_gap = true;
    if (line.starts_with("#EXT-X-MAP:URI=\""))
      line = line.substr(16, line.rfind('"') - 16);
    else if (line.empty() || line.starts_with('#') || std::exchange(is_gap, false))
      continue;
    const auto segment = get(who, base + line);
    EXPECT_EQ(segment.outcome(), "200") << line;
    bytes += segment.body;
  }
  const auto file = folder / "fetched.mp4";
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace vtp::recordings::test
