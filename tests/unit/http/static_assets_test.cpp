#include "http/static_assets.h"

#include <array>

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

constexpr std::array assets{
    Asset{.path = "/index.html",
          .mime = "text/html; charset=utf-8",
          .etag = "page",
          .raw = "<html>",
          .brotli = "B",
          .gzip = "G"},
    Asset{.path = "/assets/app-1.js",
          .mime = "text/javascript",
          .etag = "app",
          .raw = "js",
          .brotli = "jb",
          .gzip = "jg"},
    Asset{.path = "/logo.png", .mime = "image/png", .etag = "logo", .raw = "png", .brotli = {}, .gzip = {}}};

std::optional<Response> ask(std::string path, std::string accept_encoding = {}, Method method = Method::get,
                            std::string if_none_match = {}) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  if (!accept_encoding.empty()) request.headers.add("Accept-Encoding", std::move(accept_encoding));
  if (!if_none_match.empty()) request.headers.add("If-None-Match", std::move(if_none_match));
  return StaticAssets(assets).answer(request);
}

std::string_view text_of(const std::optional<Response>& response) {
  return std::get<StaticBytes>(response.value().body.at(0)).bytes;
}

TEST(StaticAssets, AFileIsServedInTheFormThatTheClientTakes) {
  const auto response = ask("/assets/app-1.js", "gzip, deflate, br");
  EXPECT_EQ(text_of(response), "jb");
  EXPECT_EQ(response->headers.get("Content-Encoding"), "br");
  EXPECT_EQ(response->headers.get("Content-Type"), "text/javascript");
  EXPECT_EQ(response->headers.get("Vary"), "Accept-Encoding");
  EXPECT_EQ(text_of(ask("/assets/app-1.js", "gzip")), "jg");
  EXPECT_EQ(text_of(ask("/assets/app-1.js")), "js");
  EXPECT_FALSE(ask("/assets/app-1.js")->headers.has("Content-Encoding"));
  EXPECT_EQ(text_of(ask("/logo.png", "br")), "png");
}

TEST(StaticAssets, HashedNamesAreImmutableAndPagesAreNot) {
  EXPECT_EQ(ask("/assets/app-1.js")->headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask("/")->headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(ask("/")->headers.get("Content-Security-Policy").contains("default-src 'self'"));
  EXPECT_FALSE(ask("/")->headers.get("Content-Security-Policy").contains("unsafe"));
  EXPECT_FALSE(ask("/logo.png")->headers.has("Content-Security-Policy"));
}

TEST(StaticAssets, PathsOfTheApplicationGetItsPage) {
  for (const auto* path : {"/", "/index.html", "/courses", "/courses/1/edit", "/healthy", "/apis"})
    EXPECT_EQ(text_of(ask(path)), "<html>") << path;
}

TEST(StaticAssets, PathsOfOthersAreNotFound) {
  for (const auto* path :
       {"/api", "/api/v1/none", "/health/none", "/metrics", "/docs/x", "/socket.io/", "/assets/none.js"})
    EXPECT_FALSE(ask(path)) << path;
}

TEST(StaticAssets, EachFormHasATagOfItsOwn) {
  EXPECT_EQ(ask("/", "br", Method::get, "\"page-br\"")->status, 304);
  EXPECT_EQ(ask("/", "br", Method::get, "\"page\"")->status, 200);
  EXPECT_EQ(ask("/", {}, Method::get, "\"page\"")->status, 304);
}

TEST(StaticAssets, AssetsCanOnlyBeRead) {
  EXPECT_EQ(ask("/", {}, Method::head)->status, 200);
  EXPECT_EQ(ask("/", {}, Method::options)->status, 204);
  const auto refused = ask("/", {}, Method::post);
  EXPECT_EQ(refused->status, 405);
  EXPECT_EQ(refused->headers.get("Allow"), "GET, HEAD, OPTIONS");
}

TEST(StaticAssets, WithoutAnApplicationThereIsNothing) {
  EXPECT_FALSE(StaticAssets({}).answer(Request{.path = "/"}));
}

}  // namespace
}  // namespace vtp::http
