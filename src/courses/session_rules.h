// What may become of a class when, and how it begins and ends.
#pragma once

#include <string_view>

#include "base/error.h"
#include "courses/class_session.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

std::unexpected<Error> no_such_session();

/// Only classes to come can be changed: SESSION_STARTED or SESSION_CANCELLED otherwise.
Result<void> check_is_scheduled(const ClassSession& session);

/// Makes the class live. One that begins more than a quarter of an hour off its schedule is moved to now and
/// keeps its length. SESSION_CANCELLED, or SESSION_STARTED if it is over.
Result<ClassSession> start_session(db::Transaction& tx, ClassSession session, Timestamp now);

/// A host is in the class for the first time.
void begin_session(db::Transaction& tx, ClassSessionId id, Timestamp at);
/// The class is over since `ended_at`.
void end_session(db::Transaction& tx, ClassSessionId id, Timestamp ended_at, Timestamp now);

void audit_session(db::Transaction& tx, const http::Request& request, std::string_view action,
                   const ClassSession& session, Timestamp now);

}  // namespace vtp::courses
