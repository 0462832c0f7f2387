// Work that outlives the request that asked for it: what a job is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/enum_names.h"
#include "base/id.h"
#include "base/identity.h"
#include "base/time.h"

namespace vtp::jobs {

using JobId = Id<struct JobTag>;

enum class JobStatus : std::uint8_t { queued, running, completed, failed, cancelled };

constexpr bool is_finished(JobStatus status) {
  return status != JobStatus::queued && status != JobStatus::running;
}

/// What somebody wants done. At most one job of the same recording, kind and rendition is queued or running.
struct NewJob {
  std::string kind;  // which handler does it, e.g. "transcode"
  std::optional<RecordingId> recording;
  std::string rendition;
  std::string params = "{}";  // JSON
  int rank = 0;               // lower ones first; for a rung of the ladder its height
  int priority = 5;           // 0 to 9, among jobs of one rank the higher ones first
  std::optional<UserId> created_by;
};

struct Job {
  JobId id;
  std::string kind;
  std::optional<RecordingId> recording;
  std::string rendition;
  std::string params;
  JobStatus status = JobStatus::queued;
  int rank = 0;
  int priority = 5;
  double progress = 0;          // 0 to 100
  std::optional<double> speed;  // times real time
  int attempts = 0;
  int max_attempts = 0;
  bool cancel_requested = false;
  std::optional<Timestamp> not_before;
  std::optional<std::string> lease_owner;
  std::optional<std::string> error;     // a sentence for the owner of the recording
  std::optional<std::string> log_tail;  // for administrators
  std::optional<UserId> created_by;
  Timestamp created_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
};

/// Why a job did not work out.
struct JobFailure {
  std::string message;    // a sentence for the owner of the recording
  bool is_final = false;  // another attempt would fail as well
  std::string log_tail;
};

struct QueueStats {
  std::int64_t queued = 0;
  std::int64_t running = 0;
  std::int64_t completed = 0;
  std::int64_t failed = 0;
  std::int64_t cancelled = 0;
  std::int64_t workers = 0;  // processes that hold a lease
};

}  // namespace vtp::jobs

template <>
struct vtp::EnumNames<vtp::jobs::JobStatus> {
  static constexpr std::array<std::string_view, 5> names{"queued", "running", "completed", "failed",
                                                         "cancelled"};
};
