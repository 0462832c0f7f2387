// What PostgreSQL has built in and SQLite lacks: greatest(), least() and the collation "C".
#pragma once

struct sqlite3;

namespace vtp::db::sqlite {

/// Throws StatementFailed.
void add_functions(sqlite3* handle);

}  // namespace vtp::db::sqlite
