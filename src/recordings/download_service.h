// Files to take away: MP4, the original, the sound alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "accounts/media_tokens.h"
#include "recordings/download.h"
#include "recordings/playback_service.h"
#include "recordings/prepared_files.h"
#include "recordings/processing/download_job.h"

namespace vtp::recordings {

struct Download {
  std::filesystem::path path;
  std::string file_name;
  std::string mime_type;
};

class DownloadService {
 public:
  DownloadService(db::Database& database, const Clock& clock, blobs::Directory& store, PreparedFiles& files,
                  const accounts::MediaTokens& tokens, const RecordingSettings& settings)
      : database_(database),
        clock_(clock),
        store_(store),
        files_(files),
        tokens_(tokens),
        settings_(settings) {}

  /// Waits for a file that is still to be made.
  Result<Download> open(const Identity& caller, RecordingId id, DownloadFormat format);
  /// One download has begun: not each of the ranges in which a client fetches it.
  Result<void> log(const Visit& visit, RecordingId id);

  /// A link that works without signing in.
  Result<DownloadUrl> url(const Identity& caller, RecordingId id, DownloadFormat format,
                          const std::string& origin);

 private:
  struct Choice {
    Access access;
    std::optional<processing::DownloadPlan> plan;  // of what is made; none for the original
    std::string key;
    std::string file_name;
    std::string mime_type;
  };
  Result<Choice> choose(const Identity& caller, RecordingId id, DownloadFormat format);

  db::Database& database_;
  const Clock& clock_;
  blobs::Directory& store_;
  PreparedFiles& files_;
  const accounts::MediaTokens& tokens_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
