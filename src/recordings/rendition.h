// One stored form of a recording: a rung of the ladder, the passed-through source, or the sound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/enum_names.h"
#include "media/media_info.h"
#include "media/names.h"
#include "media/segment_index.h"
#include "recordings/recording.h"

namespace vtp::recordings {

using RenditionId = Id<struct RenditionTag>;

enum class RenditionState : std::uint8_t { pending, encoding, ready, failed };
enum class RenditionKind : std::uint8_t { video, audio };

/// A row of `renditions`.
struct Rendition {
  RenditionId id;
  RecordingId recording;
  std::string name;                  // "720p", "source", "audio"
  std::optional<std::string> label;  // of rungs that are steps of the ladder: "Medium"
  RenditionKind kind = RenditionKind::video;
  std::optional<int> width;
  std::optional<int> height;
  int bitrate_kbps = 0;
  std::optional<double> frame_rate;
  std::string codecs;  // RFC 6381; empty until it is made
  RenditionState state = RenditionState::pending;
  /// Key of its folder in the media store. Until it is made: of the log to make it of, if it is made of one.
  std::string path;
  std::optional<std::int64_t> size_bytes;
  std::optional<media::SegmentIndex> index;  // when ready
  std::optional<std::string> error;

  [[nodiscard]] bool is_ready() const { return state == RenditionState::ready && index.has_value(); }
  /// One of the qualities in which the same picture comes: all but the source of a file, the key frames of
  /// which lie elsewhere.
  [[nodiscard]] bool is_rung() const {
    if (name == media::source_rendition) return is_captured();
    return kind == RenditionKind::video && !is_screen();
  }
  [[nodiscard]] bool is_screen() const { return name == media::screen_rendition; }
  /// As it was captured, without encoding.
  [[nodiscard]] bool is_captured() const { return index && index->is_log(); }
  [[nodiscard]] media::PictureSize size() const { return {width.value_or(0), height.value_or(0)}; }
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::RenditionState> {
  static constexpr std::array<std::string_view, 4> names{"pending", "encoding", "ready", "failed"};
};
template <>
struct vtp::EnumNames<vtp::recordings::RenditionKind> {
  static constexpr std::array<std::string_view, 2> names{"video", "audio"};
};
