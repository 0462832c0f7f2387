#include "http/request.h"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "base/text.h"

namespace vtp::http {

const std::string& Request::path_parameter(std::string_view name) const {
  const auto found = std::ranges::find(path_parameters, name, &Parameters::value_type::first);
  if (found == path_parameters.end())
    throw std::logic_error("the route has no parameter " + std::string(name));
  return found->second;
}

const std::string* Request::query_parameter(std::string_view name) const {
  for (const auto& [key, value] : std::views::reverse(query))
    if (key == name) return &value;
  return nullptr;
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (!equals_ignoring_case(field, "Cookie")) continue;
    for (auto pair : split(value, ';')) {
      pair = trim(pair);
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
        return pair.substr(name.size() + 1);
    }
  }
  return {};
}

}  // namespace vtp::http
