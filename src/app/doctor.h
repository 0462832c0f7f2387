// Looks at everything that the program needs before it runs, and says in plain words what is wrong.
#pragma once

#include <string>
#include <vector>

#include "app/config.h"
#include "app/health.h"

namespace vtp::app {

/// One thing that was looked at.
struct Finding {
  CheckResult result = CheckResult::pass;
  std::string subject;   // "ffmpeg"
  std::string sentence;  // what is so, or what is wrong and what to do
};

/// Changes nothing but a test file in the media folder, which is removed again.
std::vector<Finding> examine(const Config& config);

/// The findings as lines for a terminal.
std::string to_report(const std::vector<Finding>& findings);

}  // namespace vtp::app
