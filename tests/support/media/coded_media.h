// Pictures and sound as encoders make them, packet by packet, for tests of what carries and stores them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/media/sample_files.h"

namespace vtp::media::test {

/// Makes H.264, AAC or Opus with ffmpeg (`arguments` as for make_media) and gives the samples as they are
/// stored in MP4: units of H.264 have lengths before them.
std::vector<std::string> coded_samples(std::string_view arguments);

/// Frames of VP8.
std::vector<std::string> coded_vp8(std::string_view arguments);

/// A stream of H.264 with start codes.
std::string coded_annex_b(std::string_view arguments);

/// The samples of a file with sound, one channel at 48 kHz. Fails the test when the decoder complains.
std::vector<float> decoded_sound(const std::filesystem::path& file);

/// The content of the first box of that type anywhere in a file.
std::string content_of_box(std::string_view file, std::string_view type);

}  // namespace vtp::media::test
