// Files that are made when somebody asks for them first: downloads and thumbnails. A job makes them; the
// request waits.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "jobs/job_queue.h"
#include "recordings/recording_access.h"
#include "recordings/settings.h"

namespace vtp::recordings {

struct PreparedFile {
  std::string key;        // in the media store
  std::string_view kind;  // of the job that makes it
  std::string rendition;  // of that job
};

class PreparedFiles {
 public:
  PreparedFiles(db::Database& database, blobs::Directory& store, jobs::JobQueue& queue,
                const RecordingSettings& settings)
      : database_(database), store_(store), queue_(queue), settings_(settings) {}

  /// The path of the file as soon as it is there, at most after the time of the settings; RECORDING_NOT_READY
  /// then.
  Result<std::filesystem::path> await(const Access& access, const PreparedFile& file);

 private:
  db::Database& database_;
  blobs::Directory& store_;
  jobs::JobQueue& queue_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
