// What somebody sees who watches a class without choosing.
#pragma once

#include <functional>
#include <vector>

#include "sfu/engine.h"

namespace vtp::live {

/// The producers of a room, the most important first of each kind: screens before cameras, those of hosts
/// before those of others, what is running before what is paused.
std::vector<sfu::ProducerInfo> programme(std::vector<sfu::ProducerInfo> producers,
                                         const std::function<bool(ParticipantId)>& is_host);

}  // namespace vtp::live
