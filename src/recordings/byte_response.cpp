#include "recordings/byte_response.h"

#include <fmt/format.h>

#include "http/byte_range.h"
#include "http/conditional.h"

namespace vtp::recordings {
namespace {

std::uint64_t size_of(const http::BodyPiece& piece) {
  if (const auto* text = std::get_if<std::string>(&piece)) return text->size();
  if (const auto* fixed = std::get_if<http::StaticBytes>(&piece)) return fixed->bytes.size();
  return std::get<http::FilePiece>(piece).length;
}

http::BodyPiece cut(http::BodyPiece piece, std::uint64_t offset, std::uint64_t length) {
  if (const auto* text = std::get_if<std::string>(&piece)) return text->substr(offset, length);
  if (const auto* fixed = std::get_if<http::StaticBytes>(&piece))
    return http::StaticBytes{fixed->bytes.substr(offset, length)};
  auto file = std::get<http::FilePiece>(std::move(piece));
  file.offset += offset;
  file.length = length;
  return file;
}

}  // namespace

http::Response byte_response(const http::Request& request, http::BodyPiece bytes,
                             const ByteDescription& description) {
  http::Response response;
  response.headers.add("Content-Type", description.content_type);
  response.headers.add("ETag", description.etag);
  response.headers.add("Accept-Ranges", "bytes");
  response.headers.add("Cache-Control", description.cache_control);
  if (http::is_unchanged(request, description.etag, {})) return http::not_modified(response);

  const auto condition = request.headers.get("If-Range");
  const bool counts = condition.empty() || condition == description.etag;
  const auto size = size_of(bytes);
  const auto range = http::choose_range(counts ? request.headers.get("Range") : "", size);
  if (range.kind == http::ByteRange::Kind::unsatisfiable) {
    Error error{.code = ErrorCode::range_not_satisfiable, .message = "There are no bytes in that range"};
    auto refusal = http::error_response(error, request.request_id);
    refusal.headers.set("Content-Range", fmt::format("bytes */{}", size));
    return refusal;
  }
  if (range.kind == http::ByteRange::Kind::part) {
    response.status = 206;
    response.headers.add("Content-Range",
                         fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.length - 1, size));
    bytes = cut(std::move(bytes), range.offset, range.length);
  }
  response.body.emplace_back(std::move(bytes));
  return response;
}

}  // namespace vtp::recordings
