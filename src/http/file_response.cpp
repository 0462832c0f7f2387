#include "http/file_response.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"
#include "http/byte_range.h"
#include "http/conditional.h"
#include "http/url.h"

namespace vtp::http {
namespace {

std::string etag_of(const OpenFile& file) {
  return fmt::format("\"{:x}-{:x}\"", file.whole.length, file.modified.time_since_epoch().count());
}

/// Without If-Range a range always counts; with it, only if the client's part is of the same version.
bool range_counts(const Request& request, std::string_view etag, Timestamp modified) {
  if (request.method != Method::get) return false;
  const auto condition = trim(request.headers.get("If-Range"));
  if (condition.empty()) return true;
  if (condition.contains('"')) return condition == etag && !etag.starts_with("W/");
  return parse_http_date(condition) == std::chrono::floor<std::chrono::seconds>(modified);
}

Response unsatisfiable(const Request& request, std::uint64_t size) {
  auto response =
      error_response(fail(ErrorCode::range_not_satisfiable, "The file has no bytes in that range").error(),
                     request.request_id);
  response.headers.set("Content-Range", fmt::format("bytes */{}", size));
  response.headers.set("Accept-Ranges", "bytes");
  return response;
}

}  // namespace

Response file_response(const Request& request, OpenFile file, FileDescription description) {
  if (description.etag.empty()) description.etag = etag_of(file);

  Response response;
  response.headers.add("Content-Type", std::move(description.content_type));
  response.headers.add("ETag", description.etag);
  response.headers.add("Last-Modified", to_http_date(file.modified));
  response.headers.add("Accept-Ranges", "bytes");
  response.headers.add("Cache-Control", std::move(description.cache_control));
  if (!description.disposition.empty())
    response.headers.add("Content-Disposition", std::move(description.disposition));
  if (is_unchanged(request, description.etag, file.modified)) return not_modified(response);

  const auto size = file.whole.length;
  const bool counts = range_counts(request, description.etag, file.modified);
  const auto range = choose_range(counts ? request.headers.get("Range") : "", size);
  if (range.kind == ByteRange::Kind::unsatisfiable) return unsatisfiable(request, size);
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.add("Content-Range",
                         fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.length - 1, size));
  }
  file.whole.offset += range.offset;
  file.whole.length = range.length;
  response.body.emplace_back(std::move(file.whole));
  return response;
}

Result<Response> file_response(const Request& request, const std::filesystem::path& path,
                               FileDescription description) {
  VTP_TRY(auto file, open_file(path));
  return file_response(request, std::move(file), std::move(description));
}

std::string attachment_disposition(std::string_view file_name) {
  std::string plain;
  for (const char c : file_name) {
    const bool is_safe = c >= 0x20 && c < 0x7F && !std::string_view("\"\\/%;").contains(c);
    plain.push_back(is_safe ? c : '_');
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, percent_encode(file_name));
}

}  // namespace vtp::http
