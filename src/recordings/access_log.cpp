#include "recordings/access_log.h"

namespace vtp::recordings {

using AccessId = Id<struct AccessTag>;

void log_access(db::Transaction& tx, const Visit& visit, RecordingId recording, AccessAction action,
                Timestamp now) {
  tx.query(
      "insert into recording_access_log (id, recording_id, user_id, action, status, ip, user_agent, "
      "created_at) "
      "values ($1, $2, $3, $4, 'success', $5, $6, $7)",
      AccessId::make(), recording, visit.caller.user, action, visit.address, visit.user_agent, now);
}

}  // namespace vtp::recordings
