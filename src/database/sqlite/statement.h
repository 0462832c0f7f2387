// A compiled SQLite statement, to be run many times.
#pragma once

#include <memory>
#include <sqlite3.h>
#include <string_view>
#include <vector>

#include "database/rows.h"

namespace vtp::db::sqlite {

class Statement {
 public:
  /// Throws StatementFailed: for bad SQL, for several statements, and for parameters that are not $1 ... $n.
  Statement(sqlite3* handle, std::string_view sql);

  /// Throws StatementFailed.
  Rows run(const std::vector<Value>& parameters);

 private:
  void map_parameters();
  void bind(int index, const Value& value);
  [[nodiscard]] Value column(int index) const;
  [[nodiscard]] Row row() const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  // SQLite numbers named parameters by their first appearance: numbers_[i] is the n of its parameter i + 1.
  std::vector<std::size_t> numbers_;
  std::size_t parameter_count_ = 0;
};

}  // namespace vtp::db::sqlite
