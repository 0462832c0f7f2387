#include "courses/session_service.h"

#include <utility>

#include "base/try.h"
#include "courses/class_session_store.h"
#include "courses/course_access.h"
#include "courses/recurrence.h"
#include "courses/session_rules.h"

namespace vtp::courses {
namespace {

ClassSession new_session(const CreateSession& wanted, CourseId course, const std::string& timezone, UserId by,
                         Timestamp now) {
  ClassSession session;
  session.course_id = course;
  session.title = wanted.title;
  session.description = wanted.description;
  session.timezone = timezone;
  session.auto_record = wanted.auto_record;
  session.created_by = by;
  session.created_at = session.updated_at = now;
  return session;
}

/// When the classes of a request are; one without a rule of repetition is alone.
Result<std::vector<ClassTime>> times_of(const CreateSession& wanted, const TimeZone& zone) {
  const ClassTime first{wanted.starts_at, wanted.ends_at};
  VTP_CHECK(check_class_time(first));
  if (!wanted.repeat) return std::vector{first};
  return occurrences(first, *wanted.repeat, zone);
}

ClassTime time_of(const ClassSession& session) {
  return {session.starts_at, session.ends_at};
}

/// The class itself and those of its series that a change concerns too.
std::vector<ClassSession> in_scope(db::Transaction& tx, const ClassSession& session, SeriesScope scope) {
  if (!session.series_id || scope == SeriesScope::self) return {session};
  return scheduled_in_series(tx, *session.series_id,
                             scope == SeriesScope::following ? session.starts_at : Timestamp::min());
}

void apply(const UpdateSession& wanted, ClassSession& session) {
  if (wanted.title) session.title = *wanted.title;
  wanted.description.apply_to(session.description);
  if (wanted.timezone) session.timezone = *wanted.timezone;
  if (wanted.auto_record) session.auto_record = *wanted.auto_record;
}

/// Each class moves as far on the wall as the one that was asked about.
Result<void> move(ClassSession& session, const ClassTime& from, const ClassTime& to) {
  const auto zone = TimeZone::find(session.timezone);
  const auto time = time_of(session) == from || !zone ? to : moved(time_of(session), from, to, *zone);
  VTP_CHECK(check_class_time(time));
  session.starts_at = time.starts_at;
  session.ends_at = time.ends_at;
  return {};
}

SessionFilter filter_of(CourseId course, const SessionQuery& query) {
  return {.course = course,
          .from = {},
          .to = {},
          .status = query.status,
          .descending = query.sort == SessionOrder::starts_at_down,
          .limit = query.limit,
          .offset = query.offset};
}

Result<std::optional<Timestamp>> edge_of(const std::optional<std::string>& text, std::string_view field,
                                         const TimeZone& zone, DayEdge edge) {
  if (!text) return std::nullopt;
  const auto instant = parse_instant_or_day(*text, zone, edge);
  if (!instant)
    return fail_field(std::string(field), "must be a date or an RFC 3339 date and time with a zone");
  return instant;
}

}  // namespace

Result<CreatedSession> SessionService::create(const http::Request& request, CourseId course,
                                              const CreateSession& wanted) {
  const Identity& caller = request.caller();
  const auto timezone = wanted.timezone.value_or(parts_.default_timezone);
  const auto zone = TimeZone::find(timezone);
  if (!zone) return fail_field("timezone", "must be the name of a time zone such as Africa/Cairo");
  VTP_TRY(const auto times, times_of(wanted, *zone));
  return parts_.database.write([&](db::Transaction& tx) -> Result<CreatedSession> {
    VTP_CHECK(require(tx, caller, course, Capability::sessions_manage));
    const auto now = parts_.clock.now();
    auto session = new_session(wanted, course, timezone, caller.user, now);
    if (wanted.repeat) session.series_id = SeriesId::make();
    std::vector<ClassSession> made;
    for (const auto& time : times) {
      session.id = ClassSessionId::make();
      session.starts_at = time.starts_at;
      session.ends_at = time.ends_at;
      insert_session(tx, session);
      made.push_back(session);
    }
    audit_session(tx, request, "session.create", made.front(), now);
    CreatedSession created;
    created.sessions = answers(tx, true, made);
    static_cast<SessionAnswer&>(created) = created.sessions.front();
    return created;
  });
}

Result<SessionList> SessionService::list(const Identity& caller, CourseId course, const SessionQuery& query) {
  auto filter = filter_of(course, query);
  const auto zone = TimeZone::find(query.tz.value_or(parts_.default_timezone));
  if (!zone) return fail_field("tz", "must be the name of a time zone such as Africa/Cairo");
  VTP_TRY(filter.from, edge_of(query.from, "from", *zone, DayEdge::begin));
  VTP_TRY(filter.to, edge_of(query.to, "to", *zone, DayEdge::end));
  return parts_.database.read([&](db::Transaction& tx) -> Result<SessionList> {
    VTP_TRY(const auto standing, require(tx, caller, course, Capability::course_read));
    const auto page = list_sessions(tx, filter);
    return SessionList{
        .sessions = answers(tx, standing.can(Capability::recordings_view_unpublished), page.sessions),
        .total = page.total,
        .limit = query.limit,
        .offset = query.offset};
  });
}

Result<SessionAnswer> SessionService::find(const Identity& caller, CourseId course, ClassSessionId id) {
  return parts_.database.read([&](db::Transaction& tx) -> Result<SessionAnswer> {
    VTP_TRY(const auto standing, require(tx, caller, course, Capability::course_read));
    const auto session = find_session(tx, course, id);
    if (!session) return no_such_session();
    return answers(tx, standing.can(Capability::recordings_view_unpublished), {*session}).front();
  });
}

Result<SessionAnswer> SessionService::update(const http::Request& request, CourseId course, ClassSessionId id,
                                             const UpdateSession& wanted) {
  const Identity& caller = request.caller();
  return parts_.database.write([&](db::Transaction& tx) -> Result<SessionAnswer> {
    VTP_CHECK(require(tx, caller, course, Capability::sessions_manage));
    auto session = find_session(tx, course, id);
    if (!session) return no_such_session();
    VTP_CHECK(check_is_scheduled(*session));
    const auto now = parts_.clock.now();
    const auto from = time_of(*session);
    const ClassTime to{wanted.starts_at.value_or(from.starts_at), wanted.ends_at.value_or(from.ends_at)};
    for (auto& each : in_scope(tx, *session, wanted.scope)) {
      apply(wanted, each);
      VTP_CHECK(move(each, from, to));
      ++each.ical_sequence;
      each.updated_at = now;
      update_session(tx, each);
    }
    session = find_session(tx, course, id);
    audit_session(tx, request, "session.update", *session, now);
    return answers(tx, true, {*session}).front();
  });
}

Result<void> SessionService::cancel(const http::Request& request, CourseId course, ClassSessionId id,
                                    SeriesScope scope) {
  return parts_.database.write([&](db::Transaction& tx) -> Result<void> {
    VTP_CHECK(require(tx, request.caller(), course, Capability::sessions_manage));
    const auto session = find_session(tx, course, id);
    if (!session) return no_such_session();
    if (session->status == SessionStatus::cancelled) return {};
    VTP_CHECK(check_is_scheduled(*session));
    const auto now = parts_.clock.now();
    for (auto& each : in_scope(tx, *session, scope)) {
      each.status = SessionStatus::cancelled;
      ++each.ical_sequence;
      each.updated_at = now;
      update_session(tx, each);
    }
    audit_session(tx, request, "session.cancel", *session, now);
    return {};
  });
}

std::vector<SessionAnswer> SessionService::answers(db::Transaction& tx, bool with_unpublished,
                                                   const std::vector<ClassSession>& sessions) {
  std::vector<ClassSessionId> ids;
  for (const auto& session : sessions) ids.push_back(session.id);
  const auto rooms = parts_.live.of_sessions(tx, ids);
  const auto recordings = parts_.lectures.of_sessions(tx, ids, with_unpublished);
  std::vector<SessionAnswer> answers;
  for (const auto& session : sessions) {
    auto& answer = answers.emplace_back();
    static_cast<ClassSession&>(answer) = session;
    if (const auto room = rooms.find(session.id); room != rooms.end()) answer.room = room->second;
    if (const auto found = recordings.find(session.id); found != recordings.end())
      answer.recording_ids = found->second;
  }
  return answers;
}

}  // namespace vtp::courses
