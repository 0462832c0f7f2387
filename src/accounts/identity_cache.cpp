#include "accounts/identity_cache.h"

#include "base/try.h"

namespace vtp::accounts {
namespace {

constexpr std::chrono::seconds max_staleness{5};
constexpr std::size_t max_entries = 50'000;

std::optional<SessionOwner> load(db::Transaction& tx, SessionId session, Timestamp now) {
  const auto rows = tx.query(
      "select u.id, u.role, u.email, u.full_name, u.status, u.token_version, s.revoked_at, s.expires_at "
      "from sessions s join users u on u.id = s.user_id where s.id = $1",
      session);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  SessionOwner owner;
  owner.identity.user = row.next<UserId>();
  owner.identity.session = session;
  owner.identity.role = row.next<Role>();
  owner.identity.email = row.next<std::string>();
  owner.identity.full_name = row.next<std::string>();
  const auto status = row.next<UserStatus>();
  owner.identity.token_version = row.next<int>();
  const auto revoked_at = row.next<std::optional<Timestamp>>();
  owner.session_expires_at = row.next<Timestamp>();
  owner.is_valid = status == UserStatus::active && !revoked_at && owner.session_expires_at > now;
  owner.is_disabled = status == UserStatus::disabled;
  return owner;
}

}  // namespace

std::optional<IdentityCache::Entry> IdentityCache::fresh_entry(SessionId session) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(session);
  if (found == entries_.end() || clock_.now() - found->second.loaded_at >= max_staleness) return std::nullopt;
  return found->second;
}

void IdentityCache::keep(SessionId session, const Entry& entry, std::uint64_t generation) {
  const std::scoped_lock lock(mutex_);
  if (generation != generation_) return;
  if (entries_.size() >= max_entries) entries_.clear();
  entries_[session] = entry;
}

Result<std::optional<SessionOwner>> IdentityCache::find(SessionId session) {
  if (const auto entry = fresh_entry(session)) return entry->owner;
  std::uint64_t generation = 0;
  {
    const std::scoped_lock lock(mutex_);
    generation = generation_;
  }
  const auto now = clock_.now();
  VTP_TRY(auto owner, database_.read([&](db::Transaction& tx) { return load(tx, session, now); }));
  keep(session, {owner, now}, generation);
  return owner;
}

void IdentityCache::forget(UserId user) {
  {
    const std::scoped_lock lock(mutex_);
    ++generation_;
    std::erase_if(entries_, [&](const auto& entry) {
      return entry.second.owner && entry.second.owner->identity.user == user;
    });
  }
  if (listener_) listener_(user);
}

}  // namespace vtp::accounts
