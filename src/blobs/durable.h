// What it takes for files to survive a power cut.
#pragma once

#include <filesystem>

#include "base/error.h"

namespace vtp::blobs {

/// Flushes a file or directory itself.
Result<void> flush(const std::filesystem::path& path);

/// Flushes a file, or a directory with everything below it.
Result<void> flush_tree(const std::filesystem::path& path);

}  // namespace vtp::blobs
