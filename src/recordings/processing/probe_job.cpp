#include "recordings/processing/probe_job.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "media/probe.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/ladder_jobs.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_store.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings::processing {
namespace {

struct Container {
  std::string_view demuxer;
  std::string_view format;
  std::string_view video_type;
  std::string_view audio_type;
};

// ffmpeg's demuxers of the containers that are accepted.
constexpr std::array containers{
    Container{"mov", "mp4", "video/mp4", "audio/mp4"},
    Container{"matroska", "webm", "video/webm", "audio/webm"},
    Container{"mpegts", "ts", "video/mp2t", "video/mp2t"},
    Container{"avi", "avi", "video/x-msvideo", "video/x-msvideo"},
    Container{"mp3", "mp3", "audio/mpeg", "audio/mpeg"},
    Container{"aac", "aac", "audio/aac", "audio/aac"},
    Container{"ogg", "ogg", "video/ogg", "audio/ogg"},
    Container{"wav", "wav", "audio/wav", "audio/wav"},
    Container{"flac", "flac", "audio/flac", "audio/flac"},
};

Container container_of(std::string_view demuxer) {
  for (const auto& container : containers)
    if (container.demuxer == demuxer) return container;
  return {demuxer, "unknown", "application/octet-stream", "application/octet-stream"};
}

void describe(Recording& recording, const media::MediaInfo& info) {
  const auto container = container_of(info.container);
  // Matroska is read by the same demuxer as WebM; only the name of the file tells them apart.
  const bool keeps_name = info.container == "matroska" && recording.format == "mkv";
  if (!keeps_name) recording.format = container.format;
  recording.mime_type =
      keeps_name ? "video/x-matroska" : std::string(info.video ? container.video_type : container.audio_type);
  recording.duration = milliseconds(std::llround(info.duration_seconds * 1000));
  recording.has_video = info.video.has_value();
  std::string codecs;
  if (info.video) {
    recording.resolution = fmt::format("{}x{}", info.video->size.width, info.video->size.height);
    recording.frame_rate = info.video->frame_rate.value();
    codecs = info.video->codec;
  }
  if (info.audio) codecs.append(codecs.empty() ? "" : ", ").append(info.audio->codec);
  recording.codecs = codecs;
  if (info.duration_seconds > 0 && recording.file_size_bytes)
    recording.bitrate_kbps = static_cast<int>(
        std::lround(static_cast<double>(*recording.file_size_bytes) * 8 / info.duration_seconds / 1000));
}

/// Plans the renditions and asks for the first step: what can be played at once.
void plan(const Pipeline& pipeline, db::Transaction& tx, const Recording& recording,
          const media::MediaInfo& info) {
  for (const auto& rendition : planned_renditions(recording.id, info, pipeline.settings.ladder))
    announce_rendition(tx, rendition, pipeline.clock.now());
  enqueue(pipeline.queue, tx, package_kind, recording);
}

}  // namespace

Outcome probe_recording(const Pipeline& pipeline, jobs::JobContext& context) {
  auto material = load(pipeline, context);
  if (!material) return std::unexpected(std::move(material).error());
  const auto file = original_of(pipeline, material->recording);
  if (!file) return std::unexpected(give_up(pipeline, context, file.error(), {}));
  const auto info = media::probe(pipeline.settings.tools, *file, pipeline.settings.probe_limits,
                                 [&context] { return context.cancelled(); });
  if (!info) return std::unexpected(give_up(pipeline, context, failure_of(info.error()), {}));

  const auto stored = pipeline.database.write([&](db::Transaction& tx) {
    auto recording = find_recording(tx, material->recording.id);
    if (!recording || !context.complete(tx, context.job().id)) return;
    describe(*recording, *info);
    recording->error_message.reset();
    update_recording(tx, *recording, pipeline.clock.now());
    plan(pipeline, tx, *recording, *info);
  });
  if (!stored) return std::unexpected(failure_of(stored.error()));
  return {};
}

}  // namespace vtp::recordings::processing
