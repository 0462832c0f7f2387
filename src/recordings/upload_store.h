// The table `uploads`.
#pragma once

#include <optional>
#include <vector>

#include "database/database.h"
#include "recordings/upload.h"

namespace vtp::recordings {

/// `state` and `error` tell what became of the recording, too.
std::optional<Upload> find_upload(db::Transaction& tx, UploadId id);
std::vector<Upload> list_uploads(db::Transaction& tx, UserId owner, const UploadQuery& query);
std::int64_t count_uploads(db::Transaction& tx, UserId owner, const UploadQuery& query);

void insert_upload(db::Transaction& tx, const Upload& upload);
void store_offset(db::Transaction& tx, UploadId id, std::int64_t offset, Timestamp expires_at, Timestamp now);

/// False if somebody else has finished it or it is gone.
bool mark_finished(db::Transaction& tx, UploadId id, RecordingId recording, Timestamp now);
void delete_upload(db::Transaction& tx, UploadId id);

/// Bytes that unfinished uploads have announced: of one user, or of all.
std::int64_t announced_bytes(db::Transaction& tx, std::optional<UserId> owner);

std::vector<Upload> find_expired(db::Transaction& tx, Timestamp now, int limit);
void mark_expired(db::Transaction& tx, UploadId id, Timestamp now);
/// Uploads whose bytes have all arrived, but whose recording was not made because the server died in between.
std::vector<UploadId> find_whole_but_unfinished(db::Transaction& tx, int limit);

}  // namespace vtp::recordings
