#include "http/router.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "support/http/fake_gate.h"

namespace vtp::http {
struct Note {
  std::string title;
  int stars = 0;
};
}  // namespace vtp::http

template <>
struct vtp::json::Shape<vtp::http::Note> {
  using T = vtp::http::Note;
  static constexpr std::string_view name = "Note";
  static constexpr std::array fields{field<&T::title>("title", required, length(1, 20)),
                                     field<&T::stars>("stars", range(0, 5))};
};

namespace vtp::http {
namespace {

constexpr auto some_id = "0195f3c2-a7b1-7c3d-8e4f-000000000001";

/// Collects the body and answers with it.
class EchoSink final : public BodySink {
 public:
  Result<void> write(std::string_view bytes) override {
    text_ += bytes;
    return {};
  }
  Result<Response> finish() override { return text_response(200, "text/plain", text_); }
  void abandon() override {}

 private:
  std::string text_;
};

std::string text_of(const Response& response) {
  std::string text;
  for (const auto& piece : response.body) text += std::get<std::string>(piece);
  return text;
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    table_.add<json::Nothing, Note>({.path = "/notes/{id}", .access = Access::open},
                                    [](const Request& request, const json::Nothing&) -> Result<Note> {
                                      if (request.path_parameter("id").ends_with('2'))
                                        return fail(ErrorCode::not_found, "No such note");
                                      return Note{.title = request.path_parameter("id"), .stars = 1};
                                    });
    table_.add<Note, Note>({.method = Method::put, .path = "/notes/{id}", .body_limit = 100},
                           [](const Request&, const Note& note) -> Result<Note> { return note; });
    table_.add<Note, Note>(
        {.method = Method::post, .path = "/notes", .status = 201},
        [](const Request&, const Note& note) -> Result<Reply<Note>> { return created(note, "/notes/1"); });
    table_.add<json::Nothing, json::Nothing>(
        {.method = Method::post, .path = "/notes/start"},
        [](const Request&, const json::Nothing&) -> Result<json::Nothing> { return json::Nothing{}; });
    table_.add<json::Nothing, Note>({.path = "/broken"},
                                    [](const Request&, const json::Nothing&) -> Result<Note> {
                                      throw std::runtime_error("select secret from users");
                                    });
    table_.add_streamed(
        {.method = Method::patch, .path = "/files/{id}", .content_types = {"text/plain"}},
        [](const Request&) -> Result<std::unique_ptr<BodySink>> { return std::make_unique<EchoSink>(); });
  }

  Response ask(Method method, std::string path, std::string body = {}, Headers headers = {}) {
    const Router router(table_, gate_, {.cors = Cors({"https://school.example"}), .log = &log_});
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.body = std::move(body);
    request.headers = std::move(headers);
    request.request_id = "test-1";
    return router.handle(std::move(request));
  }

  static std::string note_path() { return std::string("/notes/") + some_id; }
  static Headers with(std::string name, std::string value) {
    Headers headers;
    headers.add(std::move(name), std::move(value));
    return headers;
  }

  RouteTable table_;
  FakeGate gate_;
  NullSink sink_;
  SystemClock clock_;
  Log log_{sink_, clock_};
};

TEST_F(RouterTest, AnswersWithTheHandlersValue) {
  const auto response = ask(Method::get, note_path());
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(text_of(response), std::string(R"({"title":")") + some_id + R"(","stars":1})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(response.headers.get("Cache-Control"), "private, no-cache");
}

TEST_F(RouterTest, FieldsOfARouteAreOnEveryAnswerAndRefusal) {
  table_.add<Note, Note>({.method = Method::post,
                          .path = "/drafts/{id}",
                          .body_limit = 100,
                          .answer_fields = with("Draft-Version", "1")},
                         [](const Request&, const Note& note) -> Result<Note> {
                           if (note.stars > 0) return fail(ErrorCode::conflict, "Drafts have no stars");
                           return note;
                         });
  const auto drafts = std::string("/drafts/") + some_id;
  const auto version_of = [](const Response& response) { return response.headers.get("Draft-Version"); };
  EXPECT_EQ(version_of(ask(Method::post, drafts, R"({"title":"a"})")), "1");
  EXPECT_EQ(version_of(ask(Method::post, drafts, R"({"title":"a","stars":1})")), "1");
  EXPECT_EQ(version_of(ask(Method::post, "/drafts/nonsense", R"({"title":"a"})")), "1");
  EXPECT_EQ(version_of(ask(Method::post, drafts, std::string(101, ' '))), "1");
  EXPECT_EQ(version_of(ask(Method::post, drafts, "<a/>", with("Content-Type", "text/xml"))), "1");
  gate_.credential = Error{.code = ErrorCode::missing_token};
  EXPECT_EQ(version_of(ask(Method::post, drafts, R"({"title":"a"})")), "1");
  EXPECT_EQ(version_of(ask(Method::get, note_path())), "");
}

TEST_F(RouterTest, CreationAnswersWithItsLocation) {
  const auto response = ask(Method::post, "/notes", R"({"title":"a"})");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.headers.get("Location"), "/notes/1");
}

TEST_F(RouterTest, EveryAnswerCarriesTheSecurityFields) {
  for (const auto& path : {note_path(), std::string("/nowhere"), std::string("/broken")}) {
    const auto response = ask(Method::get, path);
    EXPECT_EQ(response.headers.get("X-Request-Id"), "test-1");
    EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.headers.get("Referrer-Policy"), "strict-origin-when-cross-origin");
    EXPECT_FALSE(response.headers.has("Strict-Transport-Security"));
  }
}

TEST_F(RouterTest, ErrorsHaveTheOneForm) {
  EXPECT_EQ(
      text_of(ask(Method::get, "/nowhere")),
      R"({"error":"There is nothing at this address","code":"NOT_FOUND","status":404,"request_id":"test-1"})");
  EXPECT_EQ(
      text_of(ask(Method::post, "/notes", "{}")),
      R"({"error":"title is required","code":"MISSING_FIELDS","status":400,)"
      R"("details":[{"field":"title","code":"MISSING_FIELDS","message":"is required"}],"request_id":"test-1"})");
}

TEST_F(RouterTest, ATrailingSlashAndEmptySegmentsAreNotFound) {
  for (const auto* path :
       {"/notes/", "/notes//", "//notes", "/", "", "notes", "*", "/Notes", "/notes/start/"})
    EXPECT_EQ(ask(Method::post, path).status, 404) << path;
}

TEST_F(RouterTest, ALiteralSegmentWinsOverAParameterEvenWithoutTheMethod) {
  const auto response = ask(Method::get, "/notes/start");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.get("Allow"), "POST, OPTIONS");
}

TEST_F(RouterTest, OptionsNeedsNoCredential) {
  gate_.credential = Error{.code = ErrorCode::missing_token};
  const auto response = ask(Method::options, note_path());
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_TRUE(gate_.asked.empty());
}

TEST_F(RouterTest, HeadTellsTheLengthWithoutTheBody) {
  const auto full = ask(Method::get, note_path());
  const auto head = ask(Method::head, note_path());
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(head.headers.get("Content-Length"), std::to_string(full.content_length()));
  EXPECT_EQ(head.headers.get("ETag"), full.headers.get("ETag"));
}

TEST_F(RouterTest, ExceptionsBecomeInternalErrorsThatTellNothing) {
  const auto response = ask(Method::get, "/broken");
  EXPECT_EQ(response.status, 500);
  EXPECT_FALSE(text_of(response).contains("secret"));
}

TEST_F(RouterTest, AnUnchangedJsonAnswerIs304) {
  const std::string etag(ask(Method::get, note_path()).headers.get("ETag"));
  ASSERT_TRUE(etag.starts_with("W/\""));
  const auto response = ask(Method::get, note_path(), {}, with("If-None-Match", "\"x\", " + etag));
  EXPECT_EQ(response.status, 304);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(response.headers.get("ETag"), etag);
  EXPECT_EQ(response.headers.get("Cache-Control"), "private, no-cache");
  EXPECT_EQ(ask(Method::get, note_path(), {}, with("If-None-Match", "\"x\"")).status, 200);
}

TEST_F(RouterTest, ErrorsAndWritesCarryNoTag) {
  EXPECT_FALSE(ask(Method::get, "/nowhere").headers.has("ETag"));
  EXPECT_FALSE(ask(Method::post, "/notes", R"({"title":"a"})").headers.has("ETag"));
}

TEST_F(RouterTest, UnauthorizedAndLimitedAnswersSayHowToGoOn) {
  gate_.credential = Error{.code = ErrorCode::missing_token};
  EXPECT_EQ(ask(Method::get, note_path()).headers.get("WWW-Authenticate"), "Bearer");
  gate_.address = Error{
      .code = ErrorCode::rate_limited, .message = {}, .details = {}, .retry_after = std::chrono::seconds(7)};
  EXPECT_EQ(ask(Method::get, note_path()).headers.get("Retry-After"), "7");
}

TEST_F(RouterTest, TheGateIsAskedInOrder) {
  ask(Method::get, note_path());
  EXPECT_EQ(gate_.asked, (std::vector<std::string>{"address", "identity", "user"}));
}

/// Everything is wrong with the request at first; each step mends what was complained about, and the next is
/// told.
TEST_F(RouterTest, ChecksComeInTheOrderOfTheSpecification) {
  gate_.address = Error{.code = ErrorCode::rate_limited};
  gate_.credential = Error{.code = ErrorCode::invalid_token};
  gate_.user = Error{.code = ErrorCode::insufficient_permissions};
  const auto long_body = std::string(101, '{');
  const auto text = with("Content-Type", "text/csv");
  EXPECT_EQ(ask(Method::put, "/notes/x/y", long_body, text).status, 404);
  EXPECT_EQ(ask(Method::patch, "/notes/x", long_body, text).status, 405);
  EXPECT_EQ(ask(Method::put, "/notes/x", long_body, text).status, 429);
  gate_.address.reset();
  EXPECT_EQ(ask(Method::put, "/notes/x", long_body, text).status, 401);
  gate_.credential.reset();
  EXPECT_EQ(ask(Method::put, "/notes/x", long_body, text).status, 403);
  gate_.user.reset();
  EXPECT_EQ(ask(Method::put, "/notes/x", long_body, text).status, 413);
  EXPECT_EQ(ask(Method::put, "/notes/x", "{", text).status, 415);
  const auto json = with("Content-Type", "application/json; charset=utf-8");
  EXPECT_TRUE(text_of(ask(Method::put, "/notes/x", "{", json)).contains("INVALID_INPUT"));
  EXPECT_TRUE(text_of(ask(Method::put, "/notes/x", "{}", json)).contains("INVALID_ID"));
  EXPECT_TRUE(text_of(ask(Method::put, note_path(), "{}", json)).contains("MISSING_FIELDS"));
  EXPECT_EQ(ask(Method::put, note_path(), R"({"title":"a"})", json).status, 200);
}

TEST_F(RouterTest, AnAnnouncedLengthBeyondTheLimitIsRefusedWithoutTheBody) {
  for (const auto* length : {"101", "99999999999999999999999999"})
    EXPECT_EQ(ask(Method::put, note_path(), {}, with("Content-Length", length)).status, 413);
}

TEST_F(RouterTest, AMissingTypeIsReadAsTheFirstAndNoBodyHasNoType) {
  EXPECT_EQ(ask(Method::post, "/notes", R"({"title":"a"})").status, 201);
  EXPECT_EQ(ask(Method::post, "/notes/start", {}, with("Content-Type", "text/plain")).status, 204);
}

TEST_F(RouterTest, StreamedRoutesAreCheckedBeforeTheirSinkOpens) {
  const auto path = std::string("/files/") + some_id;
  EXPECT_EQ(text_of(ask(Method::patch, path, "hello")), "hello");
  EXPECT_EQ(ask(Method::patch, path, "{}", with("Content-Type", "application/json")).status, 415);
  EXPECT_EQ(ask(Method::patch, "/files/7", "hello").status, 400);
  gate_.credential = Error{.code = ErrorCode::missing_token};
  EXPECT_EQ(ask(Method::patch, "/files/7", "hello").status, 401);
}

TEST_F(RouterTest, AFastPathKnowsThePartsOfItsAddress) {
  table_
      .add<json::Nothing, Note>({.path = "/pieces/{id}"},
                                [](const Request&, const json::Nothing&) -> Result<Note> { return Note{}; })
      .fast = [](const Request& request) -> std::optional<Response> {
    return text_response(200, "text/plain", request.path_parameter("id"));
  };
  const Router router(table_, gate_, {});
  Request request;
  request.path = std::string("/pieces/") + some_id;
  const auto answer = router.answer_at_once(request, router.match(request.method, request.path));
  ASSERT_TRUE(answer);
  EXPECT_EQ(text_of(*answer), some_id);
}

TEST_F(RouterTest, ListedOriginsMayReadAnswers) {
  const auto response = ask(Method::get, note_path(), {}, with("Origin", "https://school.example"));
  EXPECT_EQ(response.headers.get("Access-Control-Allow-Origin"), "https://school.example");
  EXPECT_EQ(response.headers.get("Access-Control-Allow-Credentials"), "true");
  EXPECT_TRUE(response.headers.get("Access-Control-Expose-Headers").contains("X-Request-Id"));
  EXPECT_EQ(response.headers.get("Vary"), "Origin");
}

TEST_F(RouterTest, OtherOriginsAreNotNamed) {
  for (const auto* origin :
       {"https://other.example", "http://school.example", "https://school.example.evil", "null"}) {
    const auto response = ask(Method::get, note_path(), {}, with("Origin", origin));
    EXPECT_FALSE(response.headers.has("Access-Control-Allow-Origin")) << origin;
    EXPECT_EQ(response.headers.get("Vary"), "Origin");
  }
}

TEST_F(RouterTest, APreflightSaysWhatIsAllowed) {
  auto headers = with("Origin", "https://school.example");
  headers.add("Access-Control-Request-Method", "PUT");
  const auto response = ask(Method::options, note_path(), {}, headers);
  EXPECT_EQ(response.status, 204);
  EXPECT_TRUE(response.headers.get("Access-Control-Allow-Methods").contains("PATCH"));
  EXPECT_TRUE(response.headers.get("Access-Control-Allow-Headers").contains("Tus-Resumable"));
  EXPECT_EQ(response.headers.get("Access-Control-Max-Age"), "86400");
}

TEST_F(RouterTest, ThePathlessFallbackComesBeforeNotFound) {
  const Router router(table_, gate_, {.fallback = [](const Request& request) -> std::optional<Response> {
                        if (request.path != "/page") return std::nullopt;
                        return text_response(200, "text/html", "page");
                      }});
  Request request;
  request.path = "/page";
  EXPECT_EQ(router.handle(request).status, 200);
  request.path = "/other";
  EXPECT_EQ(router.handle(request).status, 404);
}

}  // namespace
}  // namespace vtp::http
