// SQLite's result codes as StatementFailed.
#pragma once

#include <string_view>

struct sqlite3;

namespace vtp::db::sqlite {

/// Throws what the last call on `handle` reported. `doing` is the SQL text or a few words.
[[noreturn]] void throw_failure(sqlite3* handle, std::string_view doing);

}  // namespace vtp::db::sqlite
