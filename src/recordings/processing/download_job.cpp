#include "recordings/processing/download_job.h"

#include <algorithm>

#include "base/try.h"
#include "media/names.h"
#include "media/remux.h"
#include "recordings/media_keys.h"

namespace vtp::recordings::processing {
namespace {

const Rendition* best_video(std::span<const Rendition> renditions) {
  const Rendition* best = nullptr;
  for (const auto& rendition : renditions) {
    if (rendition.kind != RenditionKind::video || !rendition.is_ready()) continue;
    if (rendition.name == media::source_rendition) return &rendition;
    if (!best || !rendition.is_screen()) best = &rendition;
  }
  return best;
}

const Rendition* ready_audio(std::span<const Rendition> renditions) {
  const auto found = std::ranges::find_if(
      renditions, [](const auto& r) { return r.kind == RenditionKind::audio && r.is_ready(); });
  return found == renditions.end() ? nullptr : &*found;
}

/// The folder of a rendition names its making, so what is made of it is named after it.
std::string name_of(const Rendition& rendition, std::string_view extension) {
  return rendition.path.substr(rendition.path.rfind('/') + 1) + std::string(extension);
}

Result<void> make(const Pipeline& pipeline, jobs::JobContext& context, const DownloadPlan& plan) {
  VTP_TRY(const auto area, pipeline.store.make_temporary());
  media::RemuxRequest request;
  request.output = area->path() / "download";
  if (plan.video) {
    VTP_TRY(request.video, folder_of(pipeline, *plan.video));
  }
  if (plan.audio) {
    VTP_TRY(request.audio, folder_of(pipeline, *plan.audio));
  }
  VTP_CHECK(media::remux(request, watch_of(context)));
  return pipeline.store.publish(request.output, plan.key);
}

}  // namespace

std::optional<DownloadPlan> plan_download(const Recording& recording, std::span<const Rendition> renditions,
                                          DownloadKind kind) {
  DownloadPlan plan;
  plan.audio = ready_audio(renditions);
  if (kind == DownloadKind::mp4) plan.video = best_video(renditions);
  const bool needs_video = kind == DownloadKind::mp4 && recording.has_video;
  if (needs_video ? !plan.video : !plan.audio) return std::nullopt;
  // While the ladder is being made, only what was captured or uploaded is as good as it gets.
  const bool is_final = recording.status != RecordingStatus::processing || !needs_video ||
                        plan.video->name == media::source_rendition || plan.video->is_captured();
  // The file is named after its picture, so it is made when there is all that it is to have. The picture of a
  // class is there before its sound, should that be encoded.
  const bool awaits_sound = recording.status == RecordingStatus::processing && plan.video &&
                            plan.video->is_captured() && !plan.audio &&
                            std::ranges::any_of(renditions, [](const auto& rendition) {
                              return rendition.kind == RenditionKind::audio;
                            });
  if (!is_final || awaits_sound) return std::nullopt;
  plan.key =
      keys::download(recording.id, plan.video ? name_of(*plan.video, ".mp4") : name_of(*plan.audio, ".m4a"));
  return plan;
}

Outcome make_download(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  const auto kind = enum_from_text<DownloadKind>(context.job().rendition).value_or(DownloadKind::mp4);
  const auto plan = plan_download(material->recording, material->renditions, kind);
  if (!plan)
    return std::unexpected(jobs::JobFailure{.message = "The recording is not ready yet.", .is_final = true});
  if (const auto made = make(pipeline, context, *plan); !made)
    return std::unexpected(failure_of(made.error()));
  return {};
}

}  // namespace vtp::recordings::processing
