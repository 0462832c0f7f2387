#include "recordings/recording_service.h"

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class RecordingRows : public test::RecordingsApi {
 public:
  /// Ids of a list, newest first.
  std::string titles(const Identity& who, const std::string& query = {}) {
    const auto answer = get(who, "/api/v1/recordings" + query);
    EXPECT_EQ(answer.outcome(), "200") << answer.body;
    std::string titles;
    for (int i = 0; answer.at("/recordings/" + std::to_string(i)) != "absent"; ++i)
      titles += (i ? "," : "") + answer.at("/recordings/" + std::to_string(i) + "/title");
    EXPECT_EQ(answer.at("/total"), std::to_string(titles.empty() ? 0 : std::ranges::count(titles, ',') + 1));
    return titles;
  }
};
VTP_ON_BOTH_ENGINES(RecordingRows);

TEST_P(RecordingRows, DetailHasEveryField) {
  const auto id = add_recording("Optics");
  link(course, id);
  const auto answer = get(teacher, path(id));
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/title"), "Optics");
  EXPECT_EQ(answer.at("/started_by_name"), "Theo");
  EXPECT_EQ(answer.at("/duration_seconds"), "600");
  EXPECT_EQ(answer.at("/status"), "completed");
  EXPECT_EQ(answer.at("/source"), "upload");
  EXPECT_EQ(answer.at("/metadata"), "{}");
  EXPECT_EQ(answer.at("/courses/0/code"), "PHYS-1");
  EXPECT_EQ(answer.at("/courses/0/is_published"), "true");
  EXPECT_EQ(answer.at("/rights"), R"(["view","download","edit","analytics","control","share","delete"])");
  for (auto field :
       {"room_id", "session_id", "description", "stopped_at", "error_message", "deleted_at", "codecs"})
    EXPECT_EQ(answer.at(std::string("/") + field), "null") << field;
}

TEST_P(RecordingRows, WhoMayNotViewIsToldThatThereIsNone) {
  const auto id = add_recording();
  link(course, id, false);
  for (const auto& who : {stranger, student, viewer})
    EXPECT_EQ(get(who, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  for (const auto& who : {admin, teacher, colleague, assistant})
    EXPECT_EQ(get(who, path(id)).outcome(), "200");
  EXPECT_EQ(get(teacher, path(RecordingId::make())).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(get(teacher, "/api/v1/recordings/nonsense").outcome(), "400 INVALID_ID");
}

TEST_P(RecordingRows, RightsFollowTheCourseRole) {
  const auto id = add_recording();
  link(course, id, true, true);
  EXPECT_EQ(get(colleague, path(id)).at("/rights"),
            R"(["view","download","edit","analytics","control","share"])");
  EXPECT_EQ(get(assistant, path(id)).at("/rights"), R"(["view","download","edit","analytics"])");
  EXPECT_EQ(get(student, path(id)).at("/rights"), R"(["view","download"])");
  EXPECT_EQ(get(viewer, path(id)).at("/rights"), R"(["view"])");
  EXPECT_EQ(get(stranger, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
}

TEST_P(RecordingRows, PublishedLecturesOfDraftsStayHidden) {
  const auto draft = add_course(teacher, "DRAFT", "draft");
  enroll(draft, student);
  const auto id = add_recording();
  link(draft, id);
  EXPECT_EQ(get(student, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(titles(student), "");
}

TEST_P(RecordingRows, SharesGiveRights) {
  const auto id = add_recording();
  const auto share = [&](std::string_view type, const Identity* with, std::string_view level,
                         std::optional<Timestamp> expiry) {
    ASSERT_TRUE(database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into recording_shares (id, recording_id, share_type, shared_with, access_level, expiry_at, "
          "created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)",
          Id<struct ShareTag>::make(), id, type, with ? std::optional(with->user) : std::nullopt, level,
          expiry, clock.now());
    }));
  };
  share("user", &stranger, "share", {});
  EXPECT_EQ(get(stranger, path(id)).at("/rights"), R"(["view","download","share"])");
  EXPECT_EQ(get(student, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  share("public", nullptr, "view", clock.now() + 1h);
  EXPECT_EQ(titles(student), "Lecture");
  clock.advance(2h);
  EXPECT_EQ(titles(student), "");
}

TEST_P(RecordingRows, ListShowsWhatTheCallerMayView) {
  link(course, add_recording("Published"));
  link(course, add_recording("Unpublished"), false);
  add_recording("Private");
  EXPECT_EQ(titles(teacher, "?sort=title"), "Private,Published,Unpublished");
  EXPECT_EQ(titles(admin, "?sort=-title"), "Unpublished,Published,Private");
  EXPECT_EQ(titles(assistant, "?sort=title"), "Published,Unpublished");
  EXPECT_EQ(titles(student), "Published");
  EXPECT_EQ(titles(stranger), "");
}

TEST_P(RecordingRows, ListIsFilteredAndPaged) {
  link(course, add_recording("Kinematics"));
  add_recording("Ménage");
  Recording failed;
  failed.title = "Broken";
  failed.status = RecordingStatus::failed;
  add_recording(failed);
  EXPECT_EQ(titles(teacher, "?status=failed"), "Broken");
  EXPECT_EQ(titles(teacher, "?q=kinem"), "Kinematics");
  EXPECT_EQ(titles(teacher, "?course_id=" + course.text()), "Kinematics");
  EXPECT_EQ(titles(teacher, "?published=true"), "Kinematics");
  EXPECT_EQ(titles(teacher, "?published=false&sort=title"), "Broken,Ménage");
  EXPECT_EQ(titles(teacher, "?user_id=" + admin.user.text()), "");
  const auto page = get(teacher, "/api/v1/recordings?limit=1&offset=1&sort=title");
  EXPECT_EQ(page.at("/recordings/0/title"), "Kinematics");
  EXPECT_EQ(page.at("/total"), "3");
  for (auto query : {"?limit=0", "?limit=101", "?offset=-1", "?sort=size", "?status=gone", "?deleted=maybe"})
    EXPECT_EQ(get(teacher, std::string("/api/v1/recordings") + query).outcome(), "400 VALIDATION_FAILED")
        << query;
  EXPECT_EQ(get(teacher, "/api/v1/recordings?room_id=x").outcome(), "400 INVALID_ID");
}

TEST_P(RecordingRows, EditorsChangeWhatTheySay) {
  const auto id = add_recording();
  link(course, id);
  const auto answer = put(assistant, path(id), R"({"title":" Waves ","description":"d","metadata":{"a":1},
                                                  "thumbnail_seconds":12.5})");
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/title"), "Waves");
  EXPECT_EQ(answer.at("/metadata"), R"({"a":1})");
  EXPECT_EQ(put(teacher, path(id), R"({"description":null})").at("/description"), "null");
  EXPECT_EQ(get(teacher, path(id)).at("/title"), "Waves");
  EXPECT_EQ(titles(teacher, "?q=waves"), "Waves");
  EXPECT_EQ(put(teacher, path(id), R"({"title":null})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, path(id), R"({"title":""})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(teacher, path(id), R"({"thumbnail_seconds":601})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(student, path(id), R"({"title":"x"})").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(put(stranger, path(id), R"({"title":"x"})").outcome(), "404 RECORDING_NOT_FOUND");
}

TEST_P(RecordingRows, DeletionGoesToTheTrashAndRepeatsItself) {
  const auto id = add_recording();
  link(course, id);
  EXPECT_EQ(del(colleague, path(id)).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(del(stranger, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(del(teacher, path(id, "?permanent=maybe")).outcome(), "400 VALIDATION_FAILED");
  const auto answer = del(teacher, path(id));
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/status"), "deleted");
  EXPECT_EQ(answer.at("/permanent"), "false");
  clock.advance(1min);
  EXPECT_EQ(del(teacher, path(id)).body, answer.body);
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "deleted");
  EXPECT_EQ(get(admin, path(id)).outcome(), "200");
  for (const auto& who : {colleague, assistant, student})
    EXPECT_EQ(get(who, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(titles(teacher), "");
  EXPECT_EQ(titles(teacher, "?deleted=true"), "Lecture");
  EXPECT_EQ(titles(stranger, "?deleted=true"), "");
}

TEST_P(RecordingRows, RestoreTakesItBack) {
  const auto id = add_recording();
  link(course, id);
  EXPECT_EQ(post(teacher, path(id, "/restore")).outcome(), "409 NOT_DELETED");
  EXPECT_EQ(post(colleague, path(id, "/restore")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  del(teacher, path(id));
  EXPECT_EQ(post(colleague, path(id, "/restore")).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, path(id, "/restore")).at("/status"), "completed");
  EXPECT_EQ(get(student, path(id)).outcome(), "200");
}

TEST_P(RecordingRows, PermanentDeletionIsForAdminsOrForWhatIsInTheTrash) {
  const auto id = add_recording();
  EXPECT_EQ(del(teacher, path(id, "?permanent=true")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  del(teacher, path(id));
  EXPECT_EQ(del(teacher, path(id, "?permanent=true")).at("/permanent"), "true");
  EXPECT_EQ(del(teacher, path(id, "?permanent=true")).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(get(admin, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  const auto other = add_recording();
  EXPECT_EQ(del(admin, path(other, "?permanent=true")).outcome(), "200");
}

TEST_P(RecordingRows, PermanentDeletionRemovesTheFiles) {
  const auto id = upload("not a film", "a.mp4");
  ASSERT_TRUE(store->exists(id.text() + "/original"));
  del(admin, path(id, "?permanent=true"));
  run_jobs();
  EXPECT_FALSE(store->exists(id.text() + "/original"));
}

TEST_P(RecordingRows, WhatIsBeingRecordedCannotBeDeleted) {
  Recording running;
  running.title = "Now";
  running.status = RecordingStatus::recording;
  const auto id = add_recording(running);
  EXPECT_EQ(del(teacher, path(id)).outcome(), "409 RECORDING_IN_PROGRESS");
}

TEST_P(RecordingRows, ErrorsAreShownToEditorsOnly) {
  Recording failed;
  failed.title = "Broken";
  failed.status = RecordingStatus::failed;
  const auto id = add_recording(failed);
  link(course, id);
  ASSERT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query("update recordings set error_message = 'The file is damaged.' where id = $1", id);
  }));
  EXPECT_EQ(get(assistant, path(id)).at("/error_message"), "The file is damaged.");
  EXPECT_EQ(get(student, path(id)).at("/error_message"), "null");
}

TEST_P(RecordingRows, OwnedOnesPassToSomebodyElse) {
  const auto id = add_recording();
  ASSERT_TRUE(database().write([&](db::Transaction& tx) {
    feature().ownership().transfer(tx, teacher.user, stranger.user, clock.now());
  }));
  EXPECT_EQ(get(stranger, path(id)).at("/started_by_name"), "Stan");
  EXPECT_EQ(get(teacher, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::recordings
