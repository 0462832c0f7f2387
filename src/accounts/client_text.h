// What clients say about themselves, made fit for keeping.
#pragma once

#include <string>

#include "http/request.h"

namespace vtp::accounts {

/// The User-Agent as printable ASCII of at most 300 characters.
std::string user_agent_of(const http::Request& request);

}  // namespace vtp::accounts
