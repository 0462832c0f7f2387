// The id of a request, which its answer, its errors and its log lines share (api.md section 1.6).
#pragma once

#include <string>
#include <string_view>

namespace vtp::http {

/// The client's own if it is well-formed ([A-Za-z0-9._-]{1,64}), else a new one.
std::string request_id_from(std::string_view sent);

}  // namespace vtp::http
