#include "live/streaming/live_stream.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "recordings/byte_response.h"

namespace vtp::live {
namespace {

constexpr std::string_view hls_type = "application/vnd.apple.mpegurl";
constexpr std::string_view immutable = "private, max-age=31536000, immutable";
constexpr int longest_reload = 3;  // in target durations (RFC 8216bis section 6.2.5.2)
constexpr int longest_part = 3;    // in part durations (row 22)

media::LiveTiming timing_of(media::LiveTiming timing, const StreamFacts& facts) {
  timing.window = facts.dvr_window;
  timing.low_latency = facts.low_latency;
  return timing;
}

/// Calls `function` with the indexes of all tracks, each of which stays as it is meanwhile.
template <class Tracks, class Function>
auto look_at_all(const Tracks& tracks, std::vector<const media::TrackIndex*>& indexes, Function&& function)
    -> decltype(function(indexes)) {
  if (indexes.size() == tracks.size()) return function(indexes);
  return tracks[indexes.size()]->look([&](const media::TrackIndex& index) {
    indexes.push_back(&index);
    return look_at_all(tracks, indexes, function);
  });
}

Error not_there() {
  return fail(ErrorCode::segment_not_found, "There is no such piece of the class").error();
}

/// Where the bytes of a name are.
struct Place {
  std::uint64_t offset = 0, size = 0;
};
std::optional<Place> place_of(const media::TrackIndex& index, const media::LiveName& name) {
  if (name.number >= index.segments.size()) return std::nullopt;
  const auto& segment = index.segments[name.number];
  if (segment.is_gap) return std::nullopt;
  if (!name.part)
    return segment.is_complete ? std::optional(Place{segment.offset, segment.size}) : std::nullopt;
  if (*name.part >= segment.parts) return std::nullopt;
  const auto& part = index.part(segment, *name.part);
  return Place{part.offset, part.size};
}

}  // namespace

LiveStream::LiveStream(StreamFacts facts, StreamParts parts)
    : facts_(std::move(facts)),
      parts_(parts),
      timing_(timing_of(parts.timing, facts_)),
      viewers_(facts_.max_viewers) {}

void LiveStream::grow(const TrackSnapshot& snapshot) {
  const auto known = tracks();
  auto next = std::make_shared<Tracks>();
  if (snapshot)
    for (const auto& running : *snapshot) {
      const auto same = std::ranges::find_if(
          *known, [&](const LiveTrackPointer& track) { return track->is_of(running.log.get()); });
      next->push_back(same != known->end() ? *same : std::make_shared<const LiveTrack>(running));
    }
  const std::lock_guard lock(mutex_);
  if (ended_at_) return;
  tracks_ = std::move(next);
  ++growth_;
}

void LiveStream::wake() {
  for (const auto& track : *tracks()) {
    auto ready = track->look(
        [&](const media::TrackIndex& index) { return players_.take_ready(track->name(), index, timing_); });
    for (auto& player : ready) answer(std::move(player));
  }
}

bool LiveStream::end(Timestamp now) {
  const auto known = tracks();
  auto last = std::make_shared<Tracks>();
  for (const auto& track : *known) last->push_back(track->frozen());
  {
    const std::lock_guard lock(mutex_);
    if (ended_at_) return false;
    ended_at_ = now;
    tracks_ = std::move(last);
    ++growth_;
  }
  with_viewers([&](ViewerSessions& viewers) { viewers.close_all(LeaveReason::stopped, now); });
  return true;
}

std::optional<Timestamp> LiveStream::ended_at() const {
  const std::lock_guard lock(mutex_);
  return ended_at_;
}

void LiveStream::tick(Timestamp now) {
  for (auto& player : players_.take_overdue(now)) {
    const bool is_playlist = std::holds_alternative<PlaylistWish>(player.wish);
    Error late{.code = ErrorCode::not_ready, .message = "The class sends nothing at the moment"};
    player.answerer.send(refuse(player.request, is_playlist ? late : not_there()));
  }
  with_viewers([&](ViewerSessions& viewers) { viewers.close_silent(now); });
}

void LiveStream::dismiss_players() {
  const Error error{.code = ErrorCode::not_ready, .message = "The server is shutting down"};
  for (auto& player : players_.take_all())
    player.answerer.send(http::error_response(error, player.request.request_id));
}

std::shared_ptr<const LiveStream::Tracks> LiveStream::tracks() const {
  const std::lock_guard lock(mutex_);
  return tracks_;
}

std::uint64_t LiveStream::growth() const {
  const std::lock_guard lock(mutex_);
  return growth_;
}

bool LiveStream::is_offered(const LiveTrack& track) const {
  if (!track.is_video() || facts_.profiles.empty()) return true;
  const auto label = track.label();
  return label && facts_.profiles.contains(*label);
}

LiveTrackPointer LiveStream::track(const std::string& rendition) const {
  const auto known = tracks();
  const auto found = std::ranges::find(*known, rendition, [](const auto& track) { return track->name(); });
  return found != known->end() && is_offered(**found) ? *found : nullptr;
}

std::set<QualityLabel> LiveStream::produced() const {
  std::set<QualityLabel> labels;
  for (const auto& track : *tracks())
    if (const auto label = track->label(); label && is_offered(*track)) labels.insert(*label);
  return labels;
}

std::string LiveStream::rendition_of(QualityLabel wanted) const {
  std::string name;
  int most_lines = 0;
  for (const auto& track : *tracks()) {
    if (track->label() != wanted || !is_offered(*track)) continue;
    const int lines = track->look([](const media::TrackIndex& index) {
      const auto& size = index.inits.back().size;
      return std::min(size.width, size.height);
    });
    if (lines > most_lines) most_lines = lines, name = track->name();
  }
  return name;
}

bool LiveStream::has_media() const {
  return std::ranges::any_of(*tracks(), [&](const LiveTrackPointer& track) {
    return is_offered(*track) &&
           track->look([](const media::TrackIndex& index) { return !index.parts.empty(); });
  });
}

template <class Write>
std::string LiveStream::with_presentation(Write write) const {
  Tracks offered;
  for (const auto& track : *tracks())
    if (is_offered(*track)) offered.push_back(track);
  std::vector<const media::TrackIndex*> indexes;
  return look_at_all(offered, indexes, [&](const std::vector<const media::TrackIndex*>& all) {
    media::LivePresentation presentation;
    for (std::size_t i = 0; i < offered.size(); ++i) {
      media::LiveRendition rendition{offered[i]->name(), all[i], offered[i]->frame_rate()};
      if (offered[i]->is_video())
        presentation.videos.push_back(std::move(rendition));
      else
        presentation.audio = std::move(rendition);
    }
    return write(presentation);
  });
}

std::optional<std::string> LiveStream::multivariant_playlist(std::string_view query) const {
  if (!has_media()) return std::nullopt;
  return with_presentation([&](const media::LivePresentation& presentation) {
    return media::live_multivariant_playlist(presentation, query);
  });
}

std::string LiveStream::manifest(std::string_view query, Timestamp now) const {
  return with_presentation([&](const media::LivePresentation& presentation) {
    return media::live_dash_manifest(presentation, timing_, now, query);
  });
}

http::Response LiveStream::playlist(const http::Request& request, const std::string& rendition,
                                    const PlaylistRequest& wanted) {
  const auto grown = growth();
  const auto found = track(rendition);
  if (!found) return refuse(request, not_there());
  PlaylistWish wish{.reload = wanted.reload, .skips = wanted.skips, .query = wanted.query};
  const auto verdict = found->look(
      [&](const media::TrackIndex& index) { return media::answer_reload(index, timing_, wish.reload); });
  if (verdict == media::ReloadAnswer::later) return wait(request, rendition, std::move(wish), grown);
  return playlist_now(request, *found, wish);
}

std::optional<http::Response> LiveStream::piece(const http::Request& request, const std::string& rendition,
                                                const std::string& name, std::optional<ViewerId> viewer) {
  const auto grown = growth();
  const auto found = track(rendition);
  if (!found) return std::nullopt;
  if (auto response = piece_now(request, *found, name, viewer)) return response;
  const auto piece = media::parse_live_name(name);
  if (!piece || !piece->part) return std::nullopt;
  PieceWish wish{*piece, viewer};
  const bool is_coming =
      found->look([&](const media::TrackIndex& index) { return !is_ready(index, timing_, wish); });
  if (is_coming) return wait(request, rendition, wish, grown);
  return piece_now(request, *found, name, viewer);  // it may have come in between
}

http::Response LiveStream::playlist_now(const http::Request& request, const LiveTrack& track,
                                        const PlaylistWish& wanted) {
  const auto verdict = track.look(
      [&](const media::TrackIndex& index) { return media::answer_reload(index, timing_, wanted.reload); });
  if (verdict == media::ReloadAnswer::refused)
    return refuse(request, fail_field("_HLS_msn", "names nothing that will be there soon").error());
  auto text = shared_playlist(track, wanted.skips)->with(wanted.query);
  counts_.bytes += static_cast<std::int64_t>(text.size());
  parts_.failures.note(false, parts_.clock.now());
  auto response = http::text_response(200, std::string(hls_type), std::move(text));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

std::shared_ptr<const SharedPlaylist> LiveStream::shared_playlist(const LiveTrack& track, bool skips) {
  const std::pair key(track.name(), skips);
  std::uint64_t grown = 0;
  {
    const std::lock_guard lock(mutex_);
    grown = growth_;
    if (const auto found = written_.find(key); found != written_.end() && found->second.growth == grown) {
      ++counts_.playlists_shared;
      return found->second.playlist;
    }
  }
  auto playlist = std::make_shared<const SharedPlaylist>(write_playlist(track, skips));
  ++counts_.playlists_written;
  const std::lock_guard lock(mutex_);
  written_[key] = {grown, playlist};
  return playlist;
}

std::string LiveStream::write_playlist(const LiveTrack& track, bool skips) const {
  std::vector<media::RenditionReport> reports;
  for (const auto& other : *tracks()) {
    if (other->name() == track.name() || !is_offered(*other)) continue;
    auto report = other->look([&](const media::TrackIndex& index) {
      return media::rendition_report("../" + other->name() + "/live.m3u8", index);
    });
    if (report) reports.push_back(*std::move(report));
  }
  return track.look([&](const media::TrackIndex& index) {
    return media::live_media_playlist(
        index, timing_, {.query = SharedPlaylist::placeholder, .skips = skips, .reports = reports});
  });
}

std::optional<http::Response> LiveStream::piece_now(const http::Request& request, const LiveTrack& track,
                                                    const std::string& name, std::optional<ViewerId> viewer) {
  std::optional<http::BodyPiece> body;
  std::int64_t size = 0;
  if (const auto version = media::parse_init_version_name(name)) {
    auto bytes = track.look([&](const media::TrackIndex& index) {
      return *version < index.inits.size() ? index.inits[*version].bytes : std::string();
    });
    if (bytes.empty()) return std::nullopt;
    size = static_cast<std::int64_t>(bytes.size());
    body = std::move(bytes);
  } else if (const auto piece = media::parse_live_name(name)) {
    const auto place = track.look([&](const media::TrackIndex& index) { return place_of(index, *piece); });
    if (!place) return std::nullopt;
    auto bytes = track.bytes(place->offset, place->size);
    if (!bytes) return refuse(request, bytes.error());
    size = static_cast<std::int64_t>(place->size);
    body = *std::move(bytes);
  } else {
    return std::nullopt;
  }
  count_piece(size, viewer);
  // Tracks of the same name follow one another at different times of a recording.
  const auto etag = fmt::format("\"{}-{}-{}-{}\"", facts_.recording.view(), track.name(), name, size);
  return recordings::byte_response(
      request, *std::move(body),
      {track.is_video() ? "video/mp4" : "audio/mp4", etag, std::string(immutable)});
}

/// The answer may have come between the look at the index and the moment in which the player is among those
/// who wait: then nobody would wake it.
http::Response LiveStream::wait(const http::Request& request, const std::string& rendition, Wish wish,
                                std::uint64_t growth) {
  auto place = parts_.budget.take();
  if (!place)
    return refuse(request, {.code = ErrorCode::not_ready, .message = "Too many players wait at once"});
  const auto limit = std::holds_alternative<PlaylistWish>(wish)
                         ? std::chrono::milliseconds(timing_.target * longest_reload)
                         : timing_.part * longest_part;
  return http::answer_later([self = shared_from_this(), request, rendition, wish = std::move(wish), growth,
                             limit, place = std::move(place)](http::Answerer answerer) mutable {
    const auto number = self->players_.add({.request = std::move(request),
                                            .rendition = std::move(rendition),
                                            .wish = std::move(wish),
                                            .deadline = self->parts_.clock.now() + limit,
                                            .answerer = std::move(answerer),
                                            .place = std::move(place)});
    if (self->growth() != growth) self->wake();
    return [self = std::move(self), number] { self->players_.remove(number); };
  });
}

void LiveStream::answer(WaitingPlayer player) {
  const auto found = track(player.rendition);
  if (!found) return player.answerer.send(refuse(player.request, not_there()));
  if (const auto* wanted = std::get_if<PlaylistWish>(&player.wish))
    return player.answerer.send(playlist_now(player.request, *found, *wanted));
  const auto& wanted = std::get<PieceWish>(player.wish);
  auto response =
      piece_now(player.request, *found,
                media::live_part_name(wanted.name.number, wanted.name.part.value_or(0)), wanted.viewer);
  player.answerer.send(response ? *std::move(response) : refuse(player.request, not_there()));
}

http::Response LiveStream::refuse(const http::Request& request, const Error& error) {
  const bool is_failure = http_status(error.code) != 400;
  if (is_failure) ++counts_.failures;
  parts_.failures.note(is_failure, parts_.clock.now());
  return http::error_response(error, request.request_id);
}

void LiveStream::count_piece(std::int64_t bytes, std::optional<ViewerId> viewer) {
  ++counts_.segments;
  counts_.bytes += bytes;
  const auto now = parts_.clock.now();
  parts_.failures.note(false, now);
  if (!viewer) return;
  with_viewers([&](ViewerSessions& viewers) { viewers.count_piece(*viewer, bytes, now); });
}

}  // namespace vtp::live
