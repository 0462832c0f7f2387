#include "recordings/recordings.h"

#include "recordings/course_link_routes.h"
#include "recordings/download_routes.h"
#include "recordings/info_routes.h"
#include "recordings/playback_routes.h"
#include "recordings/processing/handlers.h"
#include "recordings/progress_routes.h"
#include "recordings/recording_routes.h"
#include "recordings/recording_store.h"
#include "recordings/transcode_routes.h"
#include "recordings/upload_routes.h"

namespace vtp::recordings {

void RecordingOwnership::transfer(db::Transaction& tx, UserId from, UserId to, Timestamp now) {
  transfer_recordings(tx, from, to, now);
}

Recordings::Recordings(const Foundations& base)
    : base_(base),
      passes_(base.clock),
      pipeline_{base.database, base.clock, base.store, base.queue, base.settings},
      files_(base.database, base.store, base.queue, base.settings),
      recordings_(base.database, base.clock, base.queue, base.settings),
      links_(base.database, base.clock, catalogue_),
      uploads_(base.database, base.clock, base.store, base.queue, base.settings),
      playback_(base.database, base.clock),
      segments_(playback_, base.store, passes_, base.clock),
      pictures_(base.database, base.clock, base.store, files_, passes_),
      downloads_(base.database, base.clock, base.store, files_, base.tokens, base.settings),
      info_(base.database, base.clock, base.store, base.tokens, base.settings),
      progress_(base.database, base.clock, base.settings),
      transcoding_(base.database, base.clock, base.queue, base.settings),
      jobs_(base.database, base.clock, base.queue, base.settings),
      housekeeping_(pipeline_, uploads_),
      finalisation_(pipeline_) {}

void Recordings::set_running_media(RunningMedia& running) {
  running_ = &running;
  segments_.set_running_media(running);
}

void Recordings::add_routes(http::RouteTable& table) {
  add_recording_routes(table, recordings_);
  add_course_link_routes(table, links_);
  add_upload_routes(table, uploads_, base_.limiter, base_.limits);
  add_playback_routes(table, playback_, running_);
  add_segment_route(table, segments_);
  add_picture_routes(table, pictures_);
  add_download_routes(table, downloads_, base_.settings);
  add_info_routes(table, info_, base_.settings);
  add_progress_routes(table, progress_);
  add_transcode_routes(table, transcoding_);
  add_job_routes(table, jobs_);
}

void Recordings::add_quick_handlers(jobs::Worker& worker) const {
  processing::add_quick_handlers(worker, pipeline_);
}

void Recordings::add_encoding_handlers(jobs::Worker& worker) const {
  processing::add_encoding_handlers(worker, pipeline_);
}

}  // namespace vtp::recordings
