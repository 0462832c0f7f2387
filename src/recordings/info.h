// Everything that a watch page needs in one answer (row 20), and tokens for other players (E53).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/shape.h"
#include "recordings/rendition.h"
#include "recordings/rights.h"
#include "recordings/viewing_figures.h"

namespace vtp::recordings {

struct RenditionInfo {
  std::string name;
  std::optional<std::string> label;
  RenditionKind kind = RenditionKind::video;
  std::optional<int> width;
  std::optional<int> height;
  std::optional<double> frame_rate;
  int bitrate_kbps = 0;
  std::string codecs;
  RenditionState state = RenditionState::pending;
  int mb_per_hour = 0;
};

struct CaptionInfo {
  std::string language;
  std::string label;
  std::string kind;
  bool is_default = false;
  std::string url;
  Timestamp updated_at;
};

struct RecordingInfo {
  RecordingId id;
  std::string title;
  std::optional<std::string> description;
  RecordingStatus status = RecordingStatus::processing;
  std::optional<milliseconds> duration_seconds;
  std::optional<std::int64_t> file_size_bytes;
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  Timestamp created_at;
  std::optional<std::string> mime_type;
  std::string format;
  bool has_video = true;
  bool streaming_ready = false;
  std::string streaming_url;
  std::string playlist_url;
  std::string dash_url;
  std::optional<std::string> live_url;
  std::string thumbnail_url;
  std::optional<std::string> storyboard_url;
  bool is_live = false;
  std::optional<std::string> error_message;
  std::vector<RenditionInfo> renditions;
  std::vector<CaptionInfo> captions;
  std::int64_t chapters = 0;
  int edit_version = 0;
  std::string media_token;
  Timestamp media_token_expires_at;
  milliseconds resume_position_seconds{0};
  bool completed = false;
  json::Percent coverage_percent;
  std::vector<Right> rights;
  ViewingSummary analytics;
};

struct MediaTokenRequest {
  MediaLevel level = MediaLevel::view;
};

struct MediaUrls {
  std::string hls;
  std::string playlist;
  std::string dash;
  std::optional<std::string> live;
  std::optional<std::string> mp4;
  std::string thumbnail;
};

struct MediaTokenAnswer {
  std::string token;
  Timestamp expires_at;
  MediaUrls urls;
};

}  // namespace vtp::recordings

namespace vtp::json {

template <>
struct Shape<recordings::RenditionInfo> {
  using T = recordings::RenditionInfo;
  static constexpr std::string_view name = "Rendition";
  static constexpr std::array fields{
      field<&T::name>("name"),
      field<&T::label>("label"),
      field<&T::kind>("kind"),
      field<&T::width>("width"),
      field<&T::height>("height"),
      field<&T::frame_rate>("frame_rate"),
      field<&T::bitrate_kbps>("bitrate_kbps"),
      field<&T::codecs>("codecs"),
      field<&T::state>("state"),
      field<&T::mb_per_hour>("mb_per_hour"),
  };
};

template <>
struct Shape<recordings::CaptionInfo> {
  using T = recordings::CaptionInfo;
  static constexpr std::string_view name = "Caption";
  static constexpr std::array fields{
      field<&T::language>("language"),     field<&T::label>("label"), field<&T::kind>("kind"),
      field<&T::is_default>("is_default"), field<&T::url>("url"),     field<&T::updated_at>("updated_at"),
  };
};

template <>
struct Shape<recordings::RecordingInfo> {
  using T = recordings::RecordingInfo;
  static constexpr std::string_view name = "RecordingInfo";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::title>("title"),
      field<&T::description>("description"),
      field<&T::status>("status"),
      field<&T::duration_seconds>("duration_seconds"),
      field<&T::file_size_bytes>("file_size_bytes"),
      field<&T::started_at>("started_at"),
      field<&T::stopped_at>("stopped_at"),
      field<&T::created_at>("created_at"),
      field<&T::mime_type>("mime_type"),
      field<&T::format>("format"),
      field<&T::has_video>("has_video"),
      field<&T::streaming_ready>("streaming_ready"),
      field<&T::streaming_url>("streaming_url"),
      field<&T::playlist_url>("playlist_url"),
      field<&T::dash_url>("dash_url"),
      field<&T::live_url>("live_url"),
      field<&T::thumbnail_url>("thumbnail_url"),
      field<&T::storyboard_url>("storyboard_url"),
      field<&T::is_live>("is_live"),
      field<&T::error_message>("error_message"),
      field<&T::renditions>("renditions"),
      field<&T::captions>("captions"),
      field<&T::chapters>("chapters"),
      field<&T::edit_version>("edit_version"),
      field<&T::media_token>("media_token"),
      field<&T::media_token_expires_at>("media_token_expires_at"),
      field<&T::resume_position_seconds>("resume_position_seconds"),
      field<&T::completed>("completed"),
      field<&T::coverage_percent>("coverage_percent"),
      field<&T::rights>("rights"),
      field<&T::analytics>("analytics"),
  };
};

template <>
struct Shape<recordings::MediaTokenRequest> {
  static constexpr std::string_view name = "MediaTokenRequest";
  static constexpr std::array fields{field<&recordings::MediaTokenRequest::level>("level")};
};

template <>
struct Shape<recordings::MediaUrls> {
  using T = recordings::MediaUrls;
  static constexpr std::string_view name = "MediaUrls";
  static constexpr std::array fields{
      field<&T::hls>("hls"),   field<&T::playlist>("playlist"), field<&T::dash>("dash"),
      field<&T::live>("live"), field<&T::mp4>("mp4"),           field<&T::thumbnail>("thumbnail"),
  };
};

template <>
struct Shape<recordings::MediaTokenAnswer> {
  using T = recordings::MediaTokenAnswer;
  static constexpr std::string_view name = "MediaToken";
  static constexpr std::array fields{
      field<&T::token>("token"),
      field<&T::expires_at>("expires_at"),
      field<&T::urls>("urls"),
  };
};

}  // namespace vtp::json
