#include "http/file_response.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "base/text.h"
#include "http/byte_range.h"
#include "http/conditional.h"
#include "http/url.h"

namespace vtp::http {
namespace {

struct OpenFile {
  FilePiece piece;
  std::uint64_t size;
  Timestamp modified;
};

Result<OpenFile> open_file(const std::filesystem::path& path) {
  // Not blocking: opening a pipe that nobody writes to would never come back.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return fail(ErrorCode::not_found, "The file does not exist");
  FilePiece piece(descriptor, 0, 0);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
    return fail(ErrorCode::not_found, "The file does not exist");
  const auto modified =
      std::chrono::seconds(status.st_mtim.tv_sec) +
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(status.st_mtim.tv_nsec));
  return OpenFile{.piece = std::move(piece),
                  .size = static_cast<std::uint64_t>(status.st_size),
                  .modified = Timestamp(modified)};
}

std::string etag_of(const OpenFile& file) {
  return fmt::format("\"{:x}-{:x}\"", file.size, file.modified.time_since_epoch().count());
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

Result<Response> file_response(const Request& request, const std::filesystem::path& path,
                               FileDescription description) {
  auto file = open_file(path);
  if (!file) return std::unexpected(std::move(file).error());
  if (description.etag.empty()) description.etag = etag_of(*file);

  Response response;
  response.headers.add("Content-Type", std::move(description.content_type));
  response.headers.add("ETag", description.etag);
  response.headers.add("Last-Modified", to_http_date(file->modified));
  response.headers.add("Accept-Ranges", "bytes");
  response.headers.add("Cache-Control", std::move(description.cache_control));
  if (!description.disposition.empty())
    response.headers.add("Content-Disposition", std::move(description.disposition));
  if (is_unchanged(request, description.etag, file->modified)) return not_modified(response);

  const bool counts = range_counts(request, description.etag, file->modified);
  const auto range = choose_range(counts ? request.headers.get("Range") : "", file->size);
  if (range.kind == ByteRange::Kind::unsatisfiable) return unsatisfiable(request, file->size);
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.add("Content-Range", fmt::format("bytes {}-{}/{}", range.offset,
                                                      range.offset + range.length - 1, file->size));
  }
  file->piece.offset = range.offset;
  file->piece.length = range.length;
  response.body.emplace_back(std::move(file->piece));
  return response;
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
