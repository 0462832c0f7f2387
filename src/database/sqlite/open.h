// Opens an SQLite file; callers use db::open.
#pragma once

#include "database/database.h"

namespace vtp::db::sqlite {

Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options);

}  // namespace vtp::db::sqlite
