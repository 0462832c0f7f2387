#include "recordings/processing/pipeline.h"

#include <cmath>

#include "base/try.h"
#include "recordings/media_keys.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings::processing {

jobs::JobFailure failure_of(const Error& error) {
  const bool is_fault_of_file = error.code == ErrorCode::unsupported_media_type;
  return {.message = error.message, .is_final = is_fault_of_file};
}

std::expected<Material, jobs::JobFailure> load(const Pipeline& pipeline, const jobs::JobContext& context) {
  auto loaded = pipeline.database.read([&](db::Transaction& tx) -> Result<Material> {
    const auto id = context.job().recording.value_or(RecordingId{});
    auto recording = find_recording(tx, id);
    if (!recording) return fail(ErrorCode::unsupported_media_type, "The recording was removed.");
    return Material{*std::move(recording), find_renditions(tx, id)};
  });
  if (!loaded) return std::unexpected(failure_of(loaded.error()));
  return *std::move(loaded);
}

std::expected<std::filesystem::path, jobs::JobFailure> original_of(const Pipeline& pipeline,
                                                                   const Recording& recording) {
  if (recording.file_path.empty() || !pipeline.store.exists(recording.file_path))
    return std::unexpected(
        jobs::JobFailure{.message = "The original file is no longer there.", .is_final = true});
  auto path = pipeline.store.path_of(recording.file_path);
  if (!path) return std::unexpected(failure_of(path.error()));
  return *std::move(path);
}

media::Watch watch_of(jobs::JobContext& context) {
  return {.on_progress =
              [&context](const media::Progress& progress) {
                context.report(progress.fraction * 100, progress.speed);
              },
          .should_stop = [&context] { return context.cancelled(); }};
}

Result<Rendition> publish_rendition(const Pipeline& pipeline, RecordingId recording,
                                    const std::filesystem::path& area, const media::StoredRendition& made,
                                    std::string_view version) {
  Rendition rendition;
  rendition.recording = recording;
  rendition.name = made.name;
  rendition.path = keys::rendition(recording, made.name, version);
  rendition.codecs = made.index.codec;
  rendition.size_bytes = static_cast<std::int64_t>(made.index.size_bytes());
  rendition.bitrate_kbps = static_cast<int>(std::lround(made.index.average_bandwidth() / 1000));
  rendition.index = made.index;
  VTP_CHECK(pipeline.store.publish(area / made.name, rendition.path));
  return rendition;
}

Result<media::StoredFolder> folder_of(const Pipeline& pipeline, const Rendition& rendition) {
  VTP_TRY(auto path, pipeline.store.path_of(rendition.path));
  return media::StoredFolder{std::move(path), rendition.index.value()};
}

jobs::JobFailure give_up(const Pipeline& pipeline, jobs::JobContext& context, jobs::JobFailure failure,
                         std::span<const jobs::Job> together) {
  const auto& job = context.job();
  const bool was_cancelled = context.cancelled(job.id);
  const bool is_last = was_cancelled || failure.is_final || job.attempts >= job.max_attempts;
  if (!job.recording || (context.cancelled() && !was_cancelled)) return failure;  // the server shuts down
  const auto now = pipeline.clock.now();
  // What cannot be written now is found by housekeeping later.
  (void)pipeline.database.write([&](db::Transaction& tx) {
    const auto state = is_last && !was_cancelled ? RenditionState::failed : RenditionState::pending;
    std::vector<jobs::JobId> ending{job.id};
    for (const auto& each : together) {
      store_state(tx, *job.recording, each.rendition, state,
                  is_last ? std::optional(failure.message) : std::nullopt, now);
      ending.push_back(each.id);
    }
    if (!is_last) return;
    auto recording = find_recording(tx, *job.recording);
    if (recording && !was_cancelled && recording->status == RecordingStatus::processing) {
      recording->error_message = failure.message;
      update_recording(tx, *recording, now);
    }
    settle_recording(tx, *job.recording, ending, now);
  });
  return failure;
}

}  // namespace vtp::recordings::processing
