// Reading the TOML file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace vtp::app {

/// One `key = value` of the file: "[server] port = 9000" is the key "server.port" with the text "9000".
struct FileEntry {
  std::string key;
  std::string text;  // lists separated by commas
  std::uint32_t line = 0;
};

/// All entries; the error names file, line and what is wrong.
Result<std::vector<FileEntry>> read_config_file(const std::string& path);

}  // namespace vtp::app
