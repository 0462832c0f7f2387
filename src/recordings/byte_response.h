// Bytes made in memory, or a piece of a file, delivered as files are: with a strong ETag, conditions and
// ranges (api.md section 1.5).
#pragma once

#include <string>

#include "http/request.h"
#include "http/response.h"

namespace vtp::recordings {

struct ByteDescription {
  std::string content_type;
  std::string etag;  // strong and in quotes
  std::string cache_control;
};

http::Response byte_response(const http::Request& request, http::BodyPiece bytes,
                             const ByteDescription& description);

}  // namespace vtp::recordings
