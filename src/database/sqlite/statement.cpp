#include "database/sqlite/statement.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "database/database.h"
#include "database/sqlite/failure.h"

namespace vtp::db::sqlite {
namespace {

[[noreturn]] void throw_misuse(std::string_view reason, std::string_view sql) {
  throw StatementFailed{StatementFailed::Kind::other, fmt::format("{} ({})", reason, sql)};
}

/// The n of a parameter named "$n"; 0 for any other name ("$1::bigint" is one name to SQLite).
std::size_t number_in(std::string_view name) {
  if (!name.starts_with('$')) return 0;
  name.remove_prefix(1);
  std::size_t number = 0;
  const auto end = std::from_chars(name.data(), name.data() + name.size(), number).ptr;
  return end == name.data() + name.size() ? number : 0;
}

/// Ends a run: the statement lets go of its locks and of the memory that its parameters point to.
class ResetAtExit {
 public:
  explicit ResetAtExit(sqlite3_stmt* statement) : statement_(statement) {}
  ~ResetAtExit() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  ResetAtExit(const ResetAtExit&) = delete;
  ResetAtExit& operator=(const ResetAtExit&) = delete;

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

Statement::Statement(sqlite3* handle, std::string_view sql) : handle_(handle) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  statement_.reset(statement);
  if (code != SQLITE_OK) throw_failure(handle, sql);
  const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (statement == nullptr || !trim(tail).empty()) throw_misuse("not exactly one statement", sql);
  map_parameters();
}

void Statement::map_parameters() {
  const int count = sqlite3_bind_parameter_count(statement_.get());
  for (int i = 1; i <= count; ++i) {
    const char* name = sqlite3_bind_parameter_name(statement_.get(), i);
    const auto number = number_in(name == nullptr ? "" : name);
    if (number == 0) throw_misuse("a parameter is not $1 ... $n", sqlite3_sql(statement_.get()));
    numbers_.push_back(number);
    parameter_count_ = std::max(parameter_count_, number);
  }
}

Rows Statement::run(const std::vector<Value>& parameters) {
  if (parameters.size() != parameter_count_)
    throw_misuse(fmt::format("{} parameters given for {}", parameters.size(), parameter_count_),
                 sqlite3_sql(statement_.get()));
  const ResetAtExit reset(statement_.get());
  for (std::size_t i = 0; i < numbers_.size(); ++i)
    bind(static_cast<int>(i) + 1, parameters[numbers_[i] - 1]);

  const auto changes_before = sqlite3_total_changes64(handle_);
  std::vector<Row> rows;
  int code = sqlite3_step(statement_.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(statement_.get())) rows.push_back(row());
  if (code != SQLITE_DONE) throw_failure(handle_, sqlite3_sql(statement_.get()));
  const bool touched = sqlite3_total_changes64(handle_) != changes_before;
  return {std::move(rows), touched ? sqlite3_changes64(handle_) : 0};
}

void Statement::bind(int index, const Value& value) {
  auto* statement = statement_.get();
  const int code = std::visit(
      [&]<class T>(const T& v) {
        if constexpr (std::is_same_v<T, std::monostate>)
          return sqlite3_bind_null(statement, index);
        else if constexpr (std::is_same_v<T, std::int64_t>)
          return sqlite3_bind_int64(statement, index, v);
        else if constexpr (std::is_same_v<T, double>)
          return sqlite3_bind_double(statement, index, v);
        else if constexpr (std::is_same_v<T, std::string>)
          return sqlite3_bind_text64(statement, index, v.data(), v.size(), SQLITE_STATIC, SQLITE_UTF8);
        else if (v.empty())
          return sqlite3_bind_zeroblob(statement, index, 0);  // a blob without address would be bound as null
        else
          return sqlite3_bind_blob64(statement, index, v.data(), v.size(), SQLITE_STATIC);
      },
      value);
  if (code != SQLITE_OK) throw_failure(handle_, sqlite3_sql(statement));
}

Row Statement::row() const {
  const int count = sqlite3_column_count(statement_.get());
  std::vector<Value> columns;
  columns.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) columns.push_back(column(i));
  return Row(std::move(columns));
}

Value Statement::column(int index) const {
  auto* statement = statement_.get();
  const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, index)); };
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, index);
    case SQLITE_TEXT: {
      const auto* text =
          static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement, index)));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, index));
      return Bytes(bytes, bytes + size());
    }
    default:
      return {};
  }
}

}  // namespace vtp::db::sqlite
