// The command `serve` (and `worker`): runs until it is told to stop.
#pragma once

#include "app/config.h"

namespace vtp::app {

/// Prints the address and what to do first; SIGTERM and SIGINT drain, SIGHUP reads certificates again.
/// Returns the exit code.
int serve(const Config& config);

}  // namespace vtp::app
