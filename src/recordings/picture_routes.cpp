#include "recordings/picture_routes.h"

#include <charconv>
#include <utility>

#include "base/try.h"
#include "http/file_response.h"
#include "media/storyboard.h"
#include "recordings/media_keys.h"
#include "recordings/playback_service.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/picture_jobs.h"

namespace vtp::recordings {
namespace {

enum class ThumbnailWidth : std::uint8_t { small, medium, large };

struct ThumbnailQuery {
  ThumbnailWidth width = ThumbnailWidth::small;
};

/// The number of "12.jpg"; nullopt for every other name.
std::optional<int> sheet_number(std::string_view name) {
  if (!name.ends_with(".jpg")) return std::nullopt;
  name.remove_suffix(4);
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_plain =
      error == std::errc{} && end == name.data() + name.size() && std::to_string(number) == name;
  return is_plain && number >= 0 ? std::optional(number) : std::nullopt;
}

http::RouteSpec spec(std::string_view path, std::string summary, std::string type) {
  return {
      .method = http::Method::get,
      .path = "/api/v1/recordings/{id}" + std::string(path),
      .access = http::Access::media,
      .summary = std::move(summary),
      .tag = "Playback",
      .errors = {ErrorCode::recording_not_found, ErrorCode::recording_not_ready, ErrorCode::recording_failed},
      .counts_towards_limits = false,
      .answer_type = std::move(type)};
}

}  // namespace
}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::ThumbnailWidth> {
  static constexpr std::array<std::string_view, 3> names{"320", "640", "1280"};
};

template <>
struct vtp::json::Shape<vtp::recordings::ThumbnailQuery> {
  static constexpr std::string_view name = "ThumbnailQuery";
  static constexpr std::array fields{field<&vtp::recordings::ThumbnailQuery::width>("width")};
};

namespace vtp::recordings {

Result<Access> PictureDelivery::find(const http::Request& request) {
  return database_.read([&](db::Transaction& tx) {
    return require(tx, request.caller(), request.id<RecordingId>("id"), Right::view, clock_.now());
  });
}

Result<http::Response> PictureDelivery::thumbnail(const http::Request& request, int width) {
  VTP_TRY(const auto access, find(request));
  const auto& recording = access.recording;
  if (!recording.streaming_ready) return std::unexpected(not_playable(access));
  const auto key = keys::thumbnail(recording.id, processing::thumbnail_moment(recording), width);
  VTP_TRY(const auto path, files_.await(access, {key, processing::thumbnail_kind, std::to_string(width)}));
  return http::file_response(request, path,
                             {.content_type = "image/jpeg", .cache_control = "private, max-age=86400"});
}

bool PictureDelivery::has_storyboard(const Recording& recording) const {
  return recording.has_video && recording.duration &&
         store_.exists(keys::storyboard(recording.id) + "/0.jpg");
}

Result<http::Response> PictureDelivery::storyboard(const http::Request& request) {
  VTP_TRY(const auto access, find(request));
  const auto& recording = access.recording;
  if (!has_storyboard(recording)) return std::unexpected(not_playable(access));
  passes_.let_in(request, recording.id);
  const auto seconds = static_cast<double>(recording.duration->count()) / 1000;
  auto response = http::text_response(
      200, "text/vtt; charset=utf-8",
      media::storyboard_vtt(media::storyboard_for(seconds), "storyboard/", carried_query(request.caller())));
  response.headers.set("Cache-Control", "private, max-age=86400");
  return response;
}

std::optional<http::Response> PictureDelivery::sheet_at_once(const http::Request& request) {
  const auto id = RecordingId::parse(request.path_parameter("id"));
  if (!id || !passes_.is_let_in(request, *id)) return std::nullopt;
  auto response = sheet_file(request, *id);
  if (!response) return std::nullopt;
  return *std::move(response);
}

Result<http::Response> PictureDelivery::sheet(const http::Request& request) {
  VTP_TRY(const auto access, find(request));
  if (!has_storyboard(access.recording)) return std::unexpected(not_playable(access));
  passes_.let_in(request, access.recording.id);
  return sheet_file(request, access.recording.id);
}

Result<http::Response> PictureDelivery::sheet_file(const http::Request& request, RecordingId id) {
  const auto number = sheet_number(request.path_parameter("sheet"));
  if (!number) return segment_not_found();
  VTP_TRY(const auto path, store_.path_of(keys::storyboard(id) + "/" + std::to_string(*number) + ".jpg"));
  auto response = http::file_response(
      request, path, {.content_type = "image/jpeg", .cache_control = "private, max-age=86400"});
  if (!response) return segment_not_found();
  return response;
}

void add_picture_routes(http::RouteTable& table, PictureDelivery& pictures) {
  auto thumbnail = spec("/thumbnail", "A still picture", "image/jpeg");
  thumbnail.lane = http::Lane::slow;
  thumbnail.other_statuses = {206};
  thumbnail.errors.push_back(ErrorCode::range_not_satisfiable);
  table.add_raw<ThumbnailQuery>(thumbnail, [&](const http::Request& request, ThumbnailQuery query) {
    int width = 0;
    const auto text = to_text(query.width);
    std::from_chars(text.data(), text.data() + text.size(), width);
    return pictures.thumbnail(request, width);
  });

  table.add_raw<json::Nothing>(
      spec("/storyboard.vtt", "Cues of the pictures behind the seek bar", "text/vtt"),
      [&](const http::Request& request, json::Nothing) { return pictures.storyboard(request); });

  auto sheet = spec("/storyboard/{sheet}", "A sheet of pictures behind the seek bar", "image/jpeg");
  sheet.other_statuses = {206};
  sheet.errors.insert(sheet.errors.end(), {ErrorCode::segment_not_found, ErrorCode::range_not_satisfiable});
  auto& route = table.add_raw<json::Nothing>(
      sheet, [&](const http::Request& request, json::Nothing) { return pictures.sheet(request); });
  route.fast = [&](const http::Request& request) { return pictures.sheet_at_once(request); };
}

}  // namespace vtp::recordings
