#include "recordings/processing/ladder_jobs.h"

#include <algorithm>

#include "media/encode.h"
#include "media/names.h"

namespace vtp::recordings::processing {

std::vector<Rendition> missing_rungs(std::span<const Rendition> renditions, const LadderWish& wish) {
  std::vector<Rendition> rungs;
  for (const auto& rendition : renditions) {
    const bool is_missing = !rendition.is_ready() && (rendition.is_rung() || !rendition.path.empty());
    // What was captured is as good as it gets, and others are made of it.
    const bool is_made_again = wish.force && rendition.is_rung() && !rendition.is_captured();
    if (!is_missing && !is_made_again) continue;
    const auto label = rendition.label.value_or("");
    if (wish.labels && std::ranges::find(*wish.labels, label) == wish.labels->end()) continue;
    rungs.push_back(rendition);
  }
  return rungs;
}

std::vector<jobs::Job> enqueue_rungs(jobs::JobQueue& queue, db::Transaction& tx,
                                     std::span<const Rendition> rungs, const LadderWish& wish,
                                     std::optional<UserId> created_by) {
  std::vector<jobs::Job> made;
  for (const auto& rung : rungs) {
    jobs::NewJob job;
    job.kind = transcode_kind;
    job.recording = rung.recording;
    job.rendition = rung.name;
    job.rank = std::max(first_rung_rank, rung.size().shorter_side());
    job.priority = wish.priority;
    job.created_by = created_by;
    if (auto queued = queue.enqueue(tx, job)) made.push_back(*std::move(queued));
  }
  return made;
}

std::vector<Rendition> planned_renditions(RecordingId recording, const media::MediaInfo& info,
                                          std::span<const media::LadderStep> ladder) {
  std::vector<Rendition> planned;
  if (media::can_pass_through(info)) {
    auto& source = planned.emplace_back();
    source.name = media::source_rendition;
    source.width = info.video->size.width;
    source.height = info.video->size.height;
    source.frame_rate = info.video->frame_rate.value();
  }
  for (const auto& rung : media::ladder_for(info, ladder)) {
    auto& rendition = planned.emplace_back();
    rendition.name = rung.name;
    rendition.label = rung.label;
    rendition.width = rung.size.width;
    rendition.height = rung.size.height;
    rendition.frame_rate = rung.frame_rate.value();
    rendition.bitrate_kbps = rung.video_kbps;
  }
  if (info.audio) {
    auto& audio = planned.emplace_back();
    audio.name = media::audio_rendition;
    audio.kind = RenditionKind::audio;
    audio.bitrate_kbps = media::audio_kbps;
  }
  for (auto& rendition : planned) rendition.recording = recording;
  return planned;
}

}  // namespace vtp::recordings::processing
