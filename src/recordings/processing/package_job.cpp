#include "recordings/processing/package_job.h"

#include <algorithm>

#include "base/try.h"
#include "media/encode.h"
#include "media/names.h"
#include "media/probe.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/ladder_jobs.h"
#include "recordings/processing/picture_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings::processing {
namespace {

/// The key of this making in the names of folders: the end of the job's id, which is random.
std::string version_of(const jobs::Job& job) {
  return std::string(job.id.view().substr(24));
}

Result<std::vector<Rendition>> make(const Pipeline& pipeline, jobs::JobContext& context,
                                    RecordingId recording, const std::filesystem::path& file) {
  const auto& settings = pipeline.settings;
  VTP_TRY(auto info,
          media::probe(settings.tools, file, settings.probe_limits, [&] { return context.cancelled(); }));
  VTP_TRY(const auto area, pipeline.store.make_temporary());
  media::PackageRequest request{.input = file,
                                .info = std::move(info),
                                .with_audio = true,
                                .output = area->path(),
                                .segment_seconds = settings.segment_seconds};
  VTP_TRY(const auto made, media::package(settings.tools, request, watch_of(context)));
  std::vector<Rendition> published;
  for (const auto& rendition : made) {
    VTP_TRY(auto row,
            publish_rendition(pipeline, recording, area->path(), rendition, version_of(context.job())));
    published.push_back(std::move(row));
  }
  return published;
}

/// What comes next: the ladder, or nothing but the picture when it is not wanted.
void go_on(const Pipeline& pipeline, db::Transaction& tx, const Recording& recording) {
  const auto renditions = find_renditions(tx, recording.id);
  // A file that cannot be played without encoding gets its lowest rung in any case.
  auto rungs = missing_rungs(renditions, {});
  if (!pipeline.settings.auto_transcode) {
    if (is_playable(recording, renditions)) rungs.clear();
    if (rungs.size() > 1) rungs.resize(1);
  }
  enqueue_rungs(pipeline.queue, tx, rungs, {}, recording.started_by);
  if (is_playable(recording, renditions)) enqueue_pictures(pipeline, tx, recording);
}

}  // namespace

Outcome package_recording(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  const auto& recording = material->recording;
  const auto file = original_of(pipeline, recording);
  if (!file) return std::unexpected(give_up(pipeline, context, file.error(), {}));
  const auto made = make(pipeline, context, recording.id, *file);
  const auto& job = context.job();
  const bool is_lost = !made && (context.cancelled() || job.attempts < job.max_attempts) &&
                       made.error().code != ErrorCode::unsupported_media_type;
  if (is_lost || (!made && context.cancelled()))
    return std::unexpected(give_up(pipeline, context, failure_of(made.error()), {}));

  // A file that cannot be passed on can still be encoded: the ladder makes the sound, too.
  const auto now = pipeline.clock.now();
  const auto stored = pipeline.database.write([&](db::Transaction& tx) {
    if (!context.complete(tx, job.id)) return;
    const auto rows = made.value_or(std::vector<Rendition>{});
    for (const auto& row : rows) store_ready(tx, row, now);
    if (std::ranges::none_of(rows, [](const auto& row) { return row.name == media::source_rendition; }))
      delete_rendition(tx, recording.id, media::source_rendition);
    go_on(pipeline, tx, recording);
    settle_recording(tx, recording.id, {}, now);
  });
  if (!stored) return std::unexpected(failure_of(stored.error()));
  return {};
}

}  // namespace vtp::recordings::processing
