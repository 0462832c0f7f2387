#include "recordings/recording_catalogue.h"

#include <gtest/gtest.h>

#include "recordings/progress_store.h"
#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class Catalogue : public test::RecordingsApi {
 public:
  /// `who` has seen the first `share` of a lecture of ten minutes and stands at its end.
  void watch(const Identity& who, RecordingId id, double share) {
    const std::chrono::milliseconds duration = 10min;
    const auto seen = std::chrono::milliseconds(static_cast<std::int64_t>(600'000 * share));
    ASSERT_TRUE(database().write([&](db::Transaction& tx) {
      Coverage coverage(duration);
      coverage.mark(IntervalSet(std::vector<Interval>{{0, seen.count()}}));
      store_coverage(tx, id, who.user, coverage, clock.now());
      store_position(tx, id, who.user, {seen, {}}, duration, clock.now());
    }));
  }
  void view(const Identity& who, RecordingId id, std::chrono::milliseconds wall) {
    ASSERT_TRUE(database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into playback_sessions (id, recording_id, user_id, mode, started_at, last_seen_at, "
          "wall_ms, counted, "
          "created_at, updated_at) values ($1, $2, $3, 'vod', $4, $4, $5, 1, $4, $4)",
          PlaybackSessionId::make(), id, who.user, clock.now(), wall.count());
    }));
  }
  template <class Work>
  auto ask(Work work) {
    return database().read([&](db::Transaction& tx) { return work(catalogue, tx); }).value();
  }

  RecordingCatalogue catalogue;
};
VTP_ON_BOTH_ENGINES(Catalogue);

TEST_P(Catalogue, LecturesCarryTheProgressOfTheViewer) {
  const auto first = add_recording("First");
  link(course, first);
  link(course, add_recording("Second"), false);
  watch(student, first, 0.5);
  const auto all = ask([&](auto& c, auto& tx) { return c.lectures(tx, course, student.user, true); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].title, "First");
  EXPECT_EQ(all[0].my_coverage_percent.value, 50);
  EXPECT_EQ(all[0].my_position_seconds, 300s);
  EXPECT_EQ(all[0].thumbnail_url, path(first, "/thumbnail"));
  EXPECT_EQ(all[1].my_coverage_percent.value, 0);
  EXPECT_EQ(ask([&](auto& c, auto& tx) { return c.lectures(tx, course, student.user, false); }).size(), 1U);
}

TEST_P(Catalogue, CountsLeaveOutTheTrash) {
  link(course, add_recording());
  link(course, add_recording(), false);
  const auto trashed = add_recording();
  link(course, trashed);
  del(teacher, path(trashed));
  const std::vector<CourseId> courses{course, add_course(teacher, "EMPTY")};
  auto counts = ask([&](auto& c, auto& tx) { return c.counts(tx, courses); });
  EXPECT_EQ(counts[course].all, 2);
  EXPECT_EQ(counts[course].published, 1);
  EXPECT_EQ(counts[courses[1]].all, 0);
}

TEST_P(Catalogue, FiguresCountMembersButNotViewers) {
  const auto id = add_recording();
  link(course, id);
  view(student, id, 100s);
  view(student, id, 50s);
  view(viewer, id, 1000s);
  view(stranger, id, 1000s);
  watch(student, id, 0.8);
  enroll(course, stranger);
  ASSERT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query("delete from course_enrollments where student_id = $1", stranger.user);
  }));
  const auto figures = ask([&](auto& c, auto& tx) { return c.figures(tx, course); });
  EXPECT_EQ(figures.total_recordings, 1);
  EXPECT_EQ(figures.published_recordings, 1);
  EXPECT_EQ(figures.unique_viewers, 1);
  EXPECT_EQ(figures.total_views, 2);
  EXPECT_EQ(figures.total_watch_time, 150s);
  EXPECT_EQ(figures.last_accessed, clock.now());
  EXPECT_DOUBLE_EQ(figures.average_completion, 80);
}

TEST_P(Catalogue, FiguresOfAnEmptyCourseAreZero) {
  const auto figures = ask([&](auto& c, auto& tx) { return c.figures(tx, course); });
  EXPECT_EQ(figures.total_views, 0);
  EXPECT_EQ(figures.last_accessed, std::nullopt);
  EXPECT_EQ(figures.average_completion, 0);
}

TEST_P(Catalogue, ProgressIsTheMeanOfWhatIsRequired) {
  const auto first = add_recording();
  link(course, first);
  link(course, add_recording());  // unwatched counts as 0
  const auto optional = add_recording();
  link(course, optional);
  put(teacher, course_path(course, "/" + optional.text()), R"({"is_required":false})");
  link(course, add_recording(), false);
  watch(student, first, 0.5);
  watch(student, optional, 1);
  const std::vector<UserId> students{student.user, viewer.user};
  auto by_student = ask([&](auto& c, auto& tx) { return c.progress(tx, course, students); });
  EXPECT_DOUBLE_EQ(by_student[student.user].completion_percent, 25);
  EXPECT_EQ(by_student[student.user].last_activity_at, clock.now());
  EXPECT_DOUBLE_EQ(by_student[viewer.user].completion_percent, 0);
  const std::vector<CourseId> courses{course};
  auto by_course = ask([&](auto& c, auto& tx) { return c.progress(tx, student.user, courses); });
  EXPECT_DOUBLE_EQ(by_course[course].completion_percent, 25);
}

}  // namespace
}  // namespace vtp::recordings
