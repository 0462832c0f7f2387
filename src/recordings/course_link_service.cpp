#include "recordings/course_link_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "accounts/audit.h"
#include "base/try.h"
#include "courses/course_access.h"
#include "recordings/course_link_store.h"
#include "recordings/recording_access.h"

namespace vtp::recordings {
namespace {

using courses::Capability;

std::unexpected<Error> not_linked() {
  return fail(ErrorCode::recording_not_found, "The recording is not linked to this course");
}

Result<CourseLink> require_link(db::Transaction& tx, const Identity& caller, CourseId course,
                                RecordingId recording, Capability capability) {
  VTP_CHECK(courses::require(tx, caller, course, capability));
  auto link = find_link(tx, course, recording);
  if (!link) return not_linked();
  return *std::move(link);
}

Result<void> check_session(db::Transaction& tx, const std::optional<courses::ClassSessionId>& session,
                           CourseId course) {
  if (!session || is_session_of(tx, *session, course)) return {};
  return fail_field("session_id", "must be a class session of this course");
}

void audit(db::Transaction& tx, const Visit& visit, const CourseLink& link, Timestamp now) {
  accounts::AuditEntry entry;
  entry.actor = visit.caller.user;
  entry.actor_role = visit.caller.role;
  entry.action = link.is_published ? "recording.publish" : "recording.unpublish";
  entry.object_type = "recording";
  entry.object_id = link.recording_id.text();
  entry.course_id = link.course_id;
  entry.ip = visit.address;
  entry.user_agent = visit.user_agent;
  entry.request_id = visit.request_id;
  accounts::write_audit(tx, entry, now);
}

}  // namespace

Result<LectureList> CourseLinkService::list(const Identity& caller, CourseId course,
                                            const LectureQuery& query) {
  return database_.read([&](db::Transaction& tx) -> Result<LectureList> {
    VTP_TRY(const auto standing, courses::require(tx, caller, course, Capability::course_read));
    auto lectures =
        catalogue_.lectures(tx, course, caller.user, standing.can(Capability::recordings_view_unpublished));
    if (query.published)
      std::erase_if(lectures, [&](const auto& lecture) { return lecture.is_published != *query.published; });
    LectureList list{.total = std::ssize(lectures), .limit = query.limit, .offset = query.offset};
    const auto begin = std::min<std::int64_t>(query.offset, list.total);
    const auto end = std::min<std::int64_t>(begin + query.limit, list.total);
    list.recordings.assign(std::make_move_iterator(lectures.begin() + begin),
                           std::make_move_iterator(lectures.begin() + end));
    return list;
  });
}

Result<CourseLink> CourseLinkService::link(const Identity& caller, CourseId course,
                                           const LinkRecording& wanted) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<CourseLink> {
    VTP_CHECK(courses::require(tx, caller, course, Capability::recordings_link));
    VTP_CHECK(require(tx, caller, wanted.recording_id, Right::edit, now));
    VTP_CHECK(check_session(tx, wanted.session_id, course));
    CourseLink link;
    link.id = courses::LectureId::make();
    link.course_id = course;
    link.recording_id = wanted.recording_id;
    link.lecture_number = wanted.lecture_number;
    link.lecture_title = wanted.lecture_title;
    link.sequence_order = wanted.sequence_order ? *wanted.sequence_order : next_sequence_order(tx, course);
    link.is_required = wanted.is_required;
    link.allow_download = wanted.allow_download;
    link.session_id = wanted.session_id;
    link.created_at = now;
    if (!insert_link(tx, link))
      return fail(ErrorCode::already_linked, "The recording is linked to this course already");
    return link;
  });
}

Result<CourseLink> CourseLinkService::update(const Identity& caller, CourseId course, RecordingId recording,
                                             const UpdateLink& changes) {
  return database_.write([&](db::Transaction& tx) -> Result<CourseLink> {
    VTP_TRY(auto link, require_link(tx, caller, course, recording, Capability::recordings_link));
    changes.lecture_number.apply_to(link.lecture_number);
    changes.lecture_title.apply_to(link.lecture_title);
    changes.session_id.apply_to(link.session_id);
    link.sequence_order = changes.sequence_order.value_or(link.sequence_order);
    link.is_required = changes.is_required.value_or(link.is_required);
    link.allow_download = changes.allow_download.value_or(link.allow_download);
    VTP_CHECK(check_session(tx, link.session_id, course));
    update_link(tx, link, clock_.now());
    return link;
  });
}

Result<PublishedLink> CourseLinkService::set_published(const Visit& visit, CourseId course,
                                                       RecordingId recording, bool published) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<PublishedLink> {
    VTP_TRY(auto link, require_link(tx, visit.caller, course, recording, Capability::recordings_publish));
    if (link.is_published != published) {
      link.is_published = published;
      link.published_at = published ? std::optional(now) : std::nullopt;
      update_link(tx, link, now);
      audit(tx, visit, link, now);
    }
    return PublishedLink{.message = published ? "Students of the course see the recording"
                                              : "Students of the course no longer see the recording",
                         .course_id = course,
                         .recording_id = recording,
                         .is_published = published,
                         .published_at = link.published_at};
  });
}

Result<void> CourseLinkService::unlink(const Identity& caller, CourseId course, RecordingId recording) {
  return database_.write([&](db::Transaction& tx) -> Result<void> {
    VTP_CHECK(courses::require(tx, caller, course, Capability::recordings_link));
    if (!delete_link(tx, course, recording)) return not_linked();
    return {};
  });
}

Result<LinkList> CourseLinkService::reorder(const Identity& caller, CourseId course, const LinkOrder& order) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<LinkList> {
    VTP_CHECK(courses::require(tx, caller, course, Capability::recordings_link));
    std::map<RecordingId, CourseLink> links;
    for (auto& link : find_links(tx, course)) links.emplace(link.recording_id, link);
    LinkList list;
    for (const auto& id : order.recording_ids) {
      auto found = links.extract(id);
      if (found.empty()) return fail_field("recording_ids", "must name every linked recording exactly once");
      auto& link = list.recordings.emplace_back(std::move(found.mapped()));
      link.sequence_order = static_cast<int>(list.recordings.size()) - 1;
      update_link(tx, link, now);
    }
    if (!links.empty()) return fail_field("recording_ids", "must name every linked recording exactly once");
    return list;
  });
}

}  // namespace vtp::recordings
