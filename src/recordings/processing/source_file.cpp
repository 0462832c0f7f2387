#include "recordings/processing/source_file.h"

#include <algorithm>

#include "base/try.h"
#include "media/remux.h"
#include "media/track_log/stored_form.h"
#include "media/track_log/track_log.h"
#include "recordings/recording_track_store.h"

namespace vtp::recordings::processing {
namespace {

/// Empty if there is none.
Result<std::string> largest_picture(const Pipeline& pipeline, RecordingId recording) {
  VTP_TRY(const auto tracks,
          pipeline.database.read([&](db::Transaction& tx) { return find_tracks(tx, recording); }));
  const RecordingTrack* largest = nullptr;
  for (const auto& track : tracks)
    if (track.kind == media::TrackKind::video && (largest == nullptr || track.bytes > largest->bytes))
      largest = &track;
  return largest == nullptr ? std::string() : largest->path;
}

Result<media::StoredFolder> stored_log(const Pipeline& pipeline, const std::string& key) {
  VTP_TRY(auto folder, pipeline.store.path_of(key));
  VTP_TRY(const auto log, media::TrackLog::open(folder));
  auto index = log->look([&](const media::TrackIndex& track) {
    return media::segment_index_of(track, pipeline.settings.segment_seconds);
  });
  return media::StoredFolder{std::move(folder), std::move(index)};
}

}  // namespace

Result<SourceFile> source_file(const Pipeline& pipeline, jobs::JobContext& context,
                               const Recording& recording, std::string log) {
  if (log.empty() && recording.source != RecordingSource::upload) {
    VTP_TRY(log, largest_picture(pipeline, recording.id));
  }
  if (log.empty()) {
    const auto original = original_of(pipeline, recording);
    if (original) return SourceFile{.path = *original, .area = {}};
    return fail(original.error().is_final ? ErrorCode::unsupported_media_type : ErrorCode::internal_error,
                original.error().message);
  }
  VTP_TRY(const auto stored, stored_log(pipeline, log));
  VTP_TRY(auto area, pipeline.store.make_temporary());
  media::RemuxRequest request{.video = {}, .audio = {}, .output = area->path() / "source.mp4"};
  (stored.index.kind == media::TrackKind::video ? request.video : request.audio) = stored;
  VTP_CHECK(media::remux(
      request,
      {.on_progress = {}, .should_stop = [&context] { return context.cancelled(); }, .on_diagnostics = {}}));
  return SourceFile{.path = request.output, .area = std::move(area)};
}

}  // namespace vtp::recordings::processing
