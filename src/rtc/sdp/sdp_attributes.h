// The lines "a=" of a media section, one function for each that we understand.
#pragma once

#include <optional>
#include <string_view>

#include "rtc/sdp/session_description.h"

namespace vtp::rtc {

/// Reads one attribute into the section. Gives what is wrong with it; empty: it is fine, or not for us.
/// `value` is empty for attributes that are only there or not.
std::string_view read_media_attribute(SdpMedia& media, std::string_view name, std::string_view value);

/// The value of "a=candidate:" (RFC 8839 section 5.1).
std::optional<SdpCandidate> read_candidate(std::string_view value);

}  // namespace vtp::rtc
