#include "http/origin.h"

namespace vtp::http {

std::string own_origin(const Request& request) {
  return (request.is_secure ? "https://" : "http://") + std::string(request.headers.get("Host"));
}

std::string public_origin(std::string_view configured, const Request& request) {
  if (configured.empty()) return own_origin(request);
  if (configured.ends_with('/')) configured.remove_suffix(1);
  return std::string(configured);
}

}  // namespace vtp::http
