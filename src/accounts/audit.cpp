#include "accounts/audit.h"

#include "accounts/client_text.h"
#include "base/id.h"

namespace vtp::accounts {

AuditEntry audit_of(const http::Request& request, std::string_view action, std::string_view object_type,
                    std::string_view object_id) {
  AuditEntry entry;
  if (request.identity) {
    entry.actor = request.identity->user;
    entry.actor_role = request.identity->role;
  }
  entry.action = action;
  entry.object_type = object_type;
  entry.object_id = object_id;
  entry.ip = request.address;
  entry.user_agent = user_agent_of(request);
  entry.request_id = request.request_id;
  return entry;
}

void write_audit(db::Transaction& tx, const AuditEntry& entry, Timestamp now) {
  tx.query(
      "insert into audit_log (id, at, actor_id, actor_role, action, object_type, object_id, course_id, "
      "result, "
      "ip, user_agent, request_id, before, after, created_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $2)",
      Id<struct AuditTag>::make(), now, entry.actor, entry.actor_role, entry.action, entry.object_type,
      entry.object_id, entry.course_id, entry.result, entry.ip, entry.user_agent, entry.request_id,
      entry.before, entry.after);
}

}  // namespace vtp::accounts
