// Recordings of courses as a test wants them.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "courses/lecture_catalogue.h"

namespace vtp::testing {

class FakeLectures final : public courses::LectureCatalogue {
 public:
  std::map<courses::CourseId, std::vector<courses::Lecture>> lectures_of;
  std::map<courses::CourseId, courses::CourseFigures> figures_of;
  std::map<std::pair<courses::CourseId, UserId>, courses::StudentProgress> progress_of;

  std::vector<courses::Lecture> lectures(db::Transaction&, courses::CourseId course, UserId,
                                         bool with_unpublished) override {
    std::vector<courses::Lecture> visible;
    for (const auto& lecture : lectures_of[course])
      if (lecture.is_published || with_unpublished) visible.push_back(lecture);
    return visible;
  }

  std::map<courses::CourseId, courses::LectureCount> counts(db::Transaction&,
                                                            std::span<const courses::CourseId> ids) override {
    std::map<courses::CourseId, courses::LectureCount> counts;
    for (auto id : ids)
      for (const auto& lecture : lectures_of[id]) {
        ++counts[id].all;
        if (lecture.is_published) ++counts[id].published;
      }
    return counts;
  }

  std::map<courses::ClassSessionId, std::vector<RecordingId>> of_sessions(
      db::Transaction&, std::span<const courses::ClassSessionId> sessions, bool with_unpublished) override {
    std::map<courses::ClassSessionId, std::vector<RecordingId>> found;
    for (const auto& [course, lectures] : lectures_of)
      for (const auto& lecture : lectures)
        if (lecture.session_id && (lecture.is_published || with_unpublished) &&
            std::ranges::find(sessions, *lecture.session_id) != sessions.end())
          found[*lecture.session_id].push_back(lecture.recording_id);
    return found;
  }

  courses::CourseFigures figures(db::Transaction&, courses::CourseId course) override {
    return figures_of[course];
  }

  std::map<UserId, courses::StudentProgress> progress(db::Transaction&, courses::CourseId course,
                                                      std::span<const UserId> students) override {
    std::map<UserId, courses::StudentProgress> progress;
    for (auto student : students)
      if (auto found = progress_of.find({course, student}); found != progress_of.end())
        progress[student] = found->second;
    return progress;
  }

  std::map<courses::CourseId, courses::StudentProgress> progress(
      db::Transaction&, UserId student, std::span<const courses::CourseId> ids) override {
    std::map<courses::CourseId, courses::StudentProgress> progress;
    for (auto id : ids)
      if (auto found = progress_of.find({id, student}); found != progress_of.end())
        progress[id] = found->second;
    return progress;
  }
};

}  // namespace vtp::testing
