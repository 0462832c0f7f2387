// `in (...)` for a set whose size is known at run time only: neither engine shares an array parameter.
#pragma once

#include <ranges>
#include <string>
#include <vector>

#include "database/value.h"

namespace vtp::courses {

/// "($3, $4, $5)": appends `values` to `parameters` and returns how the statement names them. Not for empty
/// sets.
template <std::ranges::input_range Values>
std::string parameter_list(const Values& values, std::vector<db::Value>& parameters) {
  std::string names;
  for (const auto& value : values) {
    parameters.push_back(db::to_value(value));
    names += (names.empty() ? "($" : ", $") + std::to_string(parameters.size());
  }
  return names + ")";
}

}  // namespace vtp::courses
