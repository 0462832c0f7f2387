// The table `course_recordings`.
#pragma once

#include <optional>
#include <vector>

#include "database/database.h"
#include "recordings/course_link.h"

namespace vtp::recordings {

/// In sequence order. Links to recordings in the trash are left out.
std::vector<CourseLink> find_links(db::Transaction& tx, CourseId course);
std::optional<CourseLink> find_link(db::Transaction& tx, CourseId course, RecordingId recording);

/// False if the recording is linked to the course already.
bool insert_link(db::Transaction& tx, const CourseLink& link);
void update_link(db::Transaction& tx, const CourseLink& link, Timestamp now);
bool delete_link(db::Transaction& tx, CourseId course, RecordingId recording);

/// What `sequence_order` the next link of the course gets.
int next_sequence_order(db::Transaction& tx, CourseId course);

bool is_session_of(db::Transaction& tx, courses::ClassSessionId session, CourseId course);

}  // namespace vtp::recordings
