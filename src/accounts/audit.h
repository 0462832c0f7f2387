// The append-only record of who did what.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::accounts {

struct AuditEntry {
  std::optional<UserId> actor;  // none: nobody was signed in, or the command line
  std::optional<Role> actor_role;
  std::string action;       // "user.disable"
  std::string object_type;  // "user"
  std::string object_id;
  std::optional<CourseId> course_id;
  std::string result = "success";
  std::string ip;
  std::string user_agent;
  std::string request_id;
  std::optional<std::string> before;  // JSON; never secrets, and no personal data that a deletion must erase
  std::optional<std::string> after;
};

/// An entry that tells where the request came from.
AuditEntry audit_of(const http::Request& request, std::string_view action, std::string_view object_type,
                    std::string_view object_id);

void write_audit(db::Transaction& tx, const AuditEntry& entry, Timestamp now);

}  // namespace vtp::accounts
