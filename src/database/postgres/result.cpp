#include "database/postgres/result.h"

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vtp::db::postgres {
namespace {

// Object ids of the built-in types (src/include/catalog/pg_type.dat of PostgreSQL; they never change).
constexpr Oid oid_bool = 16;
constexpr Oid oid_bytea = 17;
constexpr Oid oid_int8 = 20;
constexpr Oid oid_int2 = 21;
constexpr Oid oid_int4 = 23;
constexpr Oid oid_oid = 26;
constexpr Oid oid_float4 = 700;
constexpr Oid oid_float8 = 701;
constexpr Oid oid_numeric = 1700;

std::int64_t to_integer(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

double to_real(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

/// "\x0aff", the only output form of bytea since PostgreSQL 9.0 unless a server is set otherwise.
Bytes to_bytes(std::string_view text) {
  if (!text.starts_with("\\x")) throw std::runtime_error("bytea_output of the PostgreSQL server is not hex");
  text.remove_prefix(2);
  Bytes bytes(text.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::byte>(hex_digit(text[2 * i]) * 16 + hex_digit(text[2 * i + 1]));
  return bytes;
}

Value to_value(Oid type, std::string_view text) {
  switch (type) {
    case oid_bool:
      return std::int64_t{text == "t"};
    case oid_int2:
    case oid_int4:
    case oid_int8:
    case oid_oid:
      return to_integer(text);
    case oid_float4:
    case oid_float8:
      return to_real(text);
    case oid_numeric:  // sum(bigint) is a whole number here as it is on SQLite; avg() has a point
      if (text.find_first_of(".N") == std::string_view::npos) return to_integer(text);
      return to_real(text);
    case oid_bytea:
      return to_bytes(text);
    default:
      return std::string(text);
  }
}

std::int64_t changes(const PGresult* result) {
  // The function reads only, but takes a pointer to non-const.
  return to_integer(PQcmdTuples(const_cast<PGresult*>(result)));
}

bool is_select(const PGresult* result) {
  return std::string_view(PQcmdStatus(const_cast<PGresult*>(result))).starts_with("SELECT");
}

}  // namespace

Rows to_rows(const PGresult* result) {
  const int row_count = PQntuples(result);
  const int column_count = PQnfields(result);
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(row_count));
  for (int r = 0; r < row_count; ++r) {
    std::vector<Value> columns;
    columns.reserve(static_cast<std::size_t>(column_count));
    for (int c = 0; c < column_count; ++c) {
      const std::string_view text(PQgetvalue(result, r, c),
                                  static_cast<std::size_t>(PQgetlength(result, r, c)));
      columns.push_back(PQgetisnull(result, r, c) != 0 ? Value{} : to_value(PQftype(result, c), text));
    }
    rows.emplace_back(std::move(columns));
  }
  return {std::move(rows), is_select(result) ? 0 : changes(result)};
}

}  // namespace vtp::db::postgres
