// The external programs that touch foreign media, how they are bounded, and how they are watched.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace vtp::media {

/// How much computing time one run of ffmpeg may take, so that a file which was made to keep computers busy
/// does not hold one for ever.
struct CpuAllowance {
  std::chrono::milliseconds to_start = std::chrono::minutes(10);  // short files need it, too
  double seconds_per_media_second = 200;  // slow computers encode 1080p at a tenth of real time
};

struct Tools {
  std::string ffmpeg = "ffmpeg";
  std::string ffprobe = "ffprobe";
  int threads = 2;                                       // for each decoder, encoder and filter graph
  int nice = 10;                                         // viewers come first
  std::uint64_t memory_bytes = std::uint64_t{6} << 30U;  // address space
  CpuAllowance cpu;
};

struct Progress {
  double fraction = 0;  // 0 to 1
  double speed = 0;     // times real time
};

/// Whoever waits for a run. Each may be empty; all are called by the thread that waits.
struct Watch {
  std::function<void(const Progress&)> on_progress;
  /// Asked some ten times a second; true ends the run at once. The run then fails with JOB_FINISHED.
  std::function<bool()> should_stop;
  /// What a program said before it failed. For the operator's log: it may contain paths.
  std::function<void(std::string_view)> on_diagnostics;
};

}  // namespace vtp::media
