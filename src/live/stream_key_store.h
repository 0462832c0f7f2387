// The rows of `access_keys` that are stream keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "live/stream_key.h"

namespace vtp::live {

void insert_stream_key(db::Transaction& tx, const StreamKey& key, std::string_view secret);

/// Those of the room that are not revoked, the newest first.
std::vector<StreamKey> stream_keys_of(db::Transaction& tx, RoomId room);

/// When it was revoked: now, or earlier, which changes nothing. nullopt: the room has never had the key.
std::optional<Timestamp> revoke_stream_key(db::Transaction& tx, RoomId room, StreamKeyId id, Timestamp now);

/// A key and whoever made it, as they are now.
struct KeyHolder {
  StreamKey key;
  Identity maker;
};
/// nullopt: revoked, unknown, or the account of its maker is not active any more.
std::optional<KeyHolder> find_key_holder(db::Transaction& tx, std::string_view secret);

/// False if it has been revoked.
bool note_key_use(db::Transaction& tx, StreamKeyId id, Timestamp now);

}  // namespace vtp::live
