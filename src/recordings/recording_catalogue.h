// What courses want to know of their lectures.
#pragma once

#include "courses/lecture_catalogue.h"

namespace vtp::recordings {

class RecordingCatalogue final : public courses::LectureCatalogue {
 public:
  std::vector<courses::Lecture> lectures(db::Transaction& tx, CourseId course, UserId viewer,
                                         bool with_unpublished) override;
  std::map<CourseId, courses::LectureCount> counts(db::Transaction& tx,
                                                   std::span<const CourseId> courses) override;
  std::map<courses::ClassSessionId, std::vector<RecordingId>> of_sessions(
      db::Transaction& tx, std::span<const courses::ClassSessionId> sessions, bool with_unpublished) override;
  courses::CourseFigures figures(db::Transaction& tx, CourseId course) override;
  std::map<UserId, courses::StudentProgress> progress(db::Transaction& tx, CourseId course,
                                                      std::span<const UserId> students) override;
  std::map<CourseId, courses::StudentProgress> progress(db::Transaction& tx, UserId student,
                                                        std::span<const CourseId> courses) override;
};

}  // namespace vtp::recordings
