#include "http/openapi.h"

#include <gtest/gtest.h>

#include "http/docs_page.h"
#include "http/router.h"
#include "support/http/fake_gate.h"

namespace vtp::http {
struct Book {
  Id<struct BookTag> id;
  std::string title;
  std::optional<int> year;
};
struct BookQuery {
  int limit = 20;
};
}  // namespace vtp::http

template <>
struct vtp::json::Shape<vtp::http::Book> {
  using T = vtp::http::Book;
  static constexpr std::string_view name = "Book";
  static constexpr std::array fields{field<&T::id>("id"), field<&T::title>("title", required, length(1, 50)),
                                     field<&T::year>("year", range(0, 3000))};
};
template <>
struct vtp::json::Shape<vtp::http::BookQuery> {
  using T = vtp::http::BookQuery;
  static constexpr std::string_view name = "BookQuery";
  static constexpr std::array fields{field<&T::limit>("limit", range(1, 100))};
};

namespace vtp::http {
namespace {

void add_books(RouteTable& table) {
  table.add<BookQuery, Book>({.path = "/api/v1/shelves/{shelf_id}/books",
                              .access = Access::open,
                              .lane = Lane::loop,
                              .summary = "The <first> book.",
                              .tag = "Books",
                              .errors = {ErrorCode::not_found},
                              .counts_towards_limits = false},
                             [](const Request&, const BookQuery&) -> Result<Book> { return Book{}; });
  table.add<Book, json::Nothing>(
      {.method = Method::put, .path = "/api/v1/shelves/{shelf_id}/books", .access = Access::admin},
      [](const Request&, const Book&) -> Result<json::Nothing> { return json::Nothing{}; });
  table.add_streamed({.method = Method::patch,
                      .path = "/files/{name}",
                      .access = Access::media,
                      .content_types = {"text/csv"},
                      .answer_type = "text/plain"},
                     [](const Request&) -> Result<std::unique_ptr<BodySink>> { return nullptr; });
}

constexpr std::string_view error_content =
    R"("content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}})";

std::string error(std::string_view status, std::string_view codes) {
  return "\"" + std::string(status) + "\":{\"description\":\"" + std::string(codes) + "\"," +
         std::string(error_content);
}

TEST(OpenApi, DescribesTheRouteTable) {
  RouteTable table;
  add_books(table);
  const auto expected =
      std::string(R"({"openapi":"3.1.0","info":{"title":"T","version":"1","description":"D"},"paths":{)") +
      R"("/api/v1/shelves/{shelf_id}/books":{)"
      R"("get":{"operationId":"getShelvesByShelfIdBooks","summary":"The <first> book.","tags":["Books"],"security":[],)"
      R"("parameters":[{"name":"shelf_id","in":"path","required":true,"schema":{"type":"string","format":"uuid"}},)"
      R"({"name":"limit","in":"query","required":false,"schema":{"type":"integer","minimum":1,"maximum":100}}],)"
      R"("responses":{"200":{"description":"Success","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Book"}}}},)" +
      error("400", "VALIDATION_FAILED, INVALID_ID") + "," + error("404", "NOT_FOUND") + "," +
      error("500", "INTERNAL_ERROR") +
      R"(}},"put":{"operationId":"putShelvesByShelfIdBooks","security":[{"bearer":[]},{"cookie":[]}],)"
      R"("parameters":[{"name":"shelf_id","in":"path","required":true,"schema":{"type":"string","format":"uuid"}}],)"
      R"("requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Book"}}}},)"
      R"("responses":{"204":{"description":"Success"},)" +
      error("400", "INVALID_INPUT, MISSING_FIELDS, VALIDATION_FAILED, INVALID_ID") + "," +
      error("401", "MISSING_TOKEN, INVALID_TOKEN, TOKEN_EXPIRED") + "," +
      error("403", "INSUFFICIENT_PERMISSIONS, CSRF_REQUIRED") + "," + error("413", "PAYLOAD_TOO_LARGE") +
      "," + error("415", "UNSUPPORTED_MEDIA_TYPE") + "," + error("429", "RATE_LIMITED") + "," +
      error("500", "INTERNAL_ERROR") + "," + error("503", "NOT_READY") +
      R"(}}},"/files/{name}":{"patch":{"operationId":"patchFilesByName",)"
      R"("security":[{"bearer":[]},{"cookie":[]},{"mediaToken":[]}],)"
      R"("parameters":[{"name":"name","in":"path","required":true,"schema":{"type":"string"}}],)"
      R"("requestBody":{"required":true,"content":{"text/csv":{"schema":{"type":"string"}}}},)"
      R"("responses":{"200":{"description":"Success","content":{"text/plain":{"schema":{"type":"string"}}}},)" +
      error("400", "INVALID_INPUT") + "," + error("401", "MISSING_TOKEN, INVALID_TOKEN, TOKEN_EXPIRED") +
      "," + error("403", "CSRF_REQUIRED") + "," + error("413", "PAYLOAD_TOO_LARGE") + "," +
      error("415", "UNSUPPORTED_MEDIA_TYPE") + "," + error("429", "RATE_LIMITED") + "," +
      error("500", "INTERNAL_ERROR") + "," + error("503", "NOT_READY") + R"(}}}},"components":{"schemas":{)";
  const auto document = openapi_document(table, {.title = "T", .version = "1", .description = "D"});
  EXPECT_EQ(document.substr(0, expected.size()), expected);
  EXPECT_TRUE(json::check_document(document));
  for (const auto* part : {R"("Book":{)", R"("Error":{)", R"("ErrorDetail":{)", R"("securitySchemes":{)"})
    EXPECT_TRUE(document.contains(part)) << part;
}

TEST(OpenApi, ABodyAndAQueryAreBothDescribed) {
  RouteTable table;
  auto& route = table.add_raw<json::Nothing>(
      {.method = Method::post, .path = "/import", .access = Access::open, .content_types = {"text/csv"}},
      [](const Request&, json::Nothing) -> Result<Response> { return no_content(); });
  route.query_fields = json::Shape<BookQuery>::fields;
  const auto document = openapi_document(table, {});
  EXPECT_TRUE(document.contains(R"("parameters":[{"name":"limit","in":"query","required":false,)"))
      << document;
  EXPECT_TRUE(document.contains(R"("requestBody":{"required":true,"content":{"text/csv":)")) << document;
  EXPECT_TRUE(document.contains("VALIDATION_FAILED"));
}

TEST(OpenApi, TellsOfHeaderFieldsAndOfEveryKindOfSuccess) {
  RouteTable table;
  Headers always;
  always.set("Tus-Resumable", "1.0.0");
  auto& route = table.add_raw<json::Nothing>(
      {.method = Method::post,
       .path = "/files",
       .access = Access::open,
       .status = 202,
       .other_statuses = {200},
       .other_answer_types = {"text/csv"},
       .answer_fields = always,
       .request_fields = {{"Upload-Length", "Bytes of the file", true}, {"Upload-Checksum", "Of the bytes"}},
       .success_fields = {{"Upload-Offset", "Bytes so far"}}},
      [](const Request&, json::Nothing) -> Result<Response> { return no_content(); });
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<Book>::schema({}, schema); };
  route.other_answers.push_back(
      [](json::SchemaWriter& schema) { json::Codec<BookQuery>::schema({}, schema); });
  const auto document = openapi_document(table, {});
  const std::string fields =
      R"("Upload-Offset":{"description":"Bytes so far","required":false,"schema":{"type":"string"}},)"
      R"("Tus-Resumable":{"required":true,"schema":{"const":"1.0.0"}}},)";
  const std::string content =
      R"("content":{"application/json":{"schema":{"anyOf":[{"$ref":"#/components/schemas/Book"},)"
      R"({"$ref":"#/components/schemas/BookQuery"}]}},"text/csv":{"schema":{"type":"string"}}}})";
  for (
      const auto& part :
      {std::string(
           R"({"name":"Upload-Length","in":"header","required":true,"schema":{"type":"string"},)"
           R"("description":"Bytes of the file"},{"name":"Upload-Checksum","in":"header","required":false,)"),
       R"("responses":{"200":{"description":"Success","headers":{)" + fields + content,
       R"("202":{"description":"Success","headers":{"Location":{"description":"Where to follow the work",)"
       R"("required":true,"schema":{"type":"string"}},)" +
           fields + content,
       std::string(R"("500":{"description":"INTERNAL_ERROR","headers":{"Tus-Resumable":{)")})
    EXPECT_TRUE(document.contains(part)) << part << "\n" << document;
}

TEST(OpenApi, TellsOfBadNewsBesideErrors) {
  RouteTable table;
  for (const auto& [path, status] : {std::pair("/on-a-lane", 503), std::pair("/beside-no-error", 502)})
    table.add<json::Nothing, Book>(
        {.path = path, .access = Access::open, .bad_news_status = status, .counts_towards_limits = false},
        [](const Request&, json::Nothing) -> Result<Book> { return Book{}; });
  const auto document = openapi_document(table, {});
  for (
      const auto* part :
      {R"("503":{"description":"The answer says what is wrong, or NOT_READY","content":{"application/json":)"
       R"({"schema":{"anyOf":[{"$ref":"#/components/schemas/Book"},{"$ref":"#/components/schemas/Error"}]}}}})",
       R"("502":{"description":"The answer says what is wrong","content":{"application/json":)"
       R"({"schema":{"$ref":"#/components/schemas/Book"}}}})"})
    EXPECT_TRUE(document.contains(part)) << part << "\n" << document;
}

TEST(OpenApi, OperationsHaveStableNames) {
  const auto name = [](Method method, std::string path) {
    return operation_id({.method = method, .path = std::move(path)});
  };
  EXPECT_EQ(name(Method::post, "/api/v1/auth/login"), "postAuthLogin");
  EXPECT_EQ(name(Method::get, "/api/v1/auth/forgot-password"), "getAuthForgotPassword");
  EXPECT_EQ(name(Method::del, "/api/v1/courses/{course_id}/students/{id}"),
            "deleteCoursesByCourseIdStudentsById");
  EXPECT_EQ(name(Method::get, "/health/live"), "getHealthLive");
}

TEST(DocsPage, ShowsEveryRouteAndObeysTheContentPolicy) {
  RouteTable table;
  add_documentation_routes(table, {.title = "The & API", .version = "1", .description = "D"});
  add_books(table);
  FakeGate gate;
  const Router router(table, gate);
  const auto text = [&](std::string path) {
    const auto response = router.handle(Request{.path = std::move(path)});
    EXPECT_EQ(response.status, 200);
    return std::get<std::string>(response.body.at(0));
  };
  const auto page = text("/docs");
  for (const auto* part : {"The &amp; API", "/api/v1/shelves/{shelf_id}/books", "The &lt;first&gt; book.",
                           "/files/{name}", "<details><summary>Book</summary>", "404 NOT_FOUND"})
    EXPECT_TRUE(page.contains(part)) << part;
  for (const auto* part : {"<script", "<style", " style=", "http://", "https://"})
    EXPECT_FALSE(page.contains(part)) << part;
  const auto start = page.find("/docs/style");
  ASSERT_NE(start, std::string::npos);
  EXPECT_TRUE(text(page.substr(start, page.find('"', start) - start)).contains("color-scheme"));
  EXPECT_TRUE(text("/api/v1/openapi.json").contains("getShelvesByShelfIdBooks"));
}

}  // namespace
}  // namespace vtp::http
