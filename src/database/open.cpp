#include "database/postgres/open.h"

#include "database/sqlite/open.h"

namespace vtp::db {

Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options) {
  const bool is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
  return is_postgres ? postgres::open(url, options) : sqlite::open(url, options);
}

}  // namespace vtp::db
