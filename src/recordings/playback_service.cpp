#include "recordings/playback_service.h"

#include <algorithm>
#include <utility>

#include "base/try.h"
#include "http/url.h"
#include "media/dash.h"
#include "media/hls.h"
#include "media/names.h"
#include "recordings/presentation.h"
#include "recordings/progress_service.h"
#include "recordings/rendition_store.h"

namespace vtp::recordings {
namespace {

Result<Playable> find_playable(db::Transaction& tx, const Identity& caller, RecordingId id, Timestamp now) {
  VTP_TRY(auto access, require(tx, caller, id, Right::view, now));
  Playable playable{std::move(access), find_renditions(tx, id)};
  if (!playable.access.recording.streaming_ready) return std::unexpected(not_playable(playable.access));
  return playable;
}

}  // namespace

std::string carried_query(const Identity& caller) {
  return caller.media ? "token=" + http::percent_encode(caller.media->token) : std::string();
}

std::unexpected<Error> segment_not_found() {
  return fail(ErrorCode::segment_not_found, "There is no such piece of the recording");
}

Result<Playable> PlaybackService::find(const Identity& caller, RecordingId id) {
  return database_.read([&](db::Transaction& tx) { return find_playable(tx, caller, id, clock_.now()); });
}

Result<Access> PlaybackService::require_view(const Identity& caller, RecordingId id) {
  return database_.read(
      [&](db::Transaction& tx) { return require(tx, caller, id, Right::view, clock_.now()); });
}

Result<Playable> PlaybackService::open(const Visit& visit, RecordingId id) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<Playable> {
    VTP_TRY(auto playable, find_playable(tx, visit.caller, id, now));
    open_session(tx, visit, id, now);
    return playable;
  });
}

Result<Playlist> PlaybackService::multivariant_playlist(const Visit& visit, RecordingId id) {
  VTP_TRY(const auto playable, open(visit, id));
  const auto presentation = presentation_of(playable.renditions);
  return Playlist{media::hls_multivariant_playlist(presentation, carried_query(visit.caller)),
                  playable.is_final()};
}

Result<Playlist> PlaybackService::dash_manifest(const Visit& visit, RecordingId id) {
  VTP_TRY(const auto playable, open(visit, id));
  const auto presentation = presentation_of(playable.renditions);
  return Playlist{media::dash_manifest(presentation, carried_query(visit.caller)), playable.is_final()};
}

Result<Playlist> PlaybackService::single_playlist(const Visit& visit, RecordingId id) {
  VTP_TRY(const auto playable, open(visit, id));
  const auto presentation = presentation_of(playable.renditions);
  const auto query = carried_query(visit.caller);
  if (presentation.videos.empty())
    return Playlist{
        media::hls_media_playlist(presentation.audio->index, presentation.audio->name + "/", query)};
  const auto& best = presentation.videos.back();
  auto text = presentation.audio
                  ? media::hls_interleaved_playlist(best.index, presentation.audio->index,
                                                    media::interleaved_name(best.name) + "/", query)
                  : media::hls_media_playlist(best.index, best.name + "/", query);
  return Playlist{std::move(text), playable.is_final()};
}

Result<Playlist> PlaybackService::rendition_playlist(const Visit& visit, RecordingId id,
                                                     std::string_view name) {
  VTP_TRY(const auto playable, open(visit, id));
  const auto video = media::video_of_interleaved(name);
  const auto named = [&](std::string_view wanted) {
    return std::ranges::find_if(playable.renditions,
                                [&](const auto& r) { return r.name == wanted && r.is_ready(); });
  };
  const auto query = carried_query(visit.caller);
  const auto found = named(video.value_or(name));
  if (found == playable.renditions.end()) return segment_not_found();
  if (!video) return Playlist{media::hls_media_playlist(*found->index, "", query)};
  const auto sound = named(media::audio_rendition);
  if (found->kind != RenditionKind::video || sound == playable.renditions.end()) return segment_not_found();
  return Playlist{media::hls_interleaved_playlist(*found->index, *sound->index, "", query)};
}

}  // namespace vtp::recordings
