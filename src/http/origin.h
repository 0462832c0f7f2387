// The address of this server as others write it.
#pragma once

#include <string>
#include <string_view>

#include "http/request.h"

namespace vtp::http {

/// Scheme, host and port under which the client reached us.
std::string own_origin(const Request& request);

/// As the configuration says it, without a slash at the end, or else as `own_origin`.
std::string public_origin(std::string_view configured, const Request& request);

}  // namespace vtp::http
