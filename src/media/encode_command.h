// The arguments of ffmpeg that make renditions.
#pragma once

#include <string>
#include <vector>

#include "media/encode.h"

namespace vtp::media {

/// One process that decodes once, scales for every rung, and writes each rendition into its own folder.
std::vector<std::string> encode_arguments(const Tools& tools, const EncodeRequest& request);

/// Video copied (when it can be), audio encoded.
std::vector<std::string> package_arguments(const Tools& tools, const PackageRequest& request);

}  // namespace vtp::media
