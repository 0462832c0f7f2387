#include "database/postgres/failure.h"

#include <array>

namespace vtp::db::postgres {
namespace {

using Kind = StatementFailed::Kind;

struct Row {
  std::string_view prefix;
  Kind kind;
};

constexpr std::array table{
    Row{"08P01", Kind::other},         // protocol violation: a wrong number of parameters
    Row{"08", Kind::unavailable},      // connection exceptions
    Row{"57014", Kind::unavailable},   // the statement limit
    Row{"57P", Kind::unavailable},     // shutdown, crash, still starting
    Row{"53100", Kind::storage_full},  // disk full
    Row{"53", Kind::unavailable},      // out of memory, too many connections
    Row{"40", Kind::retry},            // serialisation failure, deadlock
    Row{"55P03", Kind::retry},         // lock not available
    Row{"0A000", Kind::retry},         // "cached plan must not change result type"
    Row{"26000", Kind::retry},         // no such prepared statement
    Row{"23", Kind::constraint},
};

}  // namespace

Kind kind_of(std::string_view state) {
  if (state.empty()) return Kind::unavailable;
  for (const auto& row : table)
    if (state.starts_with(row.prefix)) return row.kind;
  return Kind::other;
}

bool is_stale_statement(std::string_view state) {
  return state == "0A000" || state == "26000";
}

}  // namespace vtp::db::postgres
