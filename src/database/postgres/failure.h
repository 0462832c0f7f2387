// SQLSTATE codes as StatementFailed::Kind.
#pragma once

#include <string_view>

#include "database/database.h"

namespace vtp::db::postgres {

/// `state` is the five characters of PostgreSQL's appendix A; empty when the connection itself broke.
StatementFailed::Kind kind_of(std::string_view state);

/// Was the failure caused by a prepared statement that the server has lost, or planned for an older schema?
bool is_stale_statement(std::string_view state);

}  // namespace vtp::db::postgres
