#include "recordings/processing/transcode_job.h"

#include <algorithm>
#include <map>

#include "base/try.h"
#include "media/encode.h"
#include "media/names.h"
#include "media/probe.h"
#include "recordings/processing/picture_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings::processing {
namespace {

/// The rungs of one run, each with the job that asked for it.
struct Batch {
  std::map<std::string, vtp::jobs::Job> jobs;  // by the name of the rung

  [[nodiscard]] std::vector<vtp::jobs::Job> list() const {
    std::vector<vtp::jobs::Job> list;
    for (const auto& [name, job] : jobs) list.push_back(job);
    return list;
  }
};

Result<Batch> collect(jobs::JobContext& context, const Material& material) {
  Batch batch;
  batch.jobs.emplace(context.job().rendition, context.job());
  const bool has_rung = std::ranges::any_of(material.renditions, [](const Rendition& rendition) {
    return rendition.is_rung() && rendition.is_ready();
  });
  if (!has_rung) return batch;
  VTP_TRY(auto siblings, context.take_siblings());
  for (auto& sibling : siblings) {
    auto name = sibling.rendition;
    batch.jobs.emplace(std::move(name), std::move(sibling));
  }
  return batch;
}

bool lacks_sound(const Material& material) {
  return std::ranges::any_of(material.renditions, [](const Rendition& rendition) {
    return rendition.kind == RenditionKind::audio && !rendition.is_ready();
  });
}

Result<media::EncodeRequest> request_of(const Pipeline& pipeline, jobs::JobContext& context,
                                        const Material& material, const Batch& batch,
                                        const std::filesystem::path& file) {
  const auto& settings = pipeline.settings;
  VTP_TRY(auto info,
          media::probe(settings.tools, file, settings.probe_limits, [&] { return context.cancelled(); }));
  media::EncodeRequest request;
  request.input = file;
  for (auto& rung : media::ladder_for(info, settings.ladder))
    if (batch.jobs.contains(rung.name)) request.rungs.push_back(std::move(rung));
  if (request.rungs.size() != batch.jobs.size())
    return fail(ErrorCode::unsupported_media_type, "The quality is no longer part of the ladder.");
  request.info = std::move(info);
  request.with_audio = lacks_sound(material);
  request.segment_seconds = settings.segment_seconds;
  return request;
}

void mark_encoding(const Pipeline& pipeline, RecordingId recording, const Batch& batch) {
  (void)pipeline.database.write([&](db::Transaction& tx) {
    for (const auto& [name, job] : batch.jobs)
      store_state(tx, recording, name, RenditionState::encoding, {}, pipeline.clock.now());
  });
}

/// Stores one finished rendition, unless its job was cancelled or given to somebody else.
Result<void> keep(const Pipeline& pipeline, jobs::JobContext& context, const Material& material,
                  const Batch& batch, const std::filesystem::path& area, const media::StoredRendition& made) {
  const auto found = batch.jobs.find(made.name);
  const bool is_sound = found == batch.jobs.end();
  const auto& job = is_sound ? context.job() : found->second;
  if (context.cancelled(job.id)) return {};
  VTP_TRY(auto row, publish_rendition(pipeline, material.recording.id, area, made, job.id.view().substr(24)));
  const auto now = pipeline.clock.now();
  std::string replaced;
  VTP_CHECK(pipeline.database.write([&](db::Transaction& tx) {
    const auto before = find_rendition(tx, row.recording, row.name);
    if (!before || (!is_sound && !context.complete(tx, job.id))) return;
    if (before->is_ready() && before->path != row.path) replaced = before->path;
    if (before->is_rung()) row.bitrate_kbps = before->bitrate_kbps;
    store_ready(tx, row, now);
    if (!is_sound) enqueue_pictures(pipeline, tx, material.recording);
    settle_recording(tx, row.recording, {}, now);
  }));
  if (!replaced.empty()) return pipeline.store.remove(replaced);
  return {};
}

Result<void> run(const Pipeline& pipeline, jobs::JobContext& context, const Material& material,
                 const Batch& batch, const std::filesystem::path& file) {
  VTP_TRY(auto request, request_of(pipeline, context, material, batch, file));
  VTP_TRY(const auto area, pipeline.store.make_temporary());
  request.output = area->path();
  mark_encoding(pipeline, material.recording.id, batch);
  VTP_TRY(const auto made, media::encode(pipeline.settings.tools, request, watch_of(context)));
  // Sound first: a picture that can be played has to have it.
  for (const bool is_sound : {true, false})
    for (const auto& rendition : made)
      if ((rendition.name == media::audio_rendition) == is_sound)
        VTP_CHECK(keep(pipeline, context, material, batch, area->path(), rendition));
  return {};
}

}  // namespace

Outcome transcode_recording(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  auto batch = collect(context, *material);
  if (!batch) return std::unexpected(failure_of(batch.error()));
  const auto file = original_of(pipeline, material->recording);
  if (!file) return std::unexpected(give_up(pipeline, context, file.error(), batch->list()));
  if (auto done = run(pipeline, context, *material, *batch, *file); !done)
    return std::unexpected(give_up(pipeline, context, failure_of(done.error()), batch->list()));
  return {};
}

}  // namespace vtp::recordings::processing
