// Jobs as the API shows them (row 46, E29 to E31).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jobs/job.h"
#include "json/shape.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/rendition.h"

namespace vtp::recordings {

struct JobView {
  jobs::JobId job_id;
  json::Omittable<RecordingId> recording_id;  // in lists of jobs of many recordings
  json::Omittable<std::string> title;
  processing::JobKind kind = processing::JobKind::probe;
  std::optional<std::string> label;
  std::optional<int> bitrate;
  std::optional<std::string> rendition;
  jobs::JobStatus status = jobs::JobStatus::queued;
  json::Percent progress;
  std::optional<double> speed;
  std::optional<double> eta_seconds;
  std::optional<std::int64_t> queue_position;
  int attempts = 0;
  std::optional<std::string> error;
  std::optional<std::string> output;
  Timestamp created_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  json::Omittable<std::string> log_tail;  // for administrators
};

/// What the view of a job is made of.
struct JobSurroundings {
  std::optional<milliseconds> duration;  // of the recording
  std::span<const Rendition> renditions;
  std::int64_t ahead = 0;       // queued jobs before it
  std::optional<double> speed;  // of the jobs that run now
  int workers = 1;
};
JobView view_of(const jobs::Job& job, const JobSurroundings& around);

struct JobQuery {
  std::optional<jobs::JobStatus> status;
  std::optional<processing::JobKind> kind;
  std::optional<RecordingId> recording_id;
  int limit = 20;
  int offset = 0;
};

struct JobList {
  std::vector<JobView> jobs;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

}  // namespace vtp::recordings

namespace vtp::json {

template <>
struct Shape<recordings::JobView> {
  using T = recordings::JobView;
  static constexpr std::string_view name = "Job";
  static constexpr std::array fields{
      field<&T::job_id>("job_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::title>("title"),
      field<&T::kind>("kind"),
      field<&T::label>("label"),
      field<&T::bitrate>("bitrate"),
      field<&T::rendition>("rendition"),
      field<&T::status>("status"),
      field<&T::progress>("progress"),
      field<&T::speed>("speed"),
      field<&T::eta_seconds>("eta_seconds"),
      field<&T::queue_position>("queue_position"),
      field<&T::attempts>("attempts"),
      field<&T::error>("error"),
      field<&T::output>("output"),
      field<&T::created_at>("created_at"),
      field<&T::started_at>("started_at"),
      field<&T::finished_at>("finished_at"),
      field<&T::log_tail>("log_tail"),
  };
};

template <>
struct Shape<recordings::JobQuery> {
  using T = recordings::JobQuery;
  static constexpr std::string_view name = "JobQuery";
  static constexpr std::array fields{
      field<&T::status>("status"),
      field<&T::kind>("kind"),
      field<&T::recording_id>("recording_id"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<recordings::JobList> {
  using T = recordings::JobList;
  static constexpr std::string_view name = "JobList";
  static constexpr std::array fields{
      field<&T::jobs>("jobs"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

}  // namespace vtp::json
