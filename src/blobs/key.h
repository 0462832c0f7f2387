// Names in the store: relative paths that cannot leave it.
#pragma once

#include <string_view>

namespace vtp::blobs {

/// "recordings/0195f3c2-…/720p/init.mp4": 1 to 8 parts of A-Z a-z 0-9 . _ -, each at most 200 bytes and none
/// of them beginning with a dot.
bool is_key(std::string_view text);

}  // namespace vtp::blobs
