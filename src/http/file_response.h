// Files as answers: validators, ranges, conditions, names to save as (api.md section 1.5).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/open_files.h"
#include "http/request.h"
#include "http/response.h"

namespace vtp::http {

struct FileDescription {
  std::string content_type = "application/octet-stream";
  std::string etag;  // strong and in quotes; empty: made of size and time
  std::string cache_control = "private, no-cache";
  std::string disposition;  // empty: no Content-Disposition
};

/// 200, 206, 304 or 416.
Response file_response(const Request& request, OpenFile file, FileDescription description);

/// The same; fails with NOT_FOUND if there is no such regular file.
Result<Response> file_response(const Request& request, const std::filesystem::path& path,
                               FileDescription description);

/// `attachment; filename="..."; filename*=UTF-8''...`: any name, for old and new clients (RFC 6266).
std::string attachment_disposition(std::string_view file_name);

}  // namespace vtp::http
