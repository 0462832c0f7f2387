// The lectures of a course: linking recordings, their order, and when students see them.
#pragma once

#include "base/error.h"
#include "base/time.h"
#include "courses/lecture_catalogue.h"
#include "database/database.h"
#include "recordings/course_link.h"
#include "recordings/visit.h"

namespace vtp::recordings {

class CourseLinkService {
 public:
  CourseLinkService(db::Database& database, const Clock& clock, courses::LectureCatalogue& catalogue)
      : database_(database), clock_(clock), catalogue_(catalogue) {}

  Result<LectureList> list(const Identity& caller, CourseId course, const LectureQuery& query);
  Result<CourseLink> link(const Identity& caller, CourseId course, const LinkRecording& wanted);
  Result<CourseLink> update(const Identity& caller, CourseId course, RecordingId recording,
                            const UpdateLink& changes);
  Result<PublishedLink> set_published(const Visit& visit, CourseId course, RecordingId recording,
                                      bool published);
  Result<void> unlink(const Identity& caller, CourseId course, RecordingId recording);
  Result<LinkList> reorder(const Identity& caller, CourseId course, const LinkOrder& order);

 private:
  db::Database& database_;
  const Clock& clock_;
  courses::LectureCatalogue& catalogue_;
};

}  // namespace vtp::recordings
