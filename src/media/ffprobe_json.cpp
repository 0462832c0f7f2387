#include "media/ffprobe_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/text.h"
#include "base/try.h"
#include "json/document.h"

namespace vtp::media {
namespace {

using boost::json::object;

constexpr FrameRate usual_rate{25, 1};

const object* object_of(const object& parent, std::string_view key) {
  const auto* value = parent.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

std::string text_of(const object& parent, std::string_view key) {
  const auto* value = parent.if_contains(key);
  const auto* text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::string(text->data(), text->size()) : std::string();
}

template <class Number>
Number read_number(std::string_view text, Number otherwise = 0) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

int integer_of(const object& parent, std::string_view key) {
  const auto* value = parent.if_contains(key);
  const auto* number = value != nullptr ? value->if_int64() : nullptr;
  return number != nullptr ? static_cast<int>(std::clamp<std::int64_t>(*number, INT32_MIN, INT32_MAX)) : 0;
}

double seconds_of(const object& parent, std::string_view key) {
  return read_number<double>(text_of(parent, key));
}

/// "30000/1001" or "4:3"; 0/1 for everything else.
FrameRate fraction_of(const object& parent, std::string_view key, char separator) {
  const auto text = text_of(parent, key);
  const auto parts = split(text, separator);
  if (parts.size() != 2) return {};
  const FrameRate fraction{read_number<int>(parts[0]), read_number<int>(parts[1])};
  return fraction.numerator > 0 && fraction.denominator > 0 ? fraction : FrameRate{};
}

int rotation_of(const object& stream) {
  const auto* list = stream.if_contains("side_data_list");
  if (list == nullptr || !list->is_array()) return 0;
  for (const auto& entry : list->get_array())
    if (const auto* data = entry.if_object(); data != nullptr && data->contains("rotation")) {
      const int quarters = static_cast<int>(std::lround(integer_of(*data, "rotation") / 90.0));
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
    size.width = static_cast<int>(std::min(1e6, std::round(width * pixel_shape.value())));
  if (rotation % 180 != 0) std::swap(size.width, size.height);
  return size;
}

VideoInfo read_video(const object& stream) {
  VideoInfo video;
  video.stream_index = integer_of(stream, "index");
  video.codec = text_of(stream, "codec_name");
  video.profile = text_of(stream, "profile");
  video.level = integer_of(stream, "level");
  video.pixel_format = text_of(stream, "pix_fmt");
  video.bit_depth = bit_depth_of(video.pixel_format);
  video.rotation_degrees = rotation_of(stream);
  video.start_seconds = seconds_of(stream, "start_time");
  const auto order = text_of(stream, "field_order");
  video.is_interlaced = order == "tt" || order == "bb" || order == "tb" || order == "bt";
  const auto pixel_shape = fraction_of(stream, "sample_aspect_ratio", ':');
  video.has_square_pixels = pixel_shape.numerator == 0 || pixel_shape.numerator == pixel_shape.denominator;
  video.size =
      upright(integer_of(stream, "width"), integer_of(stream, "height"), pixel_shape, video.rotation_degrees);
  set_frame_rate(video, fraction_of(stream, "avg_frame_rate", '/'), fraction_of(stream, "r_frame_rate", '/'));
  return video;
}

AudioInfo read_audio(const object& stream) {
  return {.stream_index = integer_of(stream, "index"),
          .codec = text_of(stream, "codec_name"),
          .channels = integer_of(stream, "channels"),
          .sample_rate = read_number<int>(text_of(stream, "sample_rate")),
          .start_seconds = seconds_of(stream, "start_time")};
}

/// The stream of that type to show; null when there is none.
const object* choose(const boost::json::array& streams, std::string_view type) {
  const object* chosen = nullptr;
  for (const auto& entry : streams) {
    const auto* stream = entry.if_object();
    if (stream == nullptr || text_of(*stream, "codec_type") != type) continue;
    const auto* disposition = object_of(*stream, "disposition");
    if (disposition != nullptr && integer_of(*disposition, "attached_pic") != 0) continue;
    if (disposition != nullptr && integer_of(*disposition, "default") != 0) return stream;
    if (chosen == nullptr) chosen = stream;
  }
  return chosen;
}

}  // namespace

Result<MediaInfo> parse_ffprobe(std::string_view json) {
  const auto misunderstood = [] {
    return fail(ErrorCode::internal_error, "The description of the file was not understood.");
  };
  const auto document = json::parse_object(json);
  if (!document) return misunderstood();
  const auto& root = document->get_object();
  const auto* format = object_of(root, "format");
  const auto* streams = root.if_contains("streams");
  if (format == nullptr || streams == nullptr || !streams->is_array()) return misunderstood();

  MediaInfo info;
  const auto names = text_of(*format, "format_name");
  info.container = split(names, ',').front();
  info.duration_seconds = seconds_of(*format, "duration");
  // The index or header of these says how long they are. Of others, ffprobe estimates it from the bit rate.
  info.declares_duration = info.container == "mov" || info.container == "matroska" || info.container == "avi";
  const auto start = seconds_of(*format, "start_time");
  // Matroska counts its duration from 0, even when nothing begins there.
  if (info.container == "matroska") info.duration_seconds -= std::clamp(start, 0.0, info.duration_seconds);
  if (const auto* stream = choose(streams->get_array(), "video")) {
    info.video = read_video(*stream);
    info.video->start_seconds -= start;
  }
  if (const auto* stream = choose(streams->get_array(), "audio")) {
    info.audio = read_audio(*stream);
    info.audio->start_seconds -= start;
  }
  return info;
}

}  // namespace vtp::media
