#include "support/recordings/recordings_api.h"

#include <array>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "accounts/user_store.h"
#include "base/text.h"
#include "http/url.h"
#include "json/document.h"
#include "recordings/course_link_store.h"
#include "support/http/outcome_ledger.h"
#include "support/http/route_sweep.h"

namespace vtp::recordings::test {
namespace {

std::string bytes_of(const http::BodyPiece& piece) {
  if (const auto* text = std::get_if<std::string>(&piece)) return *text;
  if (const auto* fixed = std::get_if<http::StaticBytes>(&piece)) return std::string(fixed->bytes);
  const auto& file = std::get<http::FilePiece>(piece);
  std::string bytes(file.length, '\0');
  EXPECT_EQ(::pread(file.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(file.offset)),
            static_cast<ssize_t>(file.length));
  return bytes;
}

Answer answer_of(const http::Response& response) {
  Answer answer{.status = response.status, .headers = response.headers, .body = {}};
  for (const auto& piece : response.body) answer.body += bytes_of(piece);
  return answer;
}

}  // namespace

std::string Answer::at(std::string_view pointer) const {
  const auto document = json::parse(body);
  if (!document) return "no JSON";
  boost::system::error_code missing;
  const auto* value = document->find_pointer(pointer, missing);
  if (value == nullptr) return "absent";
  if (value->is_string()) return std::string(value->get_string());
  return json::to_compact_text(*value);
}

std::string Answer::outcome() const {
  return std::to_string(status) + (status >= 400 ? " " + at("/code") : "");
}

Result<std::optional<Identity>> TestGate::identify(const http::Request& request,
                                                   const http::RouteSpec& route) {
  if (route.access == http::Access::open) return std::nullopt;
  if (const auto found = people_.find(request.headers.get("Authorization")); found != people_.end())
    return found->second;
  const auto* token = request.query_parameter("token");
  if (route.access != http::Access::media || token == nullptr)
    return fail(ErrorCode::missing_token, "Sign in first");
  const auto claims = tokens_.verify(*token);
  if (!claims) return std::unexpected(claims.error());
  auto identity = people_.at(claims->user.text());
  identity.media = MediaGrant{claims->recording, claims->level, *token};
  return identity;
}

Result<void> TestGate::admit_user(const http::Request& request, const http::RouteSpec& route) {
  const bool is_refused = (route.access == http::Access::teacher && !request.caller().may_teach()) ||
                          (route.access == http::Access::admin && !request.caller().is_admin());
  if (is_refused) return fail(ErrorCode::insufficient_permissions, "Not for your account");
  return {};
}

RecordingsApi::RecordingsApi() {
  store = blobs::Directory::open(directory.path() / "store").value();
  limits.enabled = false;
  settings.segment_seconds = 2;
  settings.min_free_percent = 0;
  settings.tools.nice = 0;
  settings.ladder = media::parse_ladder("120:80, 180:150, 240:250").value();
  settings.download_wait = std::chrono::milliseconds(0);
  recordings_ = std::make_unique<Recordings>(
      Foundations{database(), clock, *store, queue, tokens, limiter, limits, settings});
  recordings_->set_running_media(running);
  recordings_->add_routes(table_);
  vtp::testing::enter_routes(table_);
  router_.emplace(table_, gate_);
  grant(course, colleague, "instructor");
  grant(course, assistant, "ta");
  grant(course, viewer, "viewer");
  enroll(course, student);
}

RecordingsApi::~RecordingsApi() {
  stop_workers();
}

http::Request RecordingsApi::request_of(const Identity* who, http::Method method, std::string_view target,
                                        std::string body, const Fields& fields) const {
  auto parsed = http::parse_target(target).value();
  http::Request request;
  request.method = method;
  request.target = target;
  request.path = std::move(parsed.path);
  request.query = std::move(parsed.query);
  request.headers.add("Host", "lectures.example.org");
  if (who != nullptr) request.headers.add("Authorization", who->user.text());
  for (const auto& [name, value] : fields) request.headers.add(name, value);
  if (!body.empty() && !request.headers.has("Content-Length"))
    request.headers.add("Content-Length", std::to_string(body.size()));
  request.body = std::move(body);
  request.address = "192.0.2.1";
  request.request_id = "test";
  return request;
}

Answer RecordingsApi::call(const Identity* who, http::Method method, std::string_view target,
                           std::string body, const Fields& fields) {
  auto request = request_of(who, method, target, std::move(body), fields);
  const auto match = router_->match(method, request.path);
  auto answer = answer_of(router_->handle(request, match));
  if (match.route != nullptr)
    vtp::testing::note_answer(*match.route, vtp::testing::name_of(GetParam()), answer.status, answer.body);
  return answer;
}

void RecordingsApi::sweep_routes(const std::vector<std::string>& tags) {
  const std::map<Role, const Identity*> people{
      {Role::admin, &admin}, {Role::teacher, &teacher}, {Role::student, &student}};
  vtp::testing::sweep_routes(
      table_, tags,
      [&](std::optional<Role> role, http::Method method, const std::string& target, const std::string& body) {
        return call(role ? people.at(*role) : nullptr, method, target, body).outcome();
      });
}

Answer RecordingsApi::call_at_once(const Identity& who, std::string_view target) {
  auto request = request_of(&who, http::Method::get, target, {}, {});
  const auto match = router_->match(request.method, request.path);
  const auto response = router_->answer_at_once(request, match);
  return response ? answer_of(*response) : Answer{};
}

Result<std::unique_ptr<http::BodySink>> RecordingsApi::open(const Identity& who, http::Method method,
                                                            std::string_view target, const Fields& fields) {
  auto request = request_of(&who, method, target, {}, fields);
  const auto match = router_->match(method, request.path);
  return router_->open_sink(request, match);
}

Identity RecordingsApi::add_person(Role role, const std::string& name) {
  Identity identity;
  identity.user = UserId::make();
  identity.session = SessionId::make();
  identity.role = role;
  identity.full_name = name;
  identity.email = to_lower(name) + "@example.org";
  accounts::User user;
  user.id = identity.user;
  user.email = identity.email;
  user.full_name = name;
  user.role = role;
  user.password_hash = "*";
  EXPECT_TRUE(database().write([&](db::Transaction& tx) { accounts::insert_user(tx, user, clock.now()); }));
  gate_.admit(identity);
  return identity;
}

CourseId RecordingsApi::add_course(const Identity& owner, const std::string& code, std::string_view status) {
  const auto id = CourseId::make();
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query(
        "insert into courses (id, code, code_key, name, instructor_id, semester, year, status, created_at, "
        "updated_at) "
        "values ($1, $2, $3, $4, $5, 'Fall', 2026, $6, $7, $7)",
        id, code, to_upper(code), "Course " + code, owner.user, status, clock.now());
  }));
  return id;
}

void RecordingsApi::grant(CourseId to, const Identity& person, std::string_view role) {
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query(
        "insert into course_permissions (id, course_id, user_id, role, created_at, updated_at) "
        "values ($1, $2, $3, $4, $5, $5)",
        Id<struct PermissionTag>::make(), to, person.user, role, clock.now());
  }));
}

void RecordingsApi::enroll(CourseId in, const Identity& person) {
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query(
        "insert into course_enrollments (id, course_id, student_id, enrollment_date, created_at, updated_at) "
        "values ($1, $2, $3, $4, $4, $4)",
        Id<struct EnrollmentTag>::make(), in, person.user, clock.now());
  }));
}

RecordingId RecordingsApi::add_recording(const std::string& title) {
  Recording recording;
  recording.title = title;
  recording.duration = std::chrono::minutes(10);
  return add_recording(std::move(recording));
}

RecordingId RecordingsApi::add_recording(Recording recording) {
  recording.id = RecordingId::make();
  if (recording.status == RecordingStatus::processing) recording.status = RecordingStatus::completed;
  if (recording.started_by == UserId{}) recording.started_by = teacher.user;
  recording.format = "mp4";
  recording.started_at = recording.created_at = clock.now();
  EXPECT_TRUE(database().write([&](db::Transaction& tx) { insert_recording(tx, recording); }));
  return recording.id;
}

void RecordingsApi::link(CourseId to, RecordingId recording, bool published, bool allow_download) {
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    CourseLink link;
    link.id = courses::LectureId::make();
    link.course_id = to;
    link.recording_id = recording;
    link.sequence_order = next_sequence_order(tx, to);
    link.is_published = published;
    if (published) link.published_at = clock.now();
    link.allow_download = allow_download;
    link.created_at = clock.now();
    EXPECT_TRUE(insert_link(tx, link));
  }));
}

RecordingId RecordingsApi::upload(const std::string& bytes, const std::string& name,
                                  const std::string& more_metadata) {
  const auto answer = call(&teacher, http::Method::post, "/api/v1/uploads", bytes,
                           {{"Tus-Resumable", "1.0.0"},
                            {"Upload-Length", std::to_string(bytes.size())},
                            {"Upload-Metadata", "filename " + base64(name) + more_metadata},
                            {"Content-Type", "application/offset+octet-stream"}});
  EXPECT_EQ(answer.outcome(), "201") << answer.body;
  return RecordingId::parse(answer.headers.get("X-Recording-Id")).value();
}

jobs::Worker& RecordingsApi::start_worker() {
  using std::chrono::milliseconds;
  auto& worker = workers_.emplace_back(std::make_unique<jobs::Worker>(
      queue, jobs::WorkerOptions{
                 .owner = "test", .threads = 1, .poll = milliseconds(50), .beat = milliseconds(50)}));
  recordings_->add_quick_handlers(*worker);
  recordings_->add_encoding_handlers(*worker);
  worker->start();
  return *worker;
}

void RecordingsApi::run_jobs() {
  start_worker();
  const auto are_waiting = [&] {
    return database()
        .read([&](db::Transaction& tx) {
          return !tx.query("select 1 from jobs where status in ('queued', 'running') limit 1").empty();
        })
        .value();
  };
  // A failed attempt waits for its turn by the test's clock, which is moved while real time passes.
  for (auto seen = queue.signal().count(); are_waiting(); seen = queue.signal().count()) {
    queue.signal().wait(seen, std::chrono::milliseconds(20));
    clock.advance(std::chrono::milliseconds(200));
  }
  stop_workers();
}

std::string RecordingsApi::path(RecordingId id, std::string_view rest) {
  return "/api/v1/recordings/" + id.text() + std::string(rest);
}

std::string RecordingsApi::course_path(CourseId id, std::string_view rest) {
  return "/api/v1/courses/" + id.text() + "/recordings" + std::string(rest);
}

std::string RecordingsApi::base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8U | (i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      out.push_back(i + j > text.size() ? '=' : alphabet[group >> (18 - 6 * j) & 63U]);
  }
  return out;
}

}  // namespace vtp::recordings::test
