// Opens a PostgreSQL server; callers use db::open.
#pragma once

#include "database/database.h"

namespace vtp::db::postgres {

Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options);

}  // namespace vtp::db::postgres
