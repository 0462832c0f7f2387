#include "recordings/info_service.h"

#include <utility>

#include "base/try.h"
#include "media/ladder.h"
#include "recordings/links.h"
#include "recordings/media_keys.h"
#include "recordings/progress_store.h"
#include "recordings/recording_view.h"
#include "recordings/rendition_store.h"
#include "recordings/resume.h"

namespace vtp::recordings {
namespace {

RenditionInfo info_of(const Rendition& rendition) {
  RenditionInfo info;
  info.name = rendition.name;
  info.label = rendition.label;
  info.kind = rendition.kind;
  info.width = rendition.width;
  info.height = rendition.height;
  info.frame_rate = rendition.frame_rate;
  info.bitrate_kbps = rendition.bitrate_kbps;
  info.codecs = rendition.codecs;
  info.state = rendition.state;
  const auto bits = rendition.index ? rendition.index->average_bandwidth() : 1000.0 * rendition.bitrate_kbps;
  info.mb_per_hour = media::mb_per_hour(bits);
  return info;
}

RecordingInfo info_of(Access access) {
  auto& recording = access.recording;
  RecordingInfo info;
  info.id = recording.id;
  info.status = recording.shown_status();
  info.title = std::move(recording.title);
  info.description = std::move(recording.description);
  info.duration_seconds = recording.duration;
  info.file_size_bytes = recording.file_size_bytes;
  info.started_at = recording.started_at;
  info.stopped_at = recording.stopped_at;
  info.created_at = recording.created_at;
  info.mime_type = std::move(recording.mime_type);
  info.format = std::move(recording.format);
  info.has_video = recording.has_video;
  info.streaming_ready = recording.streaming_ready;
  info.streaming_url = recording_url(info.id, "/stream/master.m3u8");
  info.playlist_url = recording_url(info.id, "/stream/playlist.m3u8");
  info.dash_url = recording_url(info.id, "/stream/manifest.mpd");
  info.thumbnail_url = recording_url(info.id, "/thumbnail");
  if (access.rights.has(Right::edit)) info.error_message = std::move(recording.error_message);
  info.edit_version = recording.edit_version;
  info.rights = access.rights.list();
  return info;
}

std::vector<CaptionInfo> captions_of(db::Transaction& tx, RecordingId id) {
  std::vector<CaptionInfo> captions;
  for (const auto& row :
       tx.query("select language, label, kind, is_default, updated_at from captions where recording_id = $1 "
                "order by language, kind",
                id)) {
    auto& caption = captions.emplace_back();
    caption.language = row.next<std::string>();
    caption.label = row.next<std::string>();
    caption.kind = row.next<std::string>();
    caption.is_default = row.next<bool>();
    caption.updated_at = row.next<Timestamp>();
    caption.url = recording_url(id, "/captions/" + caption.language);
  }
  return captions;
}

}  // namespace

void InfoService::add_media(db::Transaction& tx, RecordingInfo& info) {
  for (const auto& rendition : find_renditions(tx, info.id)) info.renditions.push_back(info_of(rendition));
  if (info.has_video && store_.exists(keys::storyboard(info.id) + "/0.jpg"))
    info.storyboard_url = recording_url(info.id, "/storyboard.vtt");
  info.captions = captions_of(tx, info.id);
  info.chapters =
      tx.query("select count(*) from chapters where recording_id = $1", info.id).front().get<std::int64_t>(0);
}

void InfoService::add_own_progress(db::Transaction& tx, RecordingInfo& info, UserId user) {
  const auto duration = info.duration_seconds.value_or(milliseconds{0});
  info.coverage_percent = {find_coverage(tx, info.id, user, duration).percent()};
  const auto position = find_position(tx, info.id, user);
  if (!position) return;
  info.completed = position->completed_at.has_value();
  info.resume_position_seconds = resume_position(position->position, duration, info.completed);
}

Result<RecordingInfo> InfoService::info(const Identity& caller, RecordingId id) {
  const auto now = clock_.now();
  return database_.read([&](db::Transaction& tx) -> Result<RecordingInfo> {
    VTP_TRY(auto access, require(tx, caller, id, Right::view, now));
    auto info = info_of(std::move(access));
    add_media(tx, info);
    info.is_live = is_streamed(tx, id);
    if (info.is_live) info.live_url = recording_url(id, "/stream/live");
    add_own_progress(tx, info, caller.user);
    info.media_token = tokens_.issue(caller, id, MediaLevel::view, settings_.media_token_life);
    info.media_token_expires_at = now + settings_.media_token_life;
    info.analytics = summarise_views(tx, id);
    return info;
  });
}

Result<ViewingFigures> InfoService::analytics(const Identity& caller, RecordingId id) {
  return database_.read([&](db::Transaction& tx) -> Result<ViewingFigures> {
    VTP_CHECK(require(tx, caller, id, Right::analytics, clock_.now()));
    return count_views(tx, id);
  });
}

Result<MediaTokenAnswer> InfoService::media_token(const Identity& caller, RecordingId id, MediaLevel level,
                                                  const std::string& origin) {
  const auto now = clock_.now();
  const auto right = level == MediaLevel::download ? Right::download : Right::view;
  VTP_CHECK(database_.read([&](db::Transaction& tx) { return require(tx, caller, id, right, now); }));
  MediaTokenAnswer answer;
  answer.token = tokens_.issue(caller, id, level, settings_.media_token_life);
  answer.expires_at = now + settings_.media_token_life;
  const auto url = [&](std::string_view rest) {
    return origin + recording_url(id, rest) + "?token=" + answer.token;
  };
  answer.urls.hls = url("/stream/master.m3u8");
  answer.urls.playlist = url("/stream/playlist.m3u8");
  answer.urls.dash = url("/stream/manifest.mpd");
  answer.urls.thumbnail = url("/thumbnail");
  if (level == MediaLevel::download) answer.urls.mp4 = url("/download");
  return answer;
}

}  // namespace vtp::recordings
