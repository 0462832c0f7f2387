#include "courses/session_rules.h"

#include "accounts/audit.h"
#include "base/try.h"
#include "courses/class_session_store.h"

namespace vtp::courses {
namespace {

constexpr std::chrono::minutes punctual{15};

std::unexpected<Error> is_cancelled() {
  return fail(ErrorCode::session_cancelled, "The class has been cancelled");
}

}  // namespace

std::unexpected<Error> no_such_session() {
  return fail(ErrorCode::session_not_found, "There is no such class");
}

Result<void> check_is_scheduled(const ClassSession& session) {
  if (session.status == SessionStatus::scheduled) return {};
  if (session.status == SessionStatus::cancelled) return is_cancelled();
  return fail(ErrorCode::session_started, "The class has begun already");
}

Result<ClassSession> start_session(db::Transaction& tx, ClassSession session, Timestamp now) {
  if (session.status == SessionStatus::live) return session;
  VTP_CHECK(check_is_scheduled(session));
  if (std::chrono::abs(now - session.starts_at) > punctual) {
    session.ends_at = now + (session.ends_at - session.starts_at);
    session.starts_at = now;
    ++session.ical_sequence;
  }
  session.status = SessionStatus::live;
  session.updated_at = now;
  update_session(tx, session);
  return session;
}

void begin_session(db::Transaction& tx, ClassSessionId id, Timestamp at) {
  tx.query(
      "update class_sessions set actual_start = $2, updated_at = $2 where id = $1 and actual_start is null",
      id, at);
}

void end_session(db::Transaction& tx, ClassSessionId id, Timestamp ended_at, Timestamp now) {
  tx.query(
      "update class_sessions set status = 'ended', actual_end = $2, updated_at = $3 where id = $1 and status "
      "= 'live'",
      id, ended_at, now);
}

void audit_session(db::Transaction& tx, const http::Request& request, std::string_view action,
                   const ClassSession& session, Timestamp now) {
  auto entry = accounts::audit_of(request, action, "class_session", session.id.view());
  entry.course_id = session.course_id;
  accounts::write_audit(tx, entry, now);
}

}  // namespace vtp::courses
