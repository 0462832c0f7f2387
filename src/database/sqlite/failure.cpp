#include "database/sqlite/failure.h"

#include <sqlite3.h>

#include <fmt/format.h>

#include "database/database.h"

namespace vtp::db::sqlite {
namespace {

StatementFailed::Kind kind_of(int code) {
  using enum StatementFailed::Kind;
  switch (code & 0xFF) {
    case SQLITE_BUSY:       // another process has been writing for longer than the busy time-out
    case SQLITE_INTERRUPT:  // the statement limit
    case SQLITE_CANTOPEN:
      return unavailable;
    case SQLITE_LOCKED:
      return retry;
    case SQLITE_CONSTRAINT:
      return constraint;
    case SQLITE_FULL:
      return storage_full;
    default:
      return other;
  }
}

}  // namespace

void throw_failure(sqlite3* handle, std::string_view doing) {
  throw StatementFailed{kind_of(sqlite3_extended_errcode(handle)),
                        fmt::format("SQLite: {} ({})", sqlite3_errmsg(handle), doing)};
}

}  // namespace vtp::db::sqlite
