// Owning wrapper of a libpq result, and how its columns become values.
#pragma once

#include <memory>

#include <libpq-fe.h>

#include "database/rows.h"

namespace vtp::db::postgres {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

/// All rows of a successful result, decoded by the type of each column.
Rows to_rows(const PGresult* result);

}  // namespace vtp::db::postgres
