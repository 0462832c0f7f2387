// Brings the schema of a database up to date.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "database/database.h"
#include "database/migration_files.h"

namespace vtp::db {

struct MigrationReport {
  int applied = 0;      // migrations that this call has run
  int version = 0;      // of the schema now
  std::string back_up;  // name of the copy that was made before the first one, if any
};

/// Applies what is pending, each migration in its own transaction. Safe when several servers start at once
/// and when one is killed in between. Refuses, with a message for the operator, a database that is newer than
/// the program, that has a gap, or one of whose migrations is not the one that the program knows.
Result<MigrationReport> migrate(Database& database,
                                std::span<const Migration> migrations = migration_files());

/// The version of the last migration that was applied; 0 for an empty database.
Result<int> schema_version(Database& database);

}  // namespace vtp::db
