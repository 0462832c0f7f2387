// The jobs that make lectures, and how features ask for them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"
#include "base/time.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings::processing {

enum class JobKind : std::uint8_t {
  probe,       // what is the file?
  package,     // what can be played at once
  transcode,   // a rung of the ladder
  remux,       // a file to download
  storyboard,  // the pictures of the seek bar
  thumbnail,   // the picture in lists
  purge,       // removes files of what was erased
};

}  // namespace vtp::recordings::processing

template <>
struct vtp::EnumNames<vtp::recordings::processing::JobKind> {
  static constexpr std::array<std::string_view, 7> names{"probe",      "package",   "transcode", "remux",
                                                         "storyboard", "thumbnail", "purge"};
};

namespace vtp::recordings::processing {

// The kinds as the queue has them, to which they are but words.
inline constexpr auto probe_kind = to_text(JobKind::probe);
inline constexpr auto package_kind = to_text(JobKind::package);
inline constexpr auto transcode_kind = to_text(JobKind::transcode);
inline constexpr auto remux_kind = to_text(JobKind::remux);
inline constexpr auto storyboard_kind = to_text(JobKind::storyboard);
inline constexpr auto thumbnail_kind = to_text(JobKind::thumbnail);
inline constexpr auto purge_kind = to_text(JobKind::purge);

// Ranks: somebody waits for the first ones; a rung of the ladder has its height as rank.
inline constexpr int urgent_rank = 0;
inline constexpr int first_rung_rank = 1;

/// What a purge removes; the recording's row is gone by then.
struct PurgeParams {
  RecordingId recording;
};

/// False if such a job is queued or running already.
bool enqueue(jobs::JobQueue& queue, db::Transaction& tx, std::string_view kind, const Recording& recording,
             std::string_view rendition = {});
void enqueue_purge(jobs::JobQueue& queue, db::Transaction& tx, RecordingId recording);

}  // namespace vtp::recordings::processing

template <>
struct vtp::json::Shape<vtp::recordings::processing::PurgeParams> {
  using T = vtp::recordings::processing::PurgeParams;
  static constexpr std::string_view name = "PurgeParams";
  static constexpr std::array fields{field<&T::recording>("recording", required)};
};
