#include "live/stream_key_store.h"

#include "accounts/secrets.h"

namespace vtp::live {
namespace {

constexpr std::string_view columns = "k.id, k.room_id, k.user_id, k.name, k.created_at, k.last_used_at";

StreamKey read_key(const db::Row& row) {
  StreamKey key;
  key.id = row.next<StreamKeyId>();
  key.room = row.next<RoomId>();
  key.maker = row.next<UserId>();
  key.name = row.next<std::string>();
  key.created_at = row.next<Timestamp>();
  key.last_used_at = row.next<std::optional<Timestamp>>();
  return key;
}

}  // namespace

void insert_stream_key(db::Transaction& tx, const StreamKey& key, std::string_view secret) {
  tx.query(
      "insert into access_keys (id, kind, user_id, room_id, name, token_hash, created_at, updated_at)"
      " values ($1, 'stream', $2, $3, $4, $5, $6, $6)",
      key.id, key.maker, key.room, key.name, accounts::sha256_hex(secret), key.created_at);
}

std::vector<StreamKey> stream_keys_of(db::Transaction& tx, RoomId room) {
  std::vector<StreamKey> keys;
  for (const auto& row : tx.query("select " + std::string(columns) +
                                      " from access_keys k where k.room_id = $1 and k.kind = 'stream'"
                                      " and k.revoked_at is null order by k.id desc",
                                  room))
    keys.push_back(read_key(row));
  return keys;
}

std::optional<Timestamp> revoke_stream_key(db::Transaction& tx, RoomId room, StreamKeyId id, Timestamp now) {
  const auto rows = tx.query(
      "update access_keys set revoked_at = coalesce(revoked_at, $3), updated_at = $3"
      " where id = $1 and room_id = $2 and kind = 'stream' returning revoked_at",
      id, room, now);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<Timestamp>(0);
}

std::optional<KeyHolder> find_key_holder(db::Transaction& tx, std::string_view secret) {
  const auto rows =
      tx.query("select " + std::string(columns) +
                   ", u.role, u.email, u.full_name from access_keys k join users u on u.id = k.user_id"
                   " where k.token_hash = $1 and k.kind = 'stream' and k.revoked_at is null"
                   " and u.status = 'active'",
               accounts::sha256_hex(secret));
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  KeyHolder holder{.key = read_key(row), .maker = {}};
  holder.maker.user = holder.key.maker;
  holder.maker.role = row.next<Role>();
  holder.maker.email = row.next<std::string>();
  holder.maker.full_name = row.next<std::string>();
  return holder;
}

bool note_key_use(db::Transaction& tx, StreamKeyId id, Timestamp now) {
  return !tx.query(
                "update access_keys set last_used_at = $2, updated_at = $2"
                " where id = $1 and revoked_at is null returning id",
                id, now)
              .empty();
}

}  // namespace vtp::live
