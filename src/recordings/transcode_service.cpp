#include "recordings/transcode_service.h"

#include <algorithm>
#include <numeric>

#include "base/try.h"
#include "jobs/job_store.h"
#include "media/ladder.h"
#include "recordings/processing/download_job.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/ladder_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_access.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings {
namespace {

using processing::LadderWish;

std::unexpected<Error> already_running() {
  return fail(ErrorCode::transcode_running, "The recording is being prepared already");
}

bool has_active(std::span<const jobs::Job> all, std::initializer_list<std::string_view> kinds) {
  return std::ranges::any_of(all, [&](const jobs::Job& job) {
    return !jobs::is_finished(job.status) && std::ranges::find(kinds, job.kind) != kinds.end();
  });
}

std::optional<jobs::Job> active_job(std::span<const jobs::Job> all, std::string_view kind) {
  for (const auto& job : all)
    if (job.kind == kind && !jobs::is_finished(job.status)) return job;
  return std::nullopt;
}

ProfileView profile_of(const Rendition& rung) {
  return {.label = rung.label.value_or(""),
          .rendition = rung.name,
          .height = rung.size().shorter_side(),
          .bitrate_kbps = rung.bitrate_kbps};
}

Result<void> check_labels(const QualityRequest& request, std::span<const Rendition> renditions) {
  if (!request.profiles) return {};
  for (std::size_t i = 0; i < request.profiles->size(); ++i) {
    const auto& label = (*request.profiles)[i];
    const auto field = "profiles." + std::to_string(i);
    if (media::label_level(label) < 0) return fail_field(field, "must be one of VeryLow Low Medium High");
    if (std::ranges::none_of(renditions, [&](const auto& r) { return r.label == label; }))
      return fail_field(field, "is above the quality of the source", ErrorCode::profile_above_source);
  }
  return {};
}

QueueView queue_view(db::Transaction& tx, int encoders) {
  const auto stats = jobs::read_stats(tx);
  QueueView view;
  view.pending_jobs = stats.queued;
  view.running_jobs = view.active_jobs = stats.running;
  view.total_jobs = stats.queued + stats.running + stats.completed + stats.failed + stats.cancelled;
  view.max_concurrent = encoders;
  view.utilization_pct = {
      std::min(100.0, 100.0 * static_cast<double>(stats.running) / std::max(1, encoders))};
  view.workers = stats.workers;
  return view;
}

/// Speed of what runs for this recording now.
std::optional<double> current_speed(std::span<const jobs::Job> all) {
  for (const auto& job : all)
    if (job.status == jobs::JobStatus::running && job.speed) return job.speed;
  return std::nullopt;
}

}  // namespace

Result<std::optional<jobs::Job>> TranscodeService::build(db::Transaction& tx, RecordingId id,
                                                         const Identity& caller) {
  const auto now = clock_.now();
  VTP_TRY(const auto access, require(tx, caller, id, Right::control, now));
  const auto& recording = access.recording;
  const bool has_nothing = recording.source == RecordingSource::upload && recording.file_path.empty();
  if (recording.is_being_captured() || has_nothing) return std::unexpected(not_playable(access));
  if (has_active(jobs::jobs_of_recording(tx, id),
                 {processing::probe_kind, processing::package_kind, processing::transcode_kind}))
    return already_running();

  const auto renditions = find_renditions(tx, id);
  const auto rungs = processing::missing_rungs(renditions, {});
  if (!recording.duration || renditions.empty()) {
    // Its preparation ended before anything was known of the file: it begins again.
    processing::enqueue(queue_, tx, processing::probe_kind, recording);
  } else if (!rungs.empty()) {
    processing::enqueue_rungs(queue_, tx, rungs, {}, caller.user);
  } else if (!recording.streaming_ready) {
    processing::enqueue(queue_, tx, processing::package_kind, recording);
  }
  for (const auto& rung : rungs) store_state(tx, id, rung.name, RenditionState::pending, {}, now);
  processing::settle_recording(tx, id, {}, now);
  for (auto kind : {processing::probe_kind, processing::package_kind, processing::transcode_kind})
    if (auto job = active_job(jobs::jobs_of_recording(tx, id), kind)) return job;
  return std::nullopt;
}

Result<TranscodeStarted> TranscodeService::start(const Identity& caller, RecordingId id,
                                                 TranscodeFormat format) {
  return database_.write([&](db::Transaction& tx) -> Result<TranscodeStarted> {
    TranscodeStarted started{.format = format, .recording_id = id};
    std::optional<jobs::Job> job;
    if (format != TranscodeFormat::mp4) {
      VTP_TRY(job, build(tx, id, caller));
    } else {
      VTP_TRY(const auto access, require(tx, caller, id, Right::control, clock_.now()));
      const auto renditions = find_renditions(tx, id);
      if (!processing::plan_download(access.recording, renditions, processing::DownloadKind::mp4))
        return std::unexpected(not_playable(access));
      if (!processing::enqueue(queue_, tx, processing::remux_kind, access.recording, "mp4"))
        return already_running();
      job = active_job(jobs::jobs_of_recording(tx, id), processing::remux_kind);
    }
    if (job) started.job_id = job->id;
    started.message = job ? "The missing files are being made" : "Nothing is missing";
    return started;
  });
}

Result<QualityStarted> TranscodeService::start_ladder(const Identity& caller, RecordingId id,
                                                      const QualityRequest& request) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<QualityStarted> {
    VTP_TRY(const auto access, require(tx, caller, id, Right::control, now));
    if (request.priority && !caller.is_admin())
      return fail(ErrorCode::insufficient_permissions, "Only administrators may set a priority");
    const auto renditions = find_renditions(tx, id);
    if (!access.recording.duration) return std::unexpected(not_playable(access));
    VTP_CHECK(check_labels(request, renditions));
    if (has_active(jobs::jobs_of_recording(tx, id), {processing::transcode_kind, processing::package_kind}))
      return already_running();

    const LadderWish wish{request.profiles, request.force, request.priority.value_or(5)};
    const auto rungs = processing::missing_rungs(renditions, wish);
    const auto made = processing::enqueue_rungs(queue_, tx, rungs, wish, caller.user);
    QualityStarted started{.recording_id = id, .timestamp = now};
    for (const auto& rung : rungs) {
      store_state(tx, id, rung.name, RenditionState::pending, {}, now);
      started.profiles.push_back(profile_of(rung));
    }
    for (const auto& job : made) started.job_ids.push_back(job.id);
    if (!made.empty()) started.queue_position = jobs::count_ahead(tx, made.front()) + 1;
    started.message = made.empty() ? "Nothing is missing" : "The qualities are being made";
    processing::settle_recording(tx, id, {}, now);
    return started;
  });
}

Result<TranscodeProgress> TranscodeService::progress(const Identity& caller, RecordingId id) {
  const auto now = clock_.now();
  return database_.read([&](db::Transaction& tx) -> Result<TranscodeProgress> {
    VTP_TRY(const auto access, require(tx, caller, id, Right::view, now));
    if (!access.rights.has(Right::control)) VTP_CHECK(require(tx, caller, id, Right::edit, now));
    const auto renditions = find_renditions(tx, id);
    const auto all = jobs::jobs_of_recording(tx, id);
    TranscodeProgress progress{.recording_id = id, .timestamp = now};
    double sum = 0;
    for (const auto& job : all) {
      const auto ahead = job.status == jobs::JobStatus::queued ? jobs::count_ahead(tx, job) : 0;
      progress.jobs.push_back(view_of(job, {.duration = access.recording.duration,
                                            .renditions = renditions,
                                            .ahead = ahead,
                                            .speed = current_speed(all),
                                            .workers = settings_.encoders}));
      progress.completed_jobs += job.status == jobs::JobStatus::completed;
      progress.failed_jobs += job.status == jobs::JobStatus::failed;
      sum += jobs::is_finished(job.status) ? 100 : job.progress;
      if (const auto eta = progress.jobs.back().eta_seconds)
        progress.eta_seconds = std::max(progress.eta_seconds.value_or(0), *eta);
    }
    progress.total_jobs = std::ssize(all);
    if (!all.empty()) {
      progress.average_progress_percent = {sum / static_cast<double>(all.size())};
      progress.is_complete =
          std::ranges::all_of(all, [](const auto& job) { return jobs::is_finished(job.status); });
    }
    progress.queue_stats = queue_view(tx, settings_.encoders);
    return progress;
  });
}

Result<TranscodeCancelled> TranscodeService::cancel(const Identity& caller, RecordingId id) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<TranscodeCancelled> {
    VTP_CHECK(require(tx, caller, id, Right::control, now));
    TranscodeCancelled answer{.recording_id = id, .timestamp = now};
    for (const auto& job : jobs::jobs_of_recording(tx, id)) {
      if (jobs::is_finished(job.status)) continue;
      VTP_CHECK(queue_.cancel(tx, job.id));
      store_state(tx, id, job.rendition, RenditionState::pending, {}, now);
      ++answer.cancelled;
    }
    processing::settle_recording(tx, id, {}, now);
    answer.message = answer.cancelled > 0 ? "The jobs are being stopped" : "No job was under way";
    return answer;
  });
}

}  // namespace vtp::recordings
