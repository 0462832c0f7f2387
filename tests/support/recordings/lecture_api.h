// Real files on their way to becoming lectures.
#pragma once

#include <filesystem>
#include <string>

#include "support/media/sample_files.h"
#include "support/recordings/recordings_api.h"

namespace vtp::recordings::test {

class LectureApi : public RecordingsApi {
 public:
  /// Makes a file by ffmpeg with these arguments and uploads it. It becomes a lecture in run_jobs().
  RecordingId upload_lecture(const std::string& arguments, const std::string& name = "lecture.mp4");
  /// Four seconds with sound, 320x240.
  RecordingId upload_small_lecture();

  /// "source:ready 120p:pending ...", as the teacher sees them.
  std::string rendition_states(RecordingId id);

  /// All segments of a playlist and what its URIs lead to, gaps aside, joined in one file.
  std::filesystem::path fetch(const Identity& who, const std::string& playlist_url);

  /// Uploaded files lie here under their names.
  media::test::TemporaryFolder folder;
};

std::string contents_of(const std::filesystem::path& file);

}  // namespace vtp::recordings::test
