// Asking for renditions, and how far they are (rows 24, 45, 46, E76).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/shape.h"
#include "recordings/job_view.h"

namespace vtp::recordings {

enum class TranscodeFormat : std::uint8_t { hls, dash, mp4 };

struct TranscodeQuery {
  TranscodeFormat format = TranscodeFormat::hls;
};

struct TranscodeStarted {
  std::string status = "transcoding_started";
  TranscodeFormat format = TranscodeFormat::hls;
  RecordingId recording_id;
  std::optional<jobs::JobId> job_id;
  std::string message;
};

struct QualityRequest {
  std::optional<std::vector<std::string>> profiles;
  bool force = false;
  std::optional<int> priority;
};

struct ProfileView {
  std::string label;
  std::string rendition;
  int height = 0;
  int bitrate_kbps = 0;
};

struct QualityStarted {
  RecordingId recording_id;
  std::vector<jobs::JobId> job_ids;
  std::vector<ProfileView> profiles;
  std::optional<std::int64_t> queue_position;
  std::string message;
  Timestamp timestamp;
};

struct QueueView {
  std::int64_t pending_jobs = 0;
  std::int64_t running_jobs = 0;
  std::int64_t total_jobs = 0;
  int max_concurrent = 0;
  json::Percent utilization_pct;
  std::int64_t active_jobs = 0;
  std::int64_t workers = 0;
};

struct TranscodeProgress {
  RecordingId recording_id;
  std::int64_t total_jobs = 0;
  std::int64_t completed_jobs = 0;
  std::int64_t failed_jobs = 0;
  json::Percent average_progress_percent;
  bool is_complete = false;
  std::optional<double> eta_seconds;
  std::vector<JobView> jobs;
  QueueView queue_stats;
  Timestamp timestamp;
};

struct TranscodeCancelled {
  RecordingId recording_id;
  int cancelled = 0;
  std::string message;
  Timestamp timestamp;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::TranscodeFormat> {
  static constexpr std::array<std::string_view, 3> names{"hls", "dash", "mp4"};
};

namespace vtp::json {

template <>
struct Shape<recordings::TranscodeQuery> {
  static constexpr std::string_view name = "TranscodeQuery";
  static constexpr std::array fields{field<&recordings::TranscodeQuery::format>("format")};
};

template <>
struct Shape<recordings::TranscodeStarted> {
  using T = recordings::TranscodeStarted;
  static constexpr std::string_view name = "TranscodeStarted";
  static constexpr std::array fields{
      field<&T::status>("status"), field<&T::format>("format"),   field<&T::recording_id>("recording_id"),
      field<&T::job_id>("job_id"), field<&T::message>("message"),
  };
};

template <>
struct Shape<recordings::QualityRequest> {
  using T = recordings::QualityRequest;
  static constexpr std::string_view name = "QualityRequest";
  static constexpr std::array fields{
      field<&T::profiles>("profiles", not_null, length(1, 4)),
      field<&T::force>("force"),
      field<&T::priority>("priority", range(0, 9)),
  };
};

template <>
struct Shape<recordings::ProfileView> {
  using T = recordings::ProfileView;
  static constexpr std::string_view name = "RenditionProfile";
  static constexpr std::array fields{
      field<&T::label>("label"),
      field<&T::rendition>("rendition"),
      field<&T::height>("height"),
      field<&T::bitrate_kbps>("bitrate_kbps"),
  };
};

template <>
struct Shape<recordings::QualityStarted> {
  using T = recordings::QualityStarted;
  static constexpr std::string_view name = "QualityStarted";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"), field<&T::job_ids>("job_ids"),
      field<&T::profiles>("profiles"),         field<&T::queue_position>("queue_position"),
      field<&T::message>("message"),           field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<recordings::QueueView> {
  using T = recordings::QueueView;
  static constexpr std::string_view name = "QueueStats";
  static constexpr std::array fields{
      field<&T::pending_jobs>("pending_jobs"),
      field<&T::running_jobs>("running_jobs"),
      field<&T::total_jobs>("total_jobs"),
      field<&T::max_concurrent>("max_concurrent"),
      field<&T::utilization_pct>("utilization_pct"),
      field<&T::active_jobs>("active_jobs"),
      field<&T::workers>("workers"),
  };
};

template <>
struct Shape<recordings::TranscodeProgress> {
  using T = recordings::TranscodeProgress;
  static constexpr std::string_view name = "TranscodeProgress";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::total_jobs>("total_jobs"),
      field<&T::completed_jobs>("completed_jobs"),
      field<&T::failed_jobs>("failed_jobs"),
      field<&T::average_progress_percent>("average_progress_percent"),
      field<&T::is_complete>("is_complete"),
      field<&T::eta_seconds>("eta_seconds"),
      field<&T::jobs>("jobs"),
      field<&T::queue_stats>("queue_stats"),
      field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<recordings::TranscodeCancelled> {
  using T = recordings::TranscodeCancelled;
  static constexpr std::string_view name = "TranscodeCancelled";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::cancelled>("cancelled"),
      field<&T::message>("message"),
      field<&T::timestamp>("timestamp"),
  };
};

}  // namespace vtp::json
