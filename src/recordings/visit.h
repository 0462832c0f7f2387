// Who comes and from where: what services need to know of a request.
#pragma once

#include <string>

#include "base/identity.h"
#include "http/request.h"

namespace vtp::recordings {

struct Visit {
  Identity caller;
  std::string address;
  std::string user_agent;
  std::string request_id;
};

inline Visit visit_of(const http::Request& request) {
  return {request.caller(), request.address, std::string(request.headers.get("User-Agent")),
          request.request_id};
}

}  // namespace vtp::recordings
