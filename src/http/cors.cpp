#include "http/cors.h"

#include <algorithm>

namespace vtp::http {
namespace {

constexpr auto methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr auto request_fields =
    "Authorization, Content-Type, X-Requested-With, X-Request-Id, Range, If-Range, If-Match, If-None-Match, "
    "Tus-Resumable, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Checksum";
constexpr auto exposed_fields =
    "Content-Length, Content-Range, Accept-Ranges, ETag, Location, Link, Retry-After, X-Request-Id, "
    "Tus-Resumable, "
    "Upload-Offset, Upload-Length, Upload-Expires, X-Recording-Id";
constexpr auto max_age_seconds = "86400";

void add_to_vary(Response& response, std::string_view field) {
  std::string vary(response.headers.get("Vary"));
  if (!vary.empty()) vary += ", ";
  response.headers.set("Vary", vary.append(field));
}

}  // namespace

bool Cors::allows(std::string_view origin) const {
  return std::ranges::find(origins_, origin) != origins_.end();
}

void Cors::apply(const Request& request, Response& response) const {
  if (origins_.empty()) return;
  // Also for origins that are refused: a cache must not show one's answer to another.
  add_to_vary(response, "Origin");
  const auto origin = request.headers.get("Origin");
  if (!allows(origin)) return;
  response.headers.set("Access-Control-Allow-Origin", std::string(origin));
  response.headers.set("Access-Control-Allow-Credentials", "true");
  response.headers.set("Access-Control-Expose-Headers", exposed_fields);
  if (request.method != Method::options || !request.headers.has("Access-Control-Request-Method")) return;
  response.headers.set("Access-Control-Allow-Methods", methods);
  response.headers.set("Access-Control-Allow-Headers", request_fields);
  response.headers.set("Access-Control-Max-Age", max_age_seconds);
}

}  // namespace vtp::http
