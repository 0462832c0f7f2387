// The whole feature, put together: everything that the program needs to make of recordings.
#pragma once

#include "accounts/media_tokens.h"
#include "accounts/ports.h"
#include "accounts/settings.h"
#include "blobs/directory.h"
#include "http/rate_limit.h"
#include "http/route.h"
#include "jobs/job_queue.h"
#include "jobs/worker.h"
#include "recordings/course_link_service.h"
#include "recordings/download_service.h"
#include "recordings/finalisation.h"
#include "recordings/housekeeping.h"
#include "recordings/info_service.h"
#include "recordings/job_service.h"
#include "recordings/picture_routes.h"
#include "recordings/playback_service.h"
#include "recordings/prepared_files.h"
#include "recordings/progress_service.h"
#include "recordings/recording_catalogue.h"
#include "recordings/recording_service.h"
#include "recordings/segment_delivery.h"
#include "recordings/transcode_service.h"
#include "recordings/upload_service.h"

namespace vtp::recordings {

/// What the feature is built on; all of it outlives the feature.
struct Foundations {
  db::Database& database;
  const Clock& clock;
  blobs::Directory& store;
  jobs::JobQueue& queue;
  const accounts::MediaTokens& tokens;
  http::RateLimiter& limiter;
  const accounts::Limits& limits;
  const RecordingSettings& settings;
};

/// Recordings pass to somebody else when their owner is removed.
class RecordingOwnership final : public accounts::Ownership {
 public:
  void transfer(db::Transaction& tx, UserId from, UserId to, Timestamp now) override;
};

class Recordings {
 public:
  explicit Recordings(const Foundations& base);

  /// Before the routes are added; outlives the table.
  void set_running_media(RunningMedia& running);
  /// Must outlive the table.
  void add_routes(http::RouteTable& table);

  /// Seconds each, asked for by somebody who waits: a worker of their own.
  void add_quick_handlers(jobs::Worker& worker) const;
  /// Minutes to hours each: RecordingSettings::encoders threads.
  void add_encoding_handlers(jobs::Worker& worker) const;

  /// For courses.
  courses::LectureCatalogue& catalogue() { return catalogue_; }
  accounts::Ownership& ownership() { return ownership_; }
  /// For whoever serves media of recordings, too.
  MediaPasses& passes() { return passes_; }
  Housekeeping& housekeeping() { return housekeeping_; }
  /// For whoever records classes.
  Finalisation& finalisation() { return finalisation_; }

 private:
  Foundations base_;
  RecordingCatalogue catalogue_;
  RecordingOwnership ownership_;
  RunningMedia* running_ = nullptr;  // nullptr: no classes in this process
  MediaPasses passes_;
  processing::Pipeline pipeline_;
  PreparedFiles files_;
  RecordingService recordings_;
  CourseLinkService links_;
  UploadService uploads_;
  PlaybackService playback_;
  SegmentDelivery segments_;
  PictureDelivery pictures_;
  DownloadService downloads_;
  InfoService info_;
  ProgressService progress_;
  TranscodeService transcoding_;
  JobService jobs_;
  Housekeeping housekeeping_;
  Finalisation finalisation_;
};

}  // namespace vtp::recordings
