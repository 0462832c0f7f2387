#include "media/ffprobe_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "json/shape.h"

namespace vtp::media {
namespace {

// What ffprobe prints, under its own names. It leaves out what it does not know, and writes as text all
// numbers that have a fraction or a unit.

struct SideData {
  std::optional<int> rotation;
};

struct Disposition {
  int is_default = 0;
  int is_attached_picture = 0;
};

struct Stream {
  int index = 0;
  std::string codec_type;
  std::string codec_name;
  std::string profile;
  int level = 0;
  int width = 0;
  int height = 0;
  std::string sample_aspect_ratio;
  std::string pixel_format;
  std::string field_order;
  std::string finest_frame_rate;
  std::string average_frame_rate;
  std::string start_time;
  int channels = 0;
  std::string sample_rate;
  Disposition disposition;
  std::vector<SideData> side_data;
};

struct Format {
  std::string names;
  std::string duration;
  std::string start_time;
};

struct Description {
  std::optional<Format> format;
  std::optional<std::vector<Stream>> streams;
};

}  // namespace
}  // namespace vtp::media

namespace vtp::json {

template <>
struct Shape<media::SideData> {
  using T = media::SideData;
  static constexpr std::string_view name = "SideData";
  static constexpr std::array fields{field<&T::rotation>("rotation")};
};

template <>
struct Shape<media::Disposition> {
  using T = media::Disposition;
  static constexpr std::string_view name = "Disposition";
  static constexpr std::array fields{
      field<&T::is_default>("default"),
      field<&T::is_attached_picture>("attached_pic"),
  };
};

template <>
struct Shape<media::Stream> {
  using T = media::Stream;
  static constexpr std::string_view name = "Stream";
  static constexpr std::array fields{
      field<&T::index>("index"),
      field<&T::codec_type>("codec_type"),
      field<&T::codec_name>("codec_name"),
      field<&T::profile>("profile"),
      field<&T::level>("level"),
      field<&T::width>("width"),
      field<&T::height>("height"),
      field<&T::sample_aspect_ratio>("sample_aspect_ratio"),
      field<&T::pixel_format>("pix_fmt"),
      field<&T::field_order>("field_order"),
      field<&T::finest_frame_rate>("r_frame_rate"),
      field<&T::average_frame_rate>("avg_frame_rate"),
      field<&T::start_time>("start_time"),
      field<&T::channels>("channels"),
      field<&T::sample_rate>("sample_rate"),
      field<&T::disposition>("disposition"),
      field<&T::side_data>("side_data_list"),
  };
};

template <>
struct Shape<media::Format> {
  using T = media::Format;
  static constexpr std::string_view name = "Format";
  static constexpr std::array fields{
      field<&T::names>("format_name"),
      field<&T::duration>("duration"),
      field<&T::start_time>("start_time"),
  };
};

template <>
struct Shape<media::Description> {
  using T = media::Description;
  static constexpr std::string_view name = "Description";
  static constexpr std::array fields{
      field<&T::format>("format", required),
      field<&T::streams>("streams", required),
  };
};

}  // namespace vtp::json

namespace vtp::media {
namespace {

constexpr FrameRate usual_rate{25, 1};

template <class Number>
Number read_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : Number{};
}

/// 0 for "N/A" and everything else that is no number of seconds.
double read_seconds(std::string_view text) {
  const auto seconds = read_number<double>(text);
  return std::isfinite(seconds) ? seconds : 0;
}

/// "30000/1001" or "4:3"; 0/1 for everything else.
FrameRate read_fraction(std::string_view text, char separator) {
  const auto parts = split(text, separator);
  if (parts.size() != 2) return {};
  const FrameRate fraction{read_number<int>(parts[0]), read_number<int>(parts[1])};
  return fraction.numerator > 0 && fraction.denominator > 0 ? fraction : FrameRate{};
}

int rotation_of(const Stream& stream) {
  for (const auto& entry : stream.side_data)
    if (entry.rotation) {
      const int quarters = static_cast<int>(std::lround(*entry.rotation / 90.0));
      return (quarters % 4 + 4) % 4 * 90;
    }
  return 0;
}

int bit_depth_of(std::string_view pixel_format) {
  for (const int depth : {9, 10, 12, 14, 16})
    if (pixel_format.contains("p" + std::to_string(depth)) ||
        pixel_format.ends_with("gray" + std::to_string(depth)))
      return depth;
  return 8;
}

void set_frame_rate(VideoInfo& video, FrameRate average, FrameRate finest) {
  if (average.numerator == 0) average = finest.numerator != 0 ? finest : usual_rate;
  if (finest.numerator == 0) finest = average;
  const double difference = std::abs(finest.value() - average.value()) / average.value();
  // Averages are a little off when the last frame is longer: then the ticks tell the true rate.
  video.has_variable_frame_rate = difference > 0.02;
  video.frame_rate = video.has_variable_frame_rate ? average : finest;
  video.finest_frame_rate = finest;
}

PictureSize upright(int width, int height, FrameRate pixel_shape, int rotation) {
  PictureSize size{width, height};
  if (pixel_shape.numerator > 0)
    size.width = static_cast<int>(std::clamp(std::round(width * pixel_shape.value()), 0.0, 1e6));
  if (rotation % 180 != 0) std::swap(size.width, size.height);
  return size;
}

VideoInfo read_video(const Stream& stream) {
  VideoInfo video;
  video.stream_index = stream.index;
  video.codec = stream.codec_name;
  video.profile = stream.profile;
  video.level = stream.level;
  video.pixel_format = stream.pixel_format;
  video.bit_depth = bit_depth_of(video.pixel_format);
  video.rotation_degrees = rotation_of(stream);
  video.start_seconds = read_seconds(stream.start_time);
  const auto& order = stream.field_order;
  video.is_interlaced = order == "tt" || order == "bb" || order == "tb" || order == "bt";
  const auto pixel_shape = read_fraction(stream.sample_aspect_ratio, ':');
  video.has_square_pixels = pixel_shape.numerator == 0 || pixel_shape.numerator == pixel_shape.denominator;
  video.size = upright(stream.width, stream.height, pixel_shape, video.rotation_degrees);
  set_frame_rate(video, read_fraction(stream.average_frame_rate, '/'),
                 read_fraction(stream.finest_frame_rate, '/'));
  return video;
}

AudioInfo read_audio(const Stream& stream) {
  return {.stream_index = stream.index,
          .codec = stream.codec_name,
          .channels = stream.channels,
          .sample_rate = read_number<int>(stream.sample_rate),
          .start_seconds = read_seconds(stream.start_time)};
}

/// The stream of that type to show; null when there is none.
const Stream* choose(const std::vector<Stream>& streams, std::string_view type) {
  const Stream* chosen = nullptr;
  for (const auto& stream : streams) {
    if (stream.codec_type != type || stream.disposition.is_attached_picture != 0) continue;
    if (stream.disposition.is_default != 0) return &stream;
    if (chosen == nullptr) chosen = &stream;
  }
  return chosen;
}

}  // namespace

Result<MediaInfo> parse_ffprobe(std::string_view json) {
  const auto description = json::read<Description>(json);
  if (!description) return fail(ErrorCode::internal_error, "The description of the file was not understood.");
  const auto& format = description->format.value();
  const auto& streams = description->streams.value();

  MediaInfo info;
  info.container = split(format.names, ',').front();
  info.duration_seconds = std::max(0.0, read_seconds(format.duration));
  // The index or header of these says how long they are. Of others, ffprobe estimates it from the bit rate.
  info.declares_duration = info.container == "mov" || info.container == "matroska" || info.container == "avi";
  const auto start = read_seconds(format.start_time);
  // Matroska counts its duration from 0, even when nothing begins there.
  if (info.container == "matroska") info.duration_seconds -= std::clamp(start, 0.0, info.duration_seconds);
  if (const auto* stream = choose(streams, "video")) {
    info.video = read_video(*stream);
    info.video->start_seconds -= start;
  }
  if (const auto* stream = choose(streams, "audio")) {
    info.audio = read_audio(*stream);
    info.audio->start_seconds -= start;
  }
  return info;
}

}  // namespace vtp::media
