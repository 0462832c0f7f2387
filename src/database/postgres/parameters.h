// Parameters of one statement in the form that libpq takes: numbers and text as text, bytes as they are.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "database/value.h"

namespace vtp::db::postgres {

class Parameters {
 public:
  /// `values` must outlive the object. Throws StatementFailed for text with a NUL, which PostgreSQL does not
  /// store.
  explicit Parameters(const std::vector<Value>& values);

  [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
  [[nodiscard]] const char* const* pointers() const { return pointers_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void add(const Value& value);
  void add_text(const std::string& text);
  void add_binary(const Bytes& bytes);

  std::list<std::string> spelt_out_;  // numbers; a list, so that their addresses stay
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace vtp::db::postgres
