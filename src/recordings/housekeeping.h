// What is done from time to time: emptying the trash, giving up uploads, closing sessions, finding forsaken
// recordings.
#pragma once

#include "blobs/directory.h"
#include "recordings/processing/pipeline.h"
#include "recordings/upload_service.h"

namespace vtp::recordings {

class Housekeeping {
 public:
  Housekeeping(const processing::Pipeline& pipeline, UploadService& uploads)
      : pipeline_(pipeline), uploads_(uploads) {}

  /// Once, before jobs run: what a killed process has left half done.
  void tidy_after_start();

  /// Every minute or so, from one thread. Each step is bounded; what is left is done the next time.
  Result<void> run();

 private:
  Result<void> empty_trash();
  Result<void> settle_forsaken();

  const processing::Pipeline& pipeline_;
  UploadService& uploads_;
};

}  // namespace vtp::recordings
