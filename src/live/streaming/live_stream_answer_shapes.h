// The tables of fields of live_stream_answers.h, which includes this.
#pragma once

#include "live/streaming/live_stream_answers.h"

namespace vtp::json {

template <>
struct Shape<live::StartLive> {
  using T = live::StartLive;
  static constexpr std::string_view name = "StartLive";
  static constexpr std::array fields{
      field<&T::max_viewers>("max_viewers", range(1, 10'000)),
      field<&T::profiles>("profiles", not_null, length(1, 4)),
      field<&T::low_latency>("low_latency"),
      field<&T::dvr_window_seconds>("dvr_window_seconds", range(0, 86'400)),
  };
};

template <>
struct Shape<live::StartStream> {
  using T = live::StartStream;
  static constexpr std::string_view name = "StartStream";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id", required),
      field<&T::max_viewers>("max_viewers", range(1, 10'000)),
      field<&T::profiles>("profiles", not_null, length(1, 4)),
      field<&T::low_latency>("low_latency"),
      field<&T::dvr_window_seconds>("dvr_window_seconds", range(0, 86'400)),
  };
};

template <>
struct Shape<live::LiveStarted> {
  using T = live::LiveStarted;
  static constexpr std::string_view name = "LiveStarted";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::stream_id>("stream_id"),
      field<&T::status>("status"),
      field<&T::max_viewers>("max_viewers"),
      field<&T::profiles>("profiles"),
      field<&T::live_url>("live_url"),
      field<&T::low_latency>("low_latency"),
      field<&T::started_at>("started_at"),
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::LiveStopped> {
  using T = live::LiveStopped;
  static constexpr std::string_view name = "LiveStopped";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::stream_id>("stream_id"),
      field<&T::status>("status"),
      field<&T::stopped_at>("stopped_at"),
      field<&T::duration_seconds>("duration_seconds"),
      field<&T::peak_viewers>("peak_viewers"),
      field<&T::total_viewers>("total_viewers"),
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::LiveView> {
  using T = live::LiveView;
  static constexpr std::string_view name = "LiveView";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::viewer_id>("viewer_id"),
      field<&T::session_id>("session_id"),
      field<&T::live_url>("live_url"),
      field<&T::dash_url>("dash_url"),
      field<&T::current_bitrate>("current_bitrate"),
      field<&T::profiles>("profiles"),
      field<&T::buffer_health>("buffer_health"),
      field<&T::connection_quality>("connection_quality"),
      field<&T::active_viewers>("active_viewers"),
      field<&T::max_viewers>("max_viewers"),
      field<&T::started_at>("started_at"),
      field<&T::latency_target_ms>("latency_target_ms"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::ListedStream> {
  using T = live::ListedStream;
  static constexpr std::string_view name = "ListedStream";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),     field<&T::title>("title"),
      field<&T::active_viewers>("active_viewers"), field<&T::max_viewers>("max_viewers"),
      field<&T::started_at>("started_at"),
  };
};

template <>
struct Shape<live::StreamList> {
  using T = live::StreamList;
  static constexpr std::string_view name = "StreamList";
  static constexpr std::array fields{
      field<&T::streams>("streams"),
  };
};

template <>
struct Shape<live::JoinStream> {
  using T = live::JoinStream;
  static constexpr std::string_view name = "JoinStream";
  static constexpr std::array fields{
      field<&T::initial_bitrate>("initial_bitrate"),
  };
};

template <>
struct Shape<live::StreamJoined> {
  using T = live::StreamJoined;
  static constexpr std::string_view name = "StreamJoined";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::viewer_id>("viewer_id"),
      field<&T::session_id>("session_id"),
      field<&T::current_bitrate>("current_bitrate"),
      field<&T::buffer_health>("buffer_health"),
      field<&T::live_url>("live_url"),
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::ViewerFigures> {
  using T = live::ViewerFigures;
  static constexpr std::string_view name = "ViewerFigures";
  static constexpr std::array fields{
      field<&T::viewer_id>("viewer_id"),
      field<&T::user_id>("user_id"),
      field<&T::full_name>("full_name"),
      field<&T::current_bitrate>("current_bitrate"),
      field<&T::segments_received>("segments_received"),
      field<&T::bytes_received>("bytes_received"),
      field<&T::buffer_health>("buffer_health"),
      field<&T::connection_quality>("connection_quality"),
      field<&T::duration>("duration"),
  };
};

template <>
struct Shape<live::StreamStatus> {
  using T = live::StreamStatus;
  static constexpr std::string_view name = "StreamStatus";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::status>("status"),
      field<&T::active_viewers>("active_viewers"),
      field<&T::peak_viewers>("peak_viewers"),
      field<&T::total_segments_served>("total_segments_served"),
      field<&T::total_bytes_served>("total_bytes_served"),
      field<&T::viewers>("viewers"),
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::ViewerQuery> {
  using T = live::ViewerQuery;
  static constexpr std::string_view name = "ViewerQuery";
  static constexpr std::array fields{
      field<&T::viewer_id>("viewer_id", required),
  };
};

template <>
struct Shape<live::ViewerLeft> {
  using T = live::ViewerLeft;
  static constexpr std::string_view name = "ViewerLeft";
  static constexpr std::array fields{
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::AdaptQuery> {
  using T = live::AdaptQuery;
  static constexpr std::string_view name = "AdaptQuery";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id", required),
  };
};

template <>
struct Shape<live::AdaptQuality> {
  using T = live::AdaptQuality;
  static constexpr std::string_view name = "AdaptQuality";
  static constexpr std::array fields{
      field<&T::viewer_id>("viewer_id", required),
      field<&T::buffer_health>("buffer_health", required, range(0, 100)),
  };
};

template <>
struct Shape<live::QualityAdapted> {
  using T = live::QualityAdapted;
  static constexpr std::string_view name = "QualityAdapted";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),   field<&T::viewer_id>("viewer_id"),
      field<&T::old_bitrate>("old_bitrate"),     field<&T::new_bitrate>("new_bitrate"),
      field<&T::buffer_health>("buffer_health"), field<&T::connection_quality>("connection_quality"),
      field<&T::rendition>("rendition"),         field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::DistributionMetrics> {
  using T = live::DistributionMetrics;
  static constexpr std::string_view name = "DistributionMetrics";
  static constexpr std::array fields{
      field<&T::total_distributors>("total_distributors"),
      field<&T::total_active_viewers>("total_active_viewers"),
      field<&T::total_segments_served>("total_segments_served"),
      field<&T::total_bytes_served>("total_bytes_served"),
      field<&T::total_delivery_failures>("total_delivery_failures"),
      field<&T::cdn_cache_hit_rate>("cdn_cache_hit_rate"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<live::DistributionHealth> {
  using T = live::DistributionHealth;
  static constexpr std::string_view name = "DistributionHealth";
  static constexpr std::array fields{
      field<&T::status>("status"),
      field<&T::distributors>("distributors"),
      field<&T::active_viewers>("active_viewers"),
      field<&T::failure_rate>("failure_rate"),
      field<&T::timestamp>("timestamp"),
  };
};

}  // namespace vtp::json
