// Base64 with padding (RFC 4648 section 4): how long polling carries binary packets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vtp::socketio {

std::string base64_encode(std::string_view bytes);

/// nullopt for anything but whole groups of four characters with proper padding.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace vtp::socketio
