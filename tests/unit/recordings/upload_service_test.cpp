#include "recordings/upload_service.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;
using test::Answer;
using test::Fields;

/// While it lives, no file of this process can grow beyond so many bytes.
class LargestFile {
 public:
  explicit LargestFile(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    handler_ = std::signal(SIGXFSZ, SIG_IGN);  // an error of the call, not the end of the process
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  }
  ~LargestFile() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  LargestFile(const LargestFile&) = delete;
  LargestFile& operator=(const LargestFile&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

class Uploads : public test::RecordingsApi {
 public:
  static Fields tus(Fields more = {}) {
    more.emplace_back("Tus-Resumable", "1.0.0");
    return more;
  }
  Answer create(const Identity& who, const std::string& length, const std::string& metadata, Fields more = {},
                std::string body = {}) {
    more.emplace_back("Upload-Length", length);
    more.emplace_back("Upload-Metadata", metadata);
    if (!body.empty()) more.emplace_back("Content-Type", "application/offset+octet-stream");
    return call(&who, http::Method::post, "/api/v1/uploads", std::move(body), tus(more));
  }
  /// The path of a new upload of the teacher.
  std::string begin(std::size_t length, const std::string& more_metadata = {}) {
    const auto answer =
        create(teacher, std::to_string(length), "filename " + base64("film.mp4") + more_metadata);
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return std::string(answer.headers.get("Location"));
  }
  Answer append(const std::string& upload, std::size_t offset, std::string bytes, Fields more = {}) {
    more.emplace_back("Upload-Offset", std::to_string(offset));
    more.emplace_back("Content-Type", "application/offset+octet-stream");
    return call(&teacher, http::Method::patch, upload, std::move(bytes), tus(more));
  }
  std::string offset_of(const std::string& upload) {
    const auto answer = call(&teacher, http::Method::head, upload, {}, tus());
    EXPECT_EQ(answer.status, 200);
    return std::string(answer.headers.get("Upload-Offset"));
  }
  /// A PATCH that the test feeds piece by piece.
  std::unique_ptr<http::BodySink> sink(const std::string& upload, std::size_t offset, Fields more = {}) {
    more.emplace_back("Upload-Offset", std::to_string(offset));
    more.emplace_back("Content-Type", "application/offset+octet-stream");
    return open(teacher, http::Method::patch, upload, tus(more)).value();
  }
  std::string stored(const std::string& upload) {
    std::ifstream file(store->path_of(upload.substr(upload.rfind('/') + 1) + "/original").value(),
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};
VTP_ON_BOTH_ENGINES(Uploads);

TEST_P(Uploads, CreationTellsWhereToSendTheBytes) {
  const auto answer = create(teacher, "10", "filename " + base64("Lecture 1.mp4"));
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_TRUE(answer.headers.get("Location").starts_with("/api/v1/uploads/"));
  EXPECT_EQ(answer.headers.get("Upload-Offset"), "0");
  EXPECT_EQ(answer.headers.get("Upload-Expires"), "Sun, 08 Mar 2026 09:00:00 GMT");
  EXPECT_EQ(answer.headers.get("Tus-Resumable"), "1.0.0");
}

TEST_P(Uploads, OptionsTellWhatTheServerCan) {
  const auto answer = call(nullptr, http::Method::options, "/api/v1/uploads");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.get("Tus-Version"), "1.0.0");
  EXPECT_EQ(answer.headers.get("Tus-Extension"),
            "creation,creation-with-upload,expiration,termination,checksum");
  EXPECT_EQ(answer.headers.get("Tus-Max-Size"), "21474836480");
  EXPECT_EQ(answer.headers.get("Tus-Checksum-Algorithm"), "sha1,sha256");
}

TEST_P(Uploads, CreationIsRefusedForCause) {
  const auto metadata = "filename " + base64("a.mp4");
  EXPECT_EQ(create(student, "10", metadata).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(create(teacher, "0", metadata).outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(create(teacher, "-1", metadata).outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(create(teacher, "10", "").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(create(teacher, "10", "filename ===").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(create(teacher, "21474836481", metadata).outcome(), "413 PAYLOAD_TOO_LARGE");
  EXPECT_EQ(create(teacher, "10", metadata + ",course_id " + base64("x")).outcome(), "400 INVALID_ID");
  EXPECT_EQ(create(teacher, "10", metadata + ",title " + base64(std::string(256, 'x'))).outcome(),
            "400 VALIDATION_FAILED");
  EXPECT_EQ(create(stranger, "10", metadata + ",course_id " + base64(course.text())).outcome(),
            "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(create(teacher, "10", metadata + ",course_id " + base64(CourseId::make().text())).outcome(),
            "404 COURSE_NOT_FOUND");
  EXPECT_EQ(call(&teacher, http::Method::post, "/api/v1/uploads", {}, {{"Upload-Length", "1"}}).outcome(),
            "412 TUS_VERSION_UNSUPPORTED");
}

TEST_P(Uploads, QuotaAndDiskBoundWhatIsTaken) {
  settings.user_quota_bytes = 100;
  const auto metadata = "filename " + base64("a.mp4");
  EXPECT_EQ(create(teacher, "101", metadata).outcome(), "507 INSUFFICIENT_STORAGE");
  EXPECT_EQ(create(teacher, "60", metadata).outcome(), "201");
  EXPECT_EQ(create(teacher, "60", metadata).outcome(), "403 QUOTA_EXCEEDED");
  settings.user_quota_bytes = 0;
  settings.min_free_percent = 100;
  EXPECT_EQ(create(teacher, "60", metadata).outcome(), "507 INSUFFICIENT_STORAGE");
}

TEST_P(Uploads, CreationIsLimitedForEachUser) {
  limits.enabled = true;
  limits.upload_create = {1, 2};
  const auto metadata = "filename " + base64("a.mp4");
  EXPECT_EQ(create(teacher, "1", metadata).outcome(), "201");
  EXPECT_EQ(create(teacher, "1", metadata).outcome(), "201");
  EXPECT_EQ(create(teacher, "1", metadata).outcome(), "429 RATE_LIMITED");
  EXPECT_EQ(create(stranger, "1", metadata).outcome(), "201");
}

TEST_P(Uploads, PiecesBecomeARecording) {
  const auto upload = begin(10, ",title " + base64("Optics") + ",description " + base64("About light") +
                                    ",course_id " + base64(course.text()) + ",lecture_title " + base64("I"));
  auto answer = append(upload, 0, "01234");
  EXPECT_EQ(answer.outcome(), "204");
  EXPECT_EQ(answer.headers.get("Upload-Offset"), "5");
  EXPECT_EQ(offset_of(upload), "5");
  answer = append(upload, 5, "56789");
  EXPECT_EQ(answer.outcome(), "204");
  const auto id = RecordingId::parse(answer.headers.get("X-Recording-Id")).value();
  EXPECT_EQ(stored(upload), "0123456789");
  const auto recording = get(teacher, path(id));
  EXPECT_EQ(recording.at("/title"), "Optics");
  EXPECT_EQ(recording.at("/status"), "processing");
  EXPECT_EQ(recording.at("/file_size_bytes"), "10");
  EXPECT_EQ(recording.at("/courses/0/is_published"), "false");
  EXPECT_EQ(get(teacher, course_path(course)).at("/recordings/0/lecture_title"), "I");
  EXPECT_EQ(get(teacher, "/api/v1/jobs").at("/jobs/0/kind"), "probe");
  EXPECT_EQ(get(teacher, upload).at("/state"), "processing");
  EXPECT_EQ(get(teacher, upload).at("/recording_id"), id.text());
}

TEST_P(Uploads, CreationMayCarryTheBytes) {
  const auto answer = create(teacher, "3", "filename " + base64("../../etc/passwd.mp4"), {}, "abc");
  EXPECT_EQ(answer.outcome(), "201");
  const auto id = RecordingId::parse(answer.headers.get("X-Recording-Id")).value();
  EXPECT_EQ(get(teacher, path(id)).at("/title"), "passwd");
  EXPECT_EQ(stored(std::string(answer.headers.get("Location"))), "abc");
}

TEST_P(Uploads, BytesThatCameWithTheCreationAreCheckedToo) {
  const Fields abc{{"Upload-Checksum", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}};
  const auto metadata = "filename " + base64("a.mp4");
  EXPECT_EQ(create(teacher, "3", metadata, abc, "abd").outcome(), "460 CHECKSUM_MISMATCH");
  EXPECT_EQ(create(teacher, "3", metadata, abc, "abc").outcome(), "201");
}

TEST_P(Uploads, OfACreationThatIsRefusedNothingStays) {
  const Fields abc{{"Upload-Checksum", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}};
  const auto metadata = "filename " + base64("a.mp4");
  const auto files = [&] {
    const std::filesystem::recursive_directory_iterator all(store->path_of("x").value().parent_path());
    return std::ranges::count_if(all, [](const auto& entry) { return entry.is_regular_file(); });
  };
  EXPECT_EQ(create(teacher, "3", metadata, abc, "abd").outcome(), "460 CHECKSUM_MISMATCH");
  EXPECT_EQ(create(teacher, "3", metadata, {}, "abcd").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(get(teacher, "/api/v1/uploads").at("/total"), "0");
  EXPECT_EQ(files(), 0);
  // Without announcing its length, a body is found to be too long only when it comes.
  auto body = open(teacher, http::Method::post, "/api/v1/uploads",
                   tus({{"Upload-Length", "3"},
                        {"Upload-Metadata", metadata},
                        {"Content-Type", "application/offset+octet-stream"}}))
                  .value();
  EXPECT_EQ(get(teacher, "/api/v1/uploads").at("/total"), "1");
  EXPECT_FALSE(body->write("abcd"));
  EXPECT_EQ(get(teacher, "/api/v1/uploads").at("/total"), "0");
  body->abandon();
  body.reset();
  EXPECT_EQ(get(teacher, "/api/v1/uploads").at("/total"), "0");
  EXPECT_EQ(files(), 0);
}

TEST_P(Uploads, AFullDiskLosesNothingThatWasAcknowledged) {
  // The disk of the test ends where the upload stands: behind a hole, so that nothing else meets the limit.
  constexpr std::int64_t full = 64 * 1024 * 1024;
  const auto upload = begin(full + 3);
  const auto id = UploadId::parse(upload.substr(upload.rfind('/') + 1)).value();
  append(upload, 0, "a");
  std::filesystem::resize_file(store->path_of(id.text() + "/original").value(), full);
  ASSERT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query("update uploads set offset_bytes = $2 where id = $1", id, full);
  }));
  {
    const LargestFile limit(full);
    EXPECT_EQ(append(upload, full, "xyz").outcome(), "507 INSUFFICIENT_STORAGE");
    EXPECT_EQ(offset_of(upload), std::to_string(full));
  }
  EXPECT_EQ(append(upload, full, "xyz").outcome(), "204");
}

TEST_P(Uploads, WrongOffsetIsAConflict) {
  const auto upload = begin(10);
  append(upload, 0, "012");
  EXPECT_EQ(append(upload, 0, "012").outcome(), "409 OFFSET_MISMATCH");
  EXPECT_EQ(append(upload, 5, "012").outcome(), "409 OFFSET_MISMATCH");
  EXPECT_EQ(offset_of(upload), "3");
}

TEST_P(Uploads, MoreThanAnnouncedChangesNothing) {
  const auto upload = begin(5);
  EXPECT_EQ(append(upload, 0, "0123456").outcome(), "400 INVALID_INPUT");
  auto chunked = sink(upload, 0);
  EXPECT_TRUE(chunked->write("0123"));
  EXPECT_EQ(chunked->write("4567").error().code, ErrorCode::invalid_input);
  chunked.reset();
  EXPECT_EQ(offset_of(upload), "0");
  EXPECT_EQ(append(upload, 0, "abcde").outcome(), "204");
  EXPECT_EQ(stored(upload), "abcde");
}

TEST_P(Uploads, OneWriterAtATime) {
  const auto upload = begin(10);
  auto first = sink(upload, 0);
  EXPECT_EQ(append(upload, 0, "01").outcome(), "409 CONFLICT");
  EXPECT_EQ(call(&teacher, http::Method::del, upload, {}, tus()).outcome(), "409 CONFLICT");
  EXPECT_TRUE(first->write("01234"));
  EXPECT_TRUE(first->finish());
  first.reset();
  EXPECT_EQ(append(upload, 5, "56789").outcome(), "204");
}

TEST_P(Uploads, BrokenConnectionKeepsWhatCame) {
  const auto upload = begin(10);
  auto broken = sink(upload, 0);
  EXPECT_TRUE(broken->write("0123"));
  broken->abandon();
  broken.reset();
  EXPECT_EQ(offset_of(upload), "4");
  EXPECT_EQ(append(upload, 4, "456789").outcome(), "204");
  EXPECT_EQ(stored(upload), "0123456789");
}

TEST_P(Uploads, BytesThatWereNeverAcknowledgedAreCutOff) {
  const auto upload = begin(10);
  append(upload, 0, "0123");
  // A server that was killed had written more.
  std::ofstream(store->path_of(upload.substr(upload.rfind('/') + 1) + "/original").value(), std::ios::app)
      << "unsaid";
  EXPECT_EQ(offset_of(upload), "4");
  EXPECT_EQ(append(upload, 4, "456789").outcome(), "204");
  EXPECT_EQ(stored(upload), "0123456789");
}

TEST_P(Uploads, FileIsWhatCountsWhenItIsShorter) {
  const auto upload = begin(10);
  append(upload, 0, "0123");
  std::filesystem::resize_file(store->path_of(upload.substr(upload.rfind('/') + 1) + "/original").value(), 2);
  EXPECT_EQ(append(upload, 4, "456789").outcome(), "409 OFFSET_MISMATCH");
  EXPECT_EQ(offset_of(upload), "2");
  EXPECT_EQ(append(upload, 2, "23456789").outcome(), "204");
}

TEST_P(Uploads, ChecksumsAreHeldAgainstTheBytes) {
  const auto upload = begin(6);
  const Fields abc{{"Upload-Checksum", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}};
  EXPECT_EQ(append(upload, 0, "abd", abc).outcome(), "460 CHECKSUM_MISMATCH");
  EXPECT_EQ(offset_of(upload), "0");
  EXPECT_EQ(append(upload, 0, "abc", abc).outcome(), "204");
  EXPECT_EQ(append(upload, 3, "abc", {{"Upload-Checksum", "md5 x"}}).outcome(), "400 INVALID_INPUT");
  auto broken = sink(upload, 3, abc);
  EXPECT_TRUE(broken->write("ab"));
  broken->abandon();
  broken.reset();
  EXPECT_EQ(offset_of(upload), "3");
}

TEST_P(Uploads, PatchesOfAnotherTypeOrVersionAreRefused) {
  const auto upload = begin(6);
  const auto patch = [&](const Fields& fields) {
    return call(&teacher, http::Method::patch, upload, "abc", fields);
  };
  EXPECT_EQ(patch(tus({{"Upload-Offset", "0"}, {"Content-Type", "application/json"}})).outcome(),
            "415 UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(patch(tus({{"Upload-Offset", "0"}})).outcome(), "415 UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(patch({{"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}}).outcome(),
            "412 TUS_VERSION_UNSUPPORTED");
  EXPECT_EQ(patch(tus({{"Content-Type", "application/offset+octet-stream"}})).outcome(), "400 INVALID_INPUT");
}

TEST_P(Uploads, WhereTheyStandIsToldOnlyToWhoAsksProperly) {
  const auto upload = begin(6);
  const auto head = [&](const Identity* who, const std::string& target, const Fields& fields) {
    return call(who, http::Method::head, target, {}, fields).status;
  };
  EXPECT_EQ(head(&teacher, upload, tus()), 200);
  EXPECT_EQ(head(nullptr, upload, tus()), 401);
  EXPECT_EQ(head(&teacher, "/api/v1/uploads/nonsense", tus()), 400);
  EXPECT_EQ(head(&teacher, upload, {}), 412);
  EXPECT_EQ(get(teacher, "/api/v1/uploads?state=gone").outcome(), "400 VALIDATION_FAILED");
}

TEST_P(Uploads, EveryRefusalTellsTheVersionOfTheProtocol) {
  const auto upload = begin(6);
  const auto is_told = [](const Answer& refusal) {
    EXPECT_GE(refusal.status, 400);
    EXPECT_EQ(refusal.headers.get("Tus-Resumable"), "1.0.0") << refusal.body;
    EXPECT_EQ(refusal.headers.get("Tus-Version"), "1.0.0") << refusal.body;
  };
  const Fields type{{"Content-Type", "application/offset+octet-stream"}};
  is_told(create(student, "10", "filename " + base64("a.mp4")));
  is_told(create(teacher, "0", ""));
  is_told(append(upload, 3, "012"));
  is_told(append(upload, 0, "0123456"));
  is_told(append(upload, 0, "abd", {{"Upload-Checksum", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}}));
  is_told(append("/api/v1/uploads/" + UploadId::make().text(), 0, "012"));
  is_told(append("/api/v1/uploads/nonsense", 0, "012"));
  is_told(call(&teacher, http::Method::patch, upload, "abc", type));  // no version
  is_told(call(&teacher, http::Method::patch, upload, "abc", tus({{"Content-Type", "text/plain"}})));
  is_told(call(nullptr, http::Method::patch, upload, "abc", tus(type)));
  is_told(call(&stranger, http::Method::head, upload, {}, tus()));
  is_told(del(stranger, upload));
}

TEST_P(Uploads, BelongToTheirOwner) {
  const auto upload = begin(6);
  for (const auto& who : {admin, student, stranger}) {
    EXPECT_EQ(call(&who, http::Method::head, upload, {}, tus()).status, 404);
    EXPECT_EQ(get(who, upload).outcome(), "404 UPLOAD_NOT_FOUND");
    EXPECT_EQ(del(who, upload).outcome(), "404 UPLOAD_NOT_FOUND");
    EXPECT_EQ(call(&who, http::Method::patch, upload, "abc",
                   tus({{"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}}))
                  .outcome(),
              "404 UPLOAD_NOT_FOUND");
  }
  EXPECT_EQ(get(teacher, "/api/v1/uploads/" + UploadId::make().text()).outcome(), "404 UPLOAD_NOT_FOUND");
  EXPECT_EQ(get(stranger, "/api/v1/uploads").at("/total"), "0");
}

TEST_P(Uploads, ListTellsHowFarTheyAre) {
  const auto first = begin(6);
  append(first, 0, "abc");
  clock.advance(1s);
  begin(7);
  const auto answer = get(teacher, "/api/v1/uploads");
  EXPECT_EQ(answer.at("/total"), "2");
  EXPECT_EQ(answer.at("/uploads/0/length"), "7");
  EXPECT_EQ(answer.at("/uploads/1/offset"), "3");
  EXPECT_EQ(answer.at("/uploads/1/filename"), "film.mp4");
  EXPECT_EQ(answer.at("/uploads/1/state"), "uploading");
  EXPECT_EQ(get(teacher, "/api/v1/uploads?state=done").at("/total"), "0");
}

TEST_P(Uploads, TerminationForgetsTheBytes) {
  const auto upload = begin(6);
  append(upload, 0, "abc");
  EXPECT_EQ(call(&teacher, http::Method::del, upload, {}, tus()).outcome(), "204");
  EXPECT_EQ(call(&teacher, http::Method::del, upload, {}, tus()).outcome(), "404 UPLOAD_NOT_FOUND");
  EXPECT_FALSE(store->exists(upload.substr(upload.rfind('/') + 1) + "/original"));
}

TEST_P(Uploads, TerminationLeavesAFinishedRecording) {
  const auto upload = begin(3);
  append(upload, 0, "abc");
  EXPECT_EQ(call(&teacher, http::Method::del, upload, {}, tus()).outcome(), "204");
  EXPECT_EQ(stored(upload), "abc");
}

TEST_P(Uploads, ExpireAWeekAfterTheLastByte) {
  const auto upload = begin(6);
  clock.advance(24h * 6);
  append(upload, 0, "abc");
  clock.advance(24h * 6);
  EXPECT_EQ(offset_of(upload), "3");
  clock.advance(24h * 2);
  EXPECT_EQ(append(upload, 3, "abc").outcome(), "410 UPLOAD_EXPIRED");
  EXPECT_EQ(call(&teacher, http::Method::head, upload, {}, tus()).status, 410);
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, upload).at("/state"), "expired");
  EXPECT_FALSE(store->exists(upload.substr(upload.rfind('/') + 1) + "/original"));
}

TEST_P(Uploads, WholeOneThatWasNeverFinishedIsFinishedLater) {
  const auto upload = begin(3);
  const auto id = RecordingId::parse(upload.substr(upload.rfind('/') + 1)).value();
  // The server was killed after the last byte and before the recording was made.
  ASSERT_TRUE(database().write(
      [&](db::Transaction& tx) { tx.query("update uploads set offset_bytes = 3 where id = $1", id); }));
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "processing");
}

TEST_P(Uploads, FailureOfTheRecordingIsToldWithTheUpload) {
  const auto id = upload("this is no film at all", "a.mp4");
  run_jobs();
  const auto answer = get(teacher, "/api/v1/uploads/" + id.text());
  EXPECT_EQ(answer.at("/state"), "failed");
  EXPECT_NE(answer.at("/error"), "null");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
}

}  // namespace
}  // namespace vtp::recordings
