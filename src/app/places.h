// Where things are kept, as the configuration says.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/config.h"

namespace vtp::app {

/// The folder of all media.
std::filesystem::path media_folder(const Config& config);

/// What db::open takes: a PostgreSQL URL or the SQLite file.
std::string database_address(const Config& config);

/// The SQLite file; none if the database is PostgreSQL.
std::optional<std::filesystem::path> database_file(const Config& config);

}  // namespace vtp::app
