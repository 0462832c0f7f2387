#include "support/recordings/lecture_api.h"

#include <fstream>
#include <iterator>

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

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace vtp::recordings::test
