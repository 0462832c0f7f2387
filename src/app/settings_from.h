// From the configuration to the settings of each feature.
#pragma once

#include "accounts/ice_servers.h"
#include "accounts/public_config.h"
#include "accounts/settings.h"
#include "app/config.h"
#include "base/error.h"
#include "classroom/stored_room.h"
#include "recordings/settings.h"
#include "socketio/options.h"

namespace vtp::app {

accounts::AccountSettings account_settings(const Config& config);

/// What anybody may know (E17).
accounts::PublicConfig public_facts(const Config& config, std::string_view version);

/// STUN and TURN; VALIDATION_FAILED, with a sentence for the operator, when the secret of TURN is missing.
Result<accounts::IceServers> ice_servers(const Config& config);

/// Of the sockets of classes.
socketio::Options socket_options(const Config& config);

classroom::RoomPolicy room_policy(const Config& config, accounts::IceServers ice);

/// VALIDATION_FAILED, with a sentence for the operator, when the ladder cannot be read.
Result<recordings::RecordingSettings> recording_settings(const Config& config);

}  // namespace vtp::app
