// From the configuration to the settings of each feature.
#pragma once

#include "accounts/public_config.h"
#include "accounts/settings.h"
#include "app/config.h"
#include "base/error.h"
#include "recordings/settings.h"

namespace vtp::app {

accounts::AccountSettings account_settings(const Config& config);

/// What anybody may know (E17).
accounts::PublicConfig public_facts(const Config& config, std::string_view version);

/// VALIDATION_FAILED, with a sentence for the operator, when the ladder cannot be read.
Result<recordings::RecordingSettings> recording_settings(const Config& config);

}  // namespace vtp::app
