// The built web application, served from memory.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace vtp::http {

/// A file of the web application as it is linked into the program. All text lives as long as the program.
struct Asset {
  std::string_view path;  // "/assets/index-4f3a.js"
  std::string_view mime;
  std::string_view etag;  // without quotes
  std::string_view raw;
  std::string_view brotli;  // empty: not worth it
  std::string_view gzip;
};

/// The table made by tools/embed_assets.py; empty when the program is built without the web application.
std::span<const Asset> embedded_assets();

class StaticAssets {
 public:
  explicit StaticAssets(std::span<const Asset> assets);

  /// The asset at the request's path, or the application's page for paths that the application may know.
  /// Nothing for paths of the API and its neighbours, or if there is no application. Fits
  /// RouterOptions::fallback.
  [[nodiscard]] std::optional<Response> answer(const Request& request) const;

 private:
  [[nodiscard]] const Asset* find(std::string_view path) const;

  std::map<std::string_view, const Asset*> assets_;
};

}  // namespace vtp::http
