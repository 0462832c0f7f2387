#include "recordings/course_link_service.h"

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

class CourseLinks : public test::RecordingsApi {
 public:
  static std::string body_for(RecordingId id, const std::string& more = {}) {
    return R"({"recording_id":")" + id.text() + "\"" + more + "}";
  }
};
VTP_ON_BOTH_ENGINES(CourseLinks);

TEST_P(CourseLinks, LinkIsMadeUnpublishedAtTheEnd) {
  link(course, add_recording("First"));
  const auto id = add_recording("Second");
  const auto answer =
      post(teacher, course_path(course), body_for(id, R"(,"lecture_number":2,"lecture_title":"II")"));
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_EQ(answer.headers.get("Location"), course_path(course, "/" + id.text()));
  EXPECT_EQ(answer.at("/sequence_order"), "1");
  EXPECT_EQ(answer.at("/is_published"), "false");
  EXPECT_EQ(answer.at("/is_required"), "true");
  EXPECT_EQ(answer.at("/allow_download"), "false");
  EXPECT_EQ(answer.at("/published_at"), "null");
  EXPECT_EQ(post(teacher, course_path(course), body_for(id)).outcome(), "409 ALREADY_LINKED");
}

TEST_P(CourseLinks, LinkingTakesBothRights) {
  const auto id = add_recording();
  const auto body = body_for(id);
  EXPECT_EQ(post(stranger, course_path(course), body).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  for (const auto& who : {assistant, student, viewer})
    EXPECT_EQ(post(who, course_path(course), body).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(colleague, course_path(course), body).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, course_path(CourseId::make()), body).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(post(teacher, course_path(course), body_for(RecordingId::make())).outcome(),
            "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(admin, course_path(course), body).outcome(), "201");
}

TEST_P(CourseLinks, BadFieldsAreRefused) {
  const auto id = add_recording();
  EXPECT_EQ(post(teacher, course_path(course), "{}").outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(post(teacher, course_path(course), R"({"recording_id":"x"})").outcome(), "400 INVALID_ID");
  EXPECT_EQ(post(teacher, course_path(course), "{").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(post(teacher, course_path(course), body_for(id, R"(,"lecture_number":0)")).outcome(),
            "400 VALIDATION_FAILED");
  const auto foreign = R"(,"session_id":")" + RecordingId::make().text() + "\"";
  EXPECT_EQ(post(teacher, course_path(course), body_for(id, foreign)).outcome(), "400 VALIDATION_FAILED");
}

TEST_P(CourseLinks, StudentsSeeALectureOnceItIsPublished) {
  const auto id = add_recording();
  link(course, id, false);
  EXPECT_EQ(get(student, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  const auto target = course_path(course, "/" + id.text() + "/publish");
  for (const auto& who : {assistant, student, viewer, stranger})
    EXPECT_EQ(post(who, target).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  const auto answer = post(colleague, target);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/is_published"), "true");
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(post(teacher, target).at("/published_at"), answer.at("/published_at"));
  EXPECT_EQ(get(student, path(id)).outcome(), "200");
  const auto hidden = post(teacher, course_path(course, "/" + id.text() + "/unpublish"));
  EXPECT_EQ(hidden.at("/is_published"), "false");
  EXPECT_EQ(hidden.at("/published_at"), "null");
  EXPECT_EQ(get(student, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, course_path(course, "/" + RecordingId::make().text() + "/publish")).outcome(),
            "404 RECORDING_NOT_FOUND");
}

TEST_P(CourseLinks, LinkIsChangedFieldByField) {
  const auto id = add_recording();
  link(course, id);
  const auto target = course_path(course, "/" + id.text());
  const auto answer =
      put(teacher, target, R"({"lecture_title":"Intro","allow_download":true,"is_required":false})");
  EXPECT_EQ(answer.at("/lecture_title"), "Intro");
  EXPECT_EQ(answer.at("/is_published"), "true");
  EXPECT_EQ(get(student, path(id)).at("/rights"), R"(["view","download"])");
  EXPECT_EQ(put(teacher, target, R"({"lecture_title":null})").at("/lecture_title"), "null");
  EXPECT_EQ(put(teacher, target, R"({"is_required":null})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(put(assistant, target, R"({"is_required":true})").outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(CourseLinks, UnlinkingIsForGood) {
  const auto id = add_recording();
  link(course, id);
  const auto target = course_path(course, "/" + id.text());
  EXPECT_EQ(del(assistant, target).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(del(teacher, target).outcome(), "204");
  EXPECT_EQ(del(teacher, target).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(get(student, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(get(teacher, path(id)).outcome(), "200");
}

TEST_P(CourseLinks, OrderNamesEveryLectureOnce) {
  const auto first = add_recording("1");
  const auto second = add_recording("2");
  link(course, first);
  link(course, second);
  const auto order = [](std::initializer_list<RecordingId> ids) {
    std::string text = R"({"recording_ids":[)";
    for (const auto& id : ids) text += (text.back() == '[' ? "\"" : ",\"") + id.text() + "\"";
    return text + "]}";
  };
  const auto target = course_path(course, "/order");
  const auto answer = put(teacher, target, order({second, first}));
  EXPECT_EQ(answer.at("/recordings/0/recording_id"), second.text());
  EXPECT_EQ(answer.at("/recordings/1/sequence_order"), "1");
  EXPECT_EQ(get(student, course_path(course)).at("/recordings/0/title"), "2");
  for (const auto& wrong :
       {order({first}), order({first, first}), order({first, second, RecordingId::make()})})
    EXPECT_EQ(put(teacher, target, wrong).outcome(), "400 VALIDATION_FAILED") << wrong;
  EXPECT_EQ(put(assistant, target, order({first, second})).outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(CourseLinks, ListShowsStudentsWhatIsPublished) {
  link(course, add_recording("Shown"));
  link(course, add_recording("Hidden"), false);
  EXPECT_EQ(get(student, course_path(course)).at("/total"), "1");
  EXPECT_EQ(get(student, course_path(course, "?published=false")).at("/total"), "0");
  EXPECT_EQ(get(assistant, course_path(course)).at("/total"), "2");
  EXPECT_EQ(get(assistant, course_path(course, "?published=false")).at("/recordings/0/title"), "Hidden");
  const auto page = get(assistant, course_path(course, "?limit=1&offset=1"));
  EXPECT_EQ(page.at("/recordings/0/title"), "Hidden");
  EXPECT_EQ(page.at("/recordings/1"), "absent");
  EXPECT_EQ(get(assistant, course_path(course, "?limit=0")).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(stranger, course_path(course)).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get(stranger, course_path(CourseId::make())).outcome(), "404 COURSE_NOT_FOUND");
}

TEST_P(CourseLinks, WhatDoesNotExistIsNotFound) {
  const auto id = add_recording();
  const auto nowhere = CourseId::make();
  const auto rest = "/" + id.text();
  EXPECT_EQ(put(teacher, course_path(nowhere, rest), "{}").outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(del(teacher, course_path(nowhere, rest)).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(put(teacher, course_path(nowhere, "/order"), R"({"recording_ids":[]})").outcome(),
            "404 COURSE_NOT_FOUND");
  for (const auto* action : {"/publish", "/unpublish"}) {
    EXPECT_EQ(post(teacher, course_path(nowhere, rest + action)).outcome(), "404 COURSE_NOT_FOUND");
    EXPECT_EQ(post(teacher, course_path(course, rest + action)).outcome(), "404 RECORDING_NOT_FOUND")
        << "it is not linked";
  }
  EXPECT_EQ(put(teacher, course_path(course, rest), "{}").outcome(), "404 RECORDING_NOT_FOUND");
}

TEST_P(CourseLinks, RolesThatDoNotTeachAreRefused) {
  const auto id = add_recording();
  link(course, id);
  const auto target = course_path(course, "/" + id.text());
  for (const auto& who : {assistant, student, viewer, stranger}) {
    SCOPED_TRACE(who.full_name);
    EXPECT_EQ(put(who, target, "{}").outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(del(who, target).outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(post(who, target + "/publish").outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(post(who, target + "/unpublish").outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(put(who, course_path(course, "/order"), R"({"recording_ids":[]})").outcome(),
              "403 INSUFFICIENT_PERMISSIONS");
  }
}

TEST_P(CourseLinks, LecturesInTheTrashAreGone) {
  const auto id = add_recording();
  link(course, id);
  del(teacher, path(id));
  EXPECT_EQ(get(student, course_path(course)).at("/total"), "0");
  EXPECT_EQ(post(teacher, course_path(course, "/" + id.text() + "/publish")).outcome(),
            "404 RECORDING_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::recordings
