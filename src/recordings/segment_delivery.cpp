#include "recordings/segment_delivery.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "http/file_response.h"
#include "media/live/live_names.h"
#include "media/mp4/interleave.h"
#include "media/names.h"
#include "media/stored_folder.h"
#include "recordings/byte_response.h"

namespace vtp::recordings {
namespace {

constexpr std::string_view immutable = "private, max-age=31536000, immutable";

std::string type_of(const Rendition& rendition) {
  return rendition.kind == RenditionKind::audio ? "audio/mp4" : "video/mp4";
}

Result<std::string> or_not_found(Result<std::string> bytes) {
  return bytes ? std::move(bytes) : segment_not_found();
}

Result<std::string> interleaved_segment(const media::StoredFolder& video, const media::StoredFolder& audio,
                                        const std::string& video_init, const std::string& audio_init,
                                        std::size_t number) {
  VTP_TRY(const auto segment, or_not_found(media::read_segment(video, number)));
  const auto range = media::audio_segments_for(video.index, number, audio.index);
  std::vector<std::string> sound;
  for (auto i = range.first; i < range.end; ++i) {
    VTP_TRY(auto bytes, or_not_found(media::read_segment(audio, i)));
    sound.push_back(std::move(bytes));
  }
  return media::interleave_segment({.video = video.index,
                                    .audio = audio.index,
                                    .number = number,
                                    .video_init = video_init,
                                    .audio_init = audio_init,
                                    .video_segment = segment,
                                    .audio_segments = std::move(sound)});
}

/// Of a segment, or the number in the name of an initialisation segment itself.
std::optional<std::size_t> init_version_for(const media::SegmentIndex& video,
                                            const media::SegmentIndex& audio, std::string_view name) {
  if (const auto number = media::parse_segment_name(name)) {
    if (*number >= video.segments.size()) return std::nullopt;
    const auto& segment = video.segments[*number];
    if (segment.is_gap() && !media::has_sound(video, *number, audio)) return std::nullopt;
    return segment.init;
  }
  return media::find_piece(video, name) ? media::parse_init_version_name(name) : std::nullopt;
}

}  // namespace

Result<http::Response> SegmentDelivery::file_of(const http::Request& request, const OpenRendition& open,
                                                const std::string& name) {
  const auto piece = media::find_piece(*open.rendition.index, name);
  if (!piece) return segment_not_found();
  VTP_TRY(auto file, files_.open(open.folder / piece->file));
  if (piece->size) {
    if (file.whole.length < piece->offset + *piece->size) return segment_not_found();
    file.whole.offset = piece->offset;
    file.whole.length = *piece->size;
  }
  return http::file_response(
      request, std::move(file),
      {.content_type = type_of(open.rendition), .cache_control = std::string(immutable)});
}

std::optional<http::Response> SegmentDelivery::deliver_at_once(const http::Request& request) {
  const auto id = RecordingId::parse(request.path_parameter("id"));
  if (!id || !passes_.is_let_in(request, *id)) return std::nullopt;
  if (running_ != nullptr)
    if (auto live = running_->segment(request, *id)) return live;
  const auto open = passes_.find(*id, request.path_parameter("rendition"));
  const auto& name = request.path_parameter("segment");
  if (!open || !media::find_piece(*open->rendition.index, name)) return std::nullopt;
  auto response = file_of(request, *open, name);
  if (!response) {
    passes_.forget(*id, request.path_parameter("rendition"));
    return std::nullopt;
  }
  return *std::move(response);
}

Result<http::Response> SegmentDelivery::deliver(const http::Request& request) {
  const auto id = request.id<RecordingId>("id");
  const auto& rendition = request.path_parameter("rendition");
  const auto& name = request.path_parameter("segment");
  if (auto live = deliver_live(request)) return *std::move(live);
  if (!media::is_rendition_name(rendition)) {
    VTP_CHECK(playback_.find(request.caller(), id));
    return segment_not_found();
  }
  if (const auto video = media::video_of_interleaved(rendition))
    return interleave(request, id, std::string(*video), name);
  VTP_TRY(const auto open, this->open(request, id, rendition));
  if (!media::find_piece(*open->rendition.index, name)) return segment_not_found();
  auto response = file_of(request, *open, name);
  if (response) return response;
  // The rendition was made anew a moment ago.
  passes_.forget(id, rendition);
  VTP_TRY(const auto again, this->open(request, id, rendition));
  response = file_of(request, *again, name);
  if (!response) return segment_not_found();
  return response;
}

std::optional<Result<http::Response>> SegmentDelivery::deliver_live(const http::Request& request) {
  const auto id = request.id<RecordingId>("id");
  if (running_ == nullptr || !running_->has_media(id)) return std::nullopt;
  if (const auto access = playback_.require_view(request.caller(), id); !access)
    return std::unexpected(access.error());
  passes_.let_in(request, id);
  return running_->segment(request, id);
}

Result<SegmentDelivery::OpenPointer> SegmentDelivery::open(const http::Request& request, RecordingId id,
                                                           const std::string& rendition) {
  if (passes_.is_let_in(request, id))
    if (auto known = passes_.find(id, rendition)) return known;
  VTP_TRY(auto playable, playback_.find(request.caller(), id));
  passes_.let_in(request, id);
  const auto found = std::ranges::find_if(playable.renditions,
                                          [&](const auto& r) { return r.name == rendition && r.is_ready(); });
  if (found == playable.renditions.end()) return segment_not_found();
  VTP_TRY(auto folder, store_.path_of(found->path));
  auto open = std::make_shared<const OpenRendition>(std::move(*found), std::move(folder));
  passes_.keep(id, rendition, open);
  return open;
}

Result<http::Response> SegmentDelivery::interleave(const http::Request& request, RecordingId id,
                                                   const std::string& video_name, const std::string& file) {
  VTP_TRY(const auto video, open(request, id, video_name));
  VTP_TRY(const auto audio, open(request, id, std::string(media::audio_rendition)));
  if (video->rendition.kind != RenditionKind::video) return segment_not_found();
  const media::StoredFolder video_folder{video->folder, *video->rendition.index};
  const media::StoredFolder audio_folder{audio->folder, *audio->rendition.index};
  const auto version = init_version_for(video_folder.index, audio_folder.index, file);
  if (!version) return segment_not_found();
  VTP_TRY(const auto video_init, or_not_found(media::read_init(video_folder, *version)));
  // The sound of a class is mixed by ourselves: it is coded in one way from its beginning to its end.
  VTP_TRY(const auto audio_init, or_not_found(media::read_init(audio_folder)));
  std::string bytes;
  if (const auto number = media::parse_segment_name(file)) {
    VTP_TRY(bytes, interleaved_segment(video_folder, audio_folder, video_init, audio_init, *number));
  } else {
    VTP_TRY(bytes, media::interleave_init(video_init, audio_init));
  }
  // The folders differ each time a rendition is made.
  const auto etag =
      fmt::format("\"{}-{}-{}\"", video->folder.filename().string(), audio->folder.filename().string(), file);
  return byte_response(request, std::move(bytes), {"video/mp4", etag, std::string(immutable)});
}

void add_segment_route(http::RouteTable& table, SegmentDelivery& delivery) {
  http::RouteSpec spec{
      .method = http::Method::get,
      .path = "/api/v1/recordings/{id}/stream/{rendition}/{segment}",
      .access = http::Access::media,
      .summary = "A segment of a rendition",
      .tag = "Playback",
      .other_statuses = {206},
      .errors = {ErrorCode::recording_not_found, ErrorCode::segment_not_found, ErrorCode::recording_not_ready,
                 ErrorCode::recording_failed, ErrorCode::range_not_satisfiable},
      .counts_towards_limits = false,
      .answer_type = "video/mp4"};
  auto& route = table.add_raw<json::Nothing>(
      spec, [&](const http::Request& request, json::Nothing) { return delivery.deliver(request); });
  route.fast = [&](const http::Request& request) { return delivery.deliver_at_once(request); };
}

}  // namespace vtp::recordings
