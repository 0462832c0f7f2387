// What goes in and out of the routes of live streams: rows 41 to 43, E68 to E72, E77 and E78.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/shape.h"
#include "live/streaming/live_stream.h"

namespace vtp::live {

struct StartLive {
  int max_viewers = 100;
  std::optional<std::vector<QualityLabel>> profiles;
  bool low_latency = true;
  int dvr_window_seconds = 300;
};

struct StartStream : StartLive {
  RecordingId recording_id;
};

struct LiveStarted {
  RecordingId recording_id;
  LiveStreamId stream_id;
  std::string_view status = "started";
  int max_viewers = 0;
  std::vector<QualityLabel> profiles;
  std::string live_url;
  bool low_latency = true;
  Timestamp started_at;
  std::string_view message = "The class is streamed";
  Timestamp timestamp;
};

struct LiveStopped {
  RecordingId recording_id;
  LiveStreamId stream_id;
  std::string_view status = "stopped";
  Timestamp stopped_at;
  std::chrono::milliseconds duration_seconds{0};
  int peak_viewers = 0;
  std::int64_t total_viewers = 0;
  std::string_view message = "The class is not streamed any more";
  Timestamp timestamp;
};

/// Row 42 as JSON.
struct LiveView {
  RecordingId recording_id;
  ViewerId viewer_id;
  recordings::PlaybackSessionId session_id;
  std::string live_url;
  std::string dash_url;
  QualityLabel current_bitrate = QualityLabel::low;
  std::vector<QualityLabel> profiles;
  double buffer_health = first_buffer_health;
  classroom::ConnectionQuality connection_quality = classroom::ConnectionQuality::excellent;
  int active_viewers = 0;
  int max_viewers = 0;
  Timestamp started_at;
  std::int64_t latency_target_ms = 0;
  Timestamp timestamp;
};

struct ListedStream {
  RecordingId recording_id;
  std::string title;
  int active_viewers = 0;
  int max_viewers = 0;
  Timestamp started_at;
};

struct StreamList {
  std::vector<ListedStream> streams;
};

struct JoinStream {
  QualityLabel initial_bitrate = QualityLabel::low;
};

struct StreamJoined {
  RecordingId recording_id;
  ViewerId viewer_id;
  recordings::PlaybackSessionId session_id;
  QualityLabel current_bitrate = QualityLabel::low;
  double buffer_health = first_buffer_health;
  std::string live_url;
  std::string_view message = "You watch the class";
  Timestamp timestamp;
};

struct ViewerFigures {
  ViewerId viewer_id;
  std::optional<UserId> user_id;
  std::optional<std::string> full_name;
  QualityLabel current_bitrate = QualityLabel::low;
  std::int64_t segments_received = 0;
  std::int64_t bytes_received = 0;
  double buffer_health = first_buffer_health;
  classroom::ConnectionQuality connection_quality = classroom::ConnectionQuality::excellent;
  std::chrono::milliseconds duration{0};
};

struct StreamStatus {
  RecordingId recording_id;
  std::string_view status = "active";
  int active_viewers = 0;
  int peak_viewers = 0;
  std::int64_t total_segments_served = 0;
  std::int64_t total_bytes_served = 0;
  std::vector<ViewerFigures> viewers;
  std::string_view message = "The class is streamed";
  Timestamp timestamp;
};

struct ViewerQuery {
  ViewerId viewer_id;
};

struct ViewerLeft {
  std::string_view message = "You do not watch any more";
  Timestamp timestamp;
};

struct AdaptQuery {
  RecordingId recording_id;
};

struct AdaptQuality {
  ViewerId viewer_id;
  double buffer_health = 0;
};

struct QualityAdapted {
  RecordingId recording_id;
  ViewerId viewer_id;
  QualityLabel old_bitrate = QualityLabel::low;
  QualityLabel new_bitrate = QualityLabel::low;
  double buffer_health = 0;
  classroom::ConnectionQuality connection_quality = classroom::ConnectionQuality::excellent;
  std::string rendition;
  std::string_view message = "";
  Timestamp timestamp;
};

struct DistributionMetrics {
  std::int64_t total_distributors = 0;
  std::int64_t total_active_viewers = 0;
  std::int64_t total_segments_served = 0;
  std::int64_t total_bytes_served = 0;
  std::int64_t total_delivery_failures = 0;
  json::Percent cdn_cache_hit_rate;
  Timestamp timestamp;
};

struct DistributionHealth {
  std::string_view status = "healthy";
  std::int64_t distributors = 0;
  std::int64_t active_viewers = 0;
  json::Percent failure_rate;
  Timestamp timestamp;
};

}  // namespace vtp::live

#include "live/streaming/live_stream_answer_shapes.h"
