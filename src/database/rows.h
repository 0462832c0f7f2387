// The answer of a query.
#pragma once

#include <cstddef>
#include <vector>

#include "database/value.h"

namespace vtp::db {

/// One row; columns are taken by position or, with `next`, from left to right.
class Row {
 public:
  explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}

  template <class T>
  [[nodiscard]] T get(std::size_t column) const {
    return FromValue<T>::from(columns_.at(column));
  }
  /// The column after the last one taken by `next`: lets a struct be filled in the order of the select list.
  template <class T>
  [[nodiscard]] T next() const {
    return get<T>(next_++);
  }
  [[nodiscard]] std::size_t size() const { return columns_.size(); }

 private:
  std::vector<Value> columns_;
  mutable std::size_t next_ = 0;
};

/// All rows of a query.
class Rows {
 public:
  Rows() = default;
  Rows(std::vector<Row> rows, std::int64_t changes) : rows_(std::move(rows)), changes_(changes) {}

  [[nodiscard]] auto begin() const { return rows_.begin(); }
  [[nodiscard]] auto end() const { return rows_.end(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const Row& front() const { return rows_.at(0); }
  /// Rows that an insert, update or delete has touched.
  [[nodiscard]] std::int64_t changes() const { return changes_; }

 private:
  std::vector<Row> rows_;
  std::int64_t changes_ = 0;
};

}  // namespace vtp::db
