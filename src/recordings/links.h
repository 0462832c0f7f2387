// The addresses of a recording's media.
#pragma once

#include <string>
#include <string_view>

#include "http/request.h"
#include "recordings/recording.h"

namespace vtp::recordings {

/// "/api/v1/recordings/<id>" and `rest`.
inline std::string recording_url(RecordingId id, std::string_view rest = {}) {
  return "/api/v1/recordings/" + id.text() + std::string(rest);
}

/// "https://lectures.example.org": as configured, or as the client has called us.
inline std::string public_origin(const std::string& configured, const http::Request& request) {
  if (!configured.empty())
    return configured.ends_with('/') ? configured.substr(0, configured.size() - 1) : configured;
  return (request.is_secure ? "https://" : "http://") + std::string(request.headers.get("Host"));
}

}  // namespace vtp::recordings
