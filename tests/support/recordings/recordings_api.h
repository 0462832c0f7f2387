// The routes of recordings in one process, with people who need no passwords, a course, a media store in a
// temporary directory, and workers that run when the test says so.
//
//   class Uploads : public vtp::recordings::test::RecordingsApi {};
//   VTP_ON_BOTH_ENGINES(Uploads);
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/router.h"
#include "recordings/recording_store.h"
#include "recordings/recordings.h"
#include "support/database/database_test.h"
#include "support/database/temporary_directory.h"
#include "support/recordings/fake_running_media.h"

namespace vtp::recordings::test {

/// What came back, with its JSON ready to be asked.
struct Answer {
  int status = 0;
  http::Headers headers;
  std::string body;  // files included

  /// The value at a JSON pointer (RFC 6901): text as it is, everything else as JSON, "absent" if there is
  /// none.
  [[nodiscard]] std::string at(std::string_view pointer) const;
  [[nodiscard]] double number(std::string_view pointer) const { return std::stod(at(pointer)); }
  /// "404 COURSE_NOT_FOUND", or only the status of a success.
  [[nodiscard]] std::string outcome() const;
};

/// Lets everyone in whose id is the bearer token, and media tokens on media routes.
class TestGate final : public http::Gate {
 public:
  explicit TestGate(const accounts::MediaTokens& tokens) : tokens_(tokens) {}
  void admit(const Identity& identity) { people_[identity.user.text()] = identity; }

  Result<void> admit_address(const http::Request&, const http::RouteSpec&) override { return {}; }
  Result<std::optional<Identity>> identify(const http::Request& request,
                                           const http::RouteSpec& route) override;
  Result<void> admit_user(const http::Request& request, const http::RouteSpec& route) override;

 private:
  const accounts::MediaTokens& tokens_;
  std::map<std::string, Identity, std::less<>> people_;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

class RecordingsApi : public vtp::testing::DatabaseTest {
 public:
  RecordingsApi();
  ~RecordingsApi() override;

  Answer call(const Identity* who, http::Method method, std::string_view target, std::string body = {},
              const Fields& fields = {});
  Answer get(const Identity& who, std::string_view target, const Fields& fields = {}) {
    return call(&who, http::Method::get, target, {}, fields);
  }
  Answer post(const Identity& who, std::string_view target, std::string body = "{}") {
    return call(&who, http::Method::post, target, std::move(body));
  }
  Answer put(const Identity& who, std::string_view target, std::string body) {
    return call(&who, http::Method::put, target, std::move(body));
  }
  Answer del(const Identity& who, std::string_view target) { return call(&who, http::Method::del, target); }
  /// What each route must refuse by its shape (support/http/route_sweep.h), for routes with these tags.
  void sweep_routes(const std::vector<std::string>& tags);
  /// As the network thread would answer, without waiting; status 0 if it would not.
  Answer call_at_once(const Identity& who, std::string_view target);

  /// The sink of a streamed body, to be fed by the test.
  Result<std::unique_ptr<http::BodySink>> open(const Identity& who, http::Method method,
                                               std::string_view target, const Fields& fields);

  Identity add_person(Role role, const std::string& name);
  /// An active course with `teacher` as its owner.
  CourseId add_course(const Identity& owner, const std::string& code, std::string_view status = "active");
  void grant(CourseId course, const Identity& person, std::string_view role);
  void enroll(CourseId course, const Identity& person);

  /// A recording of the teacher without media: completed, ten minutes long.
  RecordingId add_recording(const std::string& title = "Lecture");
  RecordingId add_recording(Recording recording);
  void link(CourseId course, RecordingId recording, bool published = true, bool allow_download = false);

  /// Uploads a whole file in one request and returns the recording that it became.
  RecordingId upload(const std::string& bytes, const std::string& name,
                     const std::string& more_metadata = {});
  /// Runs workers until no job is queued or running.
  void run_jobs();
  jobs::Worker& start_worker();
  void stop_workers() { workers_.clear(); }

  static std::string path(RecordingId id, std::string_view rest = {});
  static std::string course_path(CourseId id, std::string_view rest = {});
  static std::string base64(std::string_view text);

  vtp::testing::TemporaryDirectory directory;
  std::unique_ptr<blobs::Directory> store;
  jobs::JobQueue queue{database(), clock};
  accounts::MediaTokens tokens{"a secret of at least thirty-two bytes", clock};
  http::RateLimiter limiter{clock};
  accounts::Limits limits;
  RecordingSettings settings;
  FakeRunningMedia running;

 private:
  http::Request request_of(const Identity* who, http::Method method, std::string_view target,
                           std::string body, const Fields& fields) const;

  TestGate gate_{tokens};
  std::vector<std::unique_ptr<jobs::Worker>> workers_;
  std::unique_ptr<Recordings> recordings_;
  http::RouteTable table_;
  std::optional<http::Router> router_;

 public:
  Recordings& feature() { return *recordings_; }

  const Identity admin = add_person(Role::admin, "Adele");
  const Identity teacher = add_person(Role::teacher, "Theo");
  const Identity colleague = add_person(Role::teacher, "Cora");  // an instructor of the course by permission
  const Identity assistant = add_person(Role::student, "Tamara");
  const Identity student = add_person(Role::student, "Sara");
  const Identity viewer = add_person(Role::student, "Vera");
  const Identity stranger = add_person(Role::teacher, "Stan");
  const CourseId course = add_course(teacher, "PHYS-1");
};

}  // namespace vtp::recordings::test
