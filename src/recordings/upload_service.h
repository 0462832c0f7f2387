// Uploads that survive broken connections and a killed server: what was acknowledged is on the disk.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/time.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "recordings/settings.h"
#include "recordings/tus.h"
#include "recordings/upload.h"
#include "recordings/upload_file.h"
#include "recordings/upload_locks.h"

namespace vtp::recordings {

/// What POST /uploads announces.
struct NewUpload {
  std::int64_t length = 0;
  std::string filename;
  UploadWishes wishes;
};
Result<NewUpload> read_new_upload(std::string_view upload_length, std::string_view upload_metadata);

/// One PATCH: bytes on their way to the disk. Whoever drops it without `finish` or `abandon` gives up what
/// came.
class UploadWriter {
 public:
  virtual ~UploadWriter() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  /// Where the upload stands then, with the recording that the last byte has made.
  virtual Result<Upload> finish() = 0;
  /// The connection broke: what came is kept, if nothing speaks against it.
  virtual void abandon() = 0;
};

class UploadService {
 public:
  UploadService(db::Database& database, const Clock& clock, blobs::Directory& store, jobs::JobQueue& queue,
                const RecordingSettings& settings)
      : database_(database), clock_(clock), store_(store), queue_(queue), settings_(settings) {}

  /// A new upload, to be written from its first byte on. If that fails, nothing of it stays: the client has
  /// not learnt of an upload that it could go on with.
  Result<std::unique_ptr<UploadWriter>> create(const Identity& caller, const NewUpload& wanted,
                                               std::optional<tus::Checksum> checksum);

  /// The caller's own upload. UPLOAD_NOT_FOUND, or UPLOAD_EXPIRED for one that is to be continued.
  Result<Upload> find(const Identity& caller, UploadId id);
  Result<Upload> find_open(const Identity& caller, UploadId id);
  Result<UploadList> list(const Identity& caller, const UploadQuery& query);

  /// CONFLICT while somebody else writes; OFFSET_MISMATCH unless `offset` is where the upload stands.
  Result<std::unique_ptr<UploadWriter>> write(const Identity& caller, UploadId id, std::int64_t offset,
                                              std::optional<tus::Checksum> checksum);

  /// Forgets the upload and its bytes; a recording that it became stays.
  Result<void> remove(const Identity& caller, UploadId id);

  /// Gives up what nobody continued in time, and completes what a killed server left behind.
  Result<int> sweep();

  [[nodiscard]] std::int64_t max_bytes() const { return settings_.upload_max_bytes; }

 private:
  class Writer;

  enum class Beginning : std::uint8_t { of_upload, of_request };
  Result<Upload> insert(const Identity& caller, const NewUpload& wanted);
  Result<std::unique_ptr<UploadWriter>> open_writer(const Identity& caller, UploadId id, std::int64_t offset,
                                                    std::optional<tus::Checksum> checksum,
                                                    Beginning beginning);
  Result<void> forget(const Upload& upload);
  Result<void> check_room(db::Transaction& tx, const Identity& caller, std::int64_t length);
  Result<Upload> advance(Upload upload, std::int64_t offset);
  /// Makes the recording of an upload whose bytes are all there.
  void complete(db::Transaction& tx, Upload& upload);
  void link_to_course(db::Transaction& tx, const Upload& upload, const Identity& owner);
  Result<UploadFile> open_file(const Upload& upload);

  db::Database& database_;
  const Clock& clock_;
  blobs::Directory& store_;
  jobs::JobQueue& queue_;
  const RecordingSettings& settings_;
  UploadLocks locks_;
};

UploadAnswer answer_of(const Upload& upload);

}  // namespace vtp::recordings
