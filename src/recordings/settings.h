// Everything of the configuration that recordings go by. The program fills it in; the defaults are those of
// api.md section 7.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "media/ladder.h"
#include "media/probe.h"
#include "media/tools.h"

namespace vtp::recordings {

struct RecordingSettings {
  std::string public_url;  // "https://lectures.example.org"; empty: taken from the request

  std::int64_t upload_max_bytes = std::int64_t{20} << 30;
  std::int64_t user_quota_bytes = 0;  // 0: none
  std::chrono::days upload_life{7};   // since the last byte
  double min_free_percent = 5;        // of the disk; below that nothing new is taken

  double segment_seconds = 10;
  bool auto_transcode = true;
  int encoders = 1;  // encoding jobs at once, in this process
  std::vector<media::LadderStep> ladder{media::default_ladder().begin(), media::default_ladder().end()};
  media::Tools tools;
  media::ProbeLimits probe_limits;

  std::chrono::hours media_token_life{6};
  std::chrono::hours download_token_life{24};
  std::chrono::milliseconds download_wait{10'000};  // for a file that is being made

  double completion_percent = 90;
  std::chrono::days trash_life{30};
};

}  // namespace vtp::recordings
