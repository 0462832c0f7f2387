// The commands that do one thing and end. Each returns the exit code: 0 done, 1 failed, 2 not understood.
#pragma once

#include "app/command_line.h"

namespace vtp::app {

/// Loads the configuration and runs the command.
int run_command(const CommandLine& line);

}  // namespace vtp::app
