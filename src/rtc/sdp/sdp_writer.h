// Writes offers and answers.
#pragma once

#include <string>

#include "rtc/sdp/session_description.h"

namespace vtp::rtc {

/// What is in it must be well-formed: nothing is checked. Reading it again gives the same.
std::string write_description(const SessionDescription& session);

/// The value of "a=candidate:".
std::string write_candidate(const SdpCandidate& candidate);

}  // namespace vtp::rtc
