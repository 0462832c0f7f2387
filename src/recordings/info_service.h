// Rows 20 and 27, and E53.
#pragma once

#include "accounts/media_tokens.h"
#include "blobs/directory.h"
#include "recordings/info.h"
#include "recordings/recording_access.h"
#include "recordings/settings.h"

namespace vtp::recordings {

class InfoService {
 public:
  InfoService(db::Database& database, const Clock& clock, blobs::Directory& store,
              const accounts::MediaTokens& tokens, const RecordingSettings& settings)
      : database_(database), clock_(clock), store_(store), tokens_(tokens), settings_(settings) {}

  Result<RecordingInfo> info(const Identity& caller, RecordingId id);
  Result<ViewingFigures> analytics(const Identity& caller, RecordingId id);
  Result<MediaTokenAnswer> media_token(const Identity& caller, RecordingId id, MediaLevel level,
                                       const std::string& origin);

 private:
  void add_media(db::Transaction& tx, RecordingInfo& info);
  void add_own_progress(db::Transaction& tx, RecordingInfo& info, UserId user);

  db::Database& database_;
  const Clock& clock_;
  blobs::Directory& store_;
  const accounts::MediaTokens& tokens_;
  const RecordingSettings& settings_;
};

}  // namespace vtp::recordings
