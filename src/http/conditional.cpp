#include "http/conditional.h"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"

namespace vtp::http {
namespace {

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

std::string weak_etag_of(std::string_view body) {
  // 64 bits and the length: a tag is compared only with the tags of the same resource.
  return fmt::format("W/\"{:x}-{:016x}\"", body.size(), std::hash<std::string_view>{}(body));
}

bool etag_list_names(std::string_view list, std::string_view etag) {
  list = trim(list);
  if (list == "*") return true;
  etag = without_weakness(etag);
  while (!list.empty()) {
    const auto open = list.find('"');
    if (open == std::string_view::npos) return false;
    const auto close = list.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (list.substr(open, close - open + 1) == etag) return true;
    list.remove_prefix(close + 1);
  }
  return false;
}

bool is_unchanged(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified) {
  if (request.headers.has("If-None-Match"))
    return !etag.empty() && etag_list_names(request.headers.get("If-None-Match"), etag);
  const auto since = parse_http_date(request.headers.get("If-Modified-Since"));
  // HTTP dates have whole seconds, file times do not.
  return since && last_modified && std::chrono::floor<std::chrono::seconds>(*last_modified) <= *since;
}

Response not_modified(const Response& full) {
  static constexpr std::array kept{"Cache-Control", "Content-Location", "Date", "ETag", "Expires",
                                   "Vary",          "Last-Modified"};
  Response response{.status = 304, .headers = {}, .body = {}};
  for (const auto* name : kept)
    if (full.headers.has(name)) response.headers.set(name, std::string(full.headers.get(name)));
  return response;
}

}  // namespace vtp::http
