#include "recordings/processing/transcode_job.h"

#include <algorithm>
#include <map>

#include "base/try.h"
#include "media/encode.h"
#include "media/names.h"
#include "media/probe.h"
#include "recordings/processing/picture_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/processing/source_file.h"
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

/// The log that a rendition is made of; empty: the original.
std::string log_of(const Material& material, const std::string& name) {
  const auto found = std::ranges::find(material.renditions, name, &Rendition::name);
  if (found == material.renditions.end() || found->is_ready()) return {};
  return found->path;
}

/// Renditions that are made of the same log, or of the original.
using Group = std::vector<std::string>;

std::map<std::string, Group> groups_of(const Material& material, const Batch& batch) {
  std::map<std::string, Group> groups;
  for (const auto& [name, job] : batch.jobs) groups[log_of(material, name)].push_back(name);
  return groups;
}

bool contains(const Group& group, std::string_view name) {
  return std::ranges::find(group, name) != group.end();
}

/// As the row of the rendition plans it, with the frame rate that suits the file.
std::vector<media::Rung> planned_rungs(const Material& material, const Group& group,
                                       const std::vector<media::Rung>& ladder) {
  std::vector<media::Rung> rungs;
  for (const auto& rendition : material.renditions)
    if (rendition.kind == RenditionKind::video && contains(group, rendition.name))
      rungs.push_back({.name = rendition.name,
                       .label = rendition.label.value_or(""),
                       .size = rendition.size(),
                       .frame_rate = ladder.empty() ? media::FrameRate{media::max_frame_rate, 1}
                                                    : ladder.front().frame_rate,
                       .video_kbps = rendition.bitrate_kbps});
  return rungs;
}

Result<media::EncodeRequest> request_of(const Pipeline& pipeline, jobs::JobContext& context,
                                        const Material& material, const Group& group,
                                        const SourceFile& source) {
  const auto& settings = pipeline.settings;
  VTP_TRY(auto info, media::probe(settings.tools, source.path, settings.probe_limits,
                                  [&] { return context.cancelled(); }));
  media::EncodeRequest request;
  request.input = source.path;
  auto ladder = media::ladder_for(info, settings.ladder);
  if (source.is_captured()) {
    request.rungs = planned_rungs(material, group, ladder);
    request.from_log = true;
    request.with_audio = contains(group, media::audio_rendition);
  } else {
    for (auto& rung : ladder)
      if (contains(group, rung.name)) request.rungs.push_back(std::move(rung));
    if (request.rungs.size() != group.size())
      return fail(ErrorCode::unsupported_media_type, "The quality is no longer part of the ladder.");
    request.with_audio = lacks_sound(material);
  }
  request.info = std::move(info);
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

Result<void> make(const Pipeline& pipeline, jobs::JobContext& context, const Material& material,
                  const Batch& batch, const std::string& log, const Group& group) {
  VTP_TRY(const auto source, source_file(pipeline, context, material.recording, log));
  VTP_TRY(auto request, request_of(pipeline, context, material, group, source));
  VTP_TRY(const auto area, pipeline.store.make_temporary());
  request.output = area->path();
  VTP_TRY(const auto made, media::encode(pipeline.settings.tools, request, watch_of(context)));
  // Sound first: a picture that can be played has to have it.
  for (const bool is_sound : {true, false})
    for (const auto& rendition : made)
      if ((rendition.name == media::audio_rendition) == is_sound)
        VTP_CHECK(keep(pipeline, context, material, batch, area->path(), rendition));
  return {};
}

Result<void> run(const Pipeline& pipeline, jobs::JobContext& context, const Material& material,
                 const Batch& batch) {
  mark_encoding(pipeline, material.recording.id, batch);
  for (const auto& [log, group] : groups_of(material, batch))
    VTP_CHECK(make(pipeline, context, material, batch, log, group));
  return {};
}

}  // namespace

Outcome transcode_recording(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  auto batch = collect(context, *material);
  if (!batch) return std::unexpected(failure_of(batch.error()));
  if (auto done = run(pipeline, context, *material, *batch); !done)
    return std::unexpected(give_up(pipeline, context, failure_of(done.error()), batch->list()));
  return {};
}

}  // namespace vtp::recordings::processing
