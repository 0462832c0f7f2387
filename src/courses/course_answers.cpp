#include "courses/course_answers.h"

namespace vtp::courses {
namespace {

int visible_recordings(const Standing& standing, const LectureCount& count) {
  if (standing.can(Capability::recordings_view_unpublished)) return count.all;
  return standing.can(Capability::recordings_view) ? count.published : 0;
}

CourseAnswer make_answer(const SeenCourse& seen, const LectureCount& count) {
  const auto standing = seen.standing();
  CourseAnswer answer;
  static_cast<Course&>(answer) = seen.course;
  answer.recording_count = visible_recordings(standing, count);
  answer.my_role = standing.role;
  answer.is_enrolled = seen.ties.is_enrolled();
  if (standing.can(Capability::course_update)) answer.settings = json::Raw{seen.course.settings};
  return answer;
}

}  // namespace

std::vector<CourseAnswer> answers_for(db::Transaction& tx, LectureCatalogue& lectures,
                                      const std::vector<SeenCourse>& courses) {
  std::vector<CourseId> with_view;
  for (const auto& seen : courses)
    if (seen.standing().can(Capability::recordings_view)) with_view.push_back(seen.course.id);
  std::map<CourseId, LectureCount> counts;
  if (!with_view.empty()) counts = lectures.counts(tx, with_view);

  std::vector<CourseAnswer> answers;
  answers.reserve(courses.size());
  for (const auto& seen : courses) answers.push_back(make_answer(seen, counts[seen.course.id]));
  return answers;
}

CourseAnswer answer_for(db::Transaction& tx, LectureCatalogue& lectures, const SeenCourse& course) {
  return std::move(answers_for(tx, lectures, {course}).front());
}

}  // namespace vtp::courses
