// Logs of tracks with real pictures and sound, as a recorder leaves them, for tests of what is made of them.
#pragma once

#include <filesystem>
#include <memory>

#include "media/stored_folder.h"
#include "media/track_log/track_log.h"

namespace vtp::media::test {

/// Grows by whole pieces, each of which begins with a key frame, in segments of 2 s.
class FilmLog {
 public:
  FilmLog(std::filesystem::path folder, TrackKind kind);

  /// H.264, 25 frames a second, in a grey that grows lighter with each second of media time.
  FilmLog& pictures(PictureSize size, int seconds);
  /// The same as VP8.
  FilmLog& vp8_pictures(PictureSize size, int seconds);
  /// A tone in AAC.
  FilmLog& sound(int seconds);
  FilmLog& gap(double seconds);
  FilmLog& pause();
  void end();

  [[nodiscard]] TrackIndex index() const;
  /// As it is stored when it has ended, with segments of about `aim_seconds`.
  [[nodiscard]] StoredFolder stored(double aim_seconds) const;

 private:
  void append(const std::vector<std::string>& samples, std::uint32_t duration, std::size_t samples_a_part,
              const std::vector<std::size_t>& keys);
  [[nodiscard]] std::string grey(PictureSize size, int seconds) const;

  std::filesystem::path folder_;
  TrackKind kind_;
  std::unique_ptr<TrackLog> log_;
  std::uint32_t parts_ = 0;
};

}  // namespace vtp::media::test
