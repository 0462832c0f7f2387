// What is in a media file, as far as the rest of the program cares.
#pragma once

#include <optional>
#include <string>

namespace vtp::media {

/// Frames a second as a fraction, e.g. 30000/1001.
struct FrameRate {
  int numerator = 0;
  int denominator = 1;

  [[nodiscard]] double value() const { return static_cast<double>(numerator) / denominator; }
  bool operator==(const FrameRate&) const = default;
};

/// Width and height in square pixels, upright.
struct PictureSize {
  int width = 0;
  int height = 0;

  [[nodiscard]] int shorter_side() const { return width < height ? width : height; }
  bool operator==(const PictureSize&) const = default;
};

struct VideoInfo {
  int stream_index = 0;  // in the file
  std::string codec;     // ffmpeg's name: "h264", "vp9"
  std::string profile;
  int level = 0;
  PictureSize size;          // as shown: rotation and pixel shape applied
  int rotation_degrees = 0;  // what the file asks for: 0, 90, 180 or 270
  bool has_square_pixels = true;
  FrameRate frame_rate;  // average
  FrameRate
      finest_frame_rate;  // the one whose ticks meet every frame; higher than the average when it varies
  bool has_variable_frame_rate = false;
  std::string pixel_format;
  int bit_depth = 8;
  bool is_interlaced = false;
  double start_seconds = 0;
};

struct AudioInfo {
  int stream_index = 0;
  std::string codec;
  int channels = 0;
  int sample_rate = 0;
  double start_seconds = 0;
};

/// At least one of video and audio is there.
struct MediaInfo {
  std::string container;  // ffmpeg's first name of the demuxer: "mov", "matroska"
  double duration_seconds = 0;
  bool declares_duration = true;  // the container's index says so; otherwise it was measured or estimated
  std::optional<VideoInfo> video;
  std::optional<AudioInfo> audio;
};

}  // namespace vtp::media
