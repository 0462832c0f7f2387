#include "recordings/processing/picture_jobs.h"

#include <algorithm>
#include <charconv>

#include "base/try.h"
#include "media/pictures.h"
#include "recordings/media_keys.h"
#include "recordings/processing/job_kinds.h"

namespace vtp::recordings::processing {
namespace {

Outcome outcome_of(const Result<void>& result) {
  if (result) return {};
  return std::unexpected(failure_of(result.error()));
}

int width_of(const jobs::Job& job) {
  int width = 320;
  std::from_chars(job.rendition.data(), job.rendition.data() + job.rendition.size(), width);
  return width;
}

/// Rungs come after the passed-through source, lowest first, and before a screen, which stands for the
/// lecture only if there is nothing else. Small ones are fast to decode, large ones look better.
const Rendition* ready_video(std::span<const Rendition> renditions, bool is_large) {
  const Rendition* chosen = nullptr;
  for (const auto& rendition : renditions) {
    if (rendition.kind != RenditionKind::video || !rendition.is_ready()) continue;
    if (chosen && rendition.is_screen()) continue;
    const bool is_first_rung = rendition.is_rung() && (!chosen || !chosen->is_rung());
    if (!chosen || is_large || is_first_rung) chosen = &rendition;
  }
  return chosen;
}

Result<media::StoredFolder> video_of(const Pipeline& pipeline, const Material& material, bool is_large) {
  const auto* video = ready_video(material.renditions, is_large);
  if (!video) return fail(ErrorCode::unsupported_media_type, "There are no pictures yet.");
  return folder_of(pipeline, *video);
}

Result<void> draw(const Pipeline& pipeline, const Material& material, int width,
                  const std::filesystem::path& output, const media::Watch& watch) {
  const auto& tools = pipeline.settings.tools;
  if (!material.recording.has_video) return media::make_neutral_thumbnail(tools, width, output, watch);
  VTP_TRY(const auto video, video_of(pipeline, material, true));
  const auto seconds = static_cast<double>(thumbnail_moment(material.recording).count()) / 1000;
  return media::make_thumbnail(tools, video, seconds, width, output, watch);
}

}  // namespace

milliseconds thumbnail_moment(const Recording& recording) {
  if (recording.thumbnail_at) return *recording.thumbnail_at;
  return std::min(recording.duration.value_or(milliseconds{0}) / 10, milliseconds{30'000});
}

Outcome make_thumbnail(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  const auto& recording = material->recording;
  const auto width = width_of(context.job());
  return outcome_of([&]() -> Result<void> {
    VTP_TRY(const auto area, pipeline.store.make_temporary());
    const auto picture = area->path() / "thumbnail.jpg";
    VTP_CHECK(draw(pipeline, *material, width, picture, watch_of(context)));
    return pipeline.store.publish(picture, keys::thumbnail(recording.id, thumbnail_moment(recording), width));
  }());
}

Outcome make_storyboard(const Pipeline& pipeline, jobs::JobContext& context) {
  const auto material = load(pipeline, context);
  if (!material) return std::unexpected(material.error());
  return outcome_of([&]() -> Result<void> {
    VTP_TRY(const auto video, video_of(pipeline, *material, false));
    VTP_TRY(const auto area, pipeline.store.make_temporary());
    const auto output = area->path() / "storyboard";
    std::filesystem::create_directory(output);
    VTP_CHECK(media::make_storyboard(pipeline.settings.tools, video, output, watch_of(context)));
    return pipeline.store.publish(output, keys::storyboard(material->recording.id));
  }());
}

void enqueue_pictures(const Pipeline& pipeline, db::Transaction& tx, const Recording& recording) {
  constexpr int list_width = 320;
  if (!pipeline.store.exists(keys::thumbnail(recording.id, thumbnail_moment(recording), list_width)))
    enqueue(pipeline.queue, tx, thumbnail_kind, recording, std::to_string(list_width));
  if (recording.has_video && !pipeline.store.exists(keys::storyboard(recording.id) + "/0.jpg"))
    enqueue(pipeline.queue, tx, storyboard_kind, recording);
}

}  // namespace vtp::recordings::processing
