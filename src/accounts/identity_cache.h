// The stored user and session behind a credential, at most five seconds stale (api.md section 2.1), so that a
// request costs no query of its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "accounts/user.h"
#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// Who is behind a session, if it stands.
struct SessionOwner {
  Identity identity;
  bool is_valid = false;     // session neither revoked nor expired, user active
  bool is_disabled = false;  // the user, by an administrator
  Timestamp session_expires_at;
};

class IdentityCache {
 public:
  IdentityCache(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// The owner of the session; nullopt if there is no such session. May read the database.
  Result<std::optional<SessionOwner>> find(SessionId session);

  /// To be called after the transaction that changed something of the user or of one of their sessions.
  void forget(UserId user);

  /// Who else wants to hear of such changes: called by `forget`, on its thread. To be set before there are
  /// any.
  void on_change(std::function<void(UserId)> listener) { listener_ = std::move(listener); }

 private:
  struct Entry {
    std::optional<SessionOwner> owner;
    Timestamp loaded_at;
  };

  std::optional<Entry> fresh_entry(SessionId session);
  void keep(SessionId session, const Entry& entry, std::uint64_t generation);

  db::Database& database_;
  const Clock& clock_;
  std::function<void(UserId)> listener_;
  std::mutex mutex_;
  std::unordered_map<SessionId, Entry> entries_;
  std::uint64_t generation_ = 0;  // raised by forget, so that an older answer that arrives late is not kept
};

}  // namespace vtp::accounts
