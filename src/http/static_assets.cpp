#include "http/static_assets.h"

#include <algorithm>
#include <array>
#include <string>

#include "http/conditional.h"
#include "http/content_coding.h"
#include "http/content_security.h"

namespace vtp::http {
namespace {

/// Paths that are never a page of the application, so that a mistyped address of the API is told as an error.
bool is_reserved(std::string_view path) {
  static constexpr std::array<std::string_view, 6> places{"/api",  "/health",    "/metrics",
                                                          "/docs", "/socket.io", "/assets"};
  return std::ranges::any_of(places, [&](auto place) {
    return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
  });
}

struct Coded {
  std::string_view bytes;
  std::string_view name;        // of the coding, empty for none
  std::string_view tag_suffix;  // each form has a tag of its own, as it has bytes of its own
};

Coded coded(const Asset& asset, std::string_view accept_encoding) {
  switch (choose_coding(accept_encoding, !asset.brotli.empty(), !asset.gzip.empty())) {
    case ContentCoding::brotli:
      return {.bytes = asset.brotli, .name = "br", .tag_suffix = "-br"};
    case ContentCoding::gzip:
      return {.bytes = asset.gzip, .name = "gzip", .tag_suffix = "-gz"};
    case ContentCoding::identity:
      break;
  }
  return {.bytes = asset.raw, .name = {}, .tag_suffix = {}};
}

Response serve(const Request& request, const Asset& asset) {
  const auto form = coded(asset, request.headers.get("Accept-Encoding"));
  const bool is_page = asset.mime.starts_with("text/html");
  // Vite puts a hash of the content into the names below /assets/.
  const bool is_immutable = asset.path.starts_with("/assets/");
  Response response;
  response.headers.add("Content-Type", std::string(asset.mime));
  response.headers.add("ETag", "\"" + std::string(asset.etag).append(form.tag_suffix) + "\"");
  response.headers.add("Cache-Control", is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (is_page) response.headers.add("Content-Security-Policy", content_security_policy);
  if (!asset.brotli.empty() || !asset.gzip.empty()) response.headers.add("Vary", "Accept-Encoding");
  if (is_unchanged(request, response.headers.get("ETag"), {})) return not_modified(response);
  if (!form.name.empty()) response.headers.add("Content-Encoding", std::string(form.name));
  response.body.emplace_back(StaticBytes{form.bytes});
  return response;
}

Response refuse_method(const Request& request) {
  auto response = error_response(fail(ErrorCode::invalid_method, "This address can only be read").error(),
                                 request.request_id);
  response.headers.set("Allow", "GET, HEAD, OPTIONS");
  return response;
}

}  // namespace

StaticAssets::StaticAssets(std::span<const Asset> assets) {
  for (const auto& asset : assets) assets_.emplace(asset.path, &asset);
}

const Asset* StaticAssets::find(std::string_view path) const {
  if (const auto found = assets_.find(path); found != assets_.end()) return found->second;
  if (is_reserved(path)) return nullptr;
  const auto page = assets_.find("/index.html");
  return page == assets_.end() ? nullptr : page->second;
}

std::optional<Response> StaticAssets::answer(const Request& request) const {
  const auto* asset = find(request.path);
  if (!asset) return std::nullopt;
  switch (request.method) {
    case Method::get:
    case Method::head:
      return serve(request, *asset);
    case Method::options: {
      auto response = no_content();
      response.headers.set("Allow", "GET, HEAD, OPTIONS");
      return response;
    }
    default:
      return refuse_method(request);
  }
}

}  // namespace vtp::http
