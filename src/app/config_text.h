// How the text of a setting becomes a value: one overload a type. Each returns what is wrong, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.h"
#include "base/text.h"

namespace vtp::app {

using Objection = std::optional<std::string>;

Objection read_setting(std::string_view text, std::string& out);
Objection read_setting(std::string_view text, int& out);
Objection read_setting(std::string_view text, double& out);
Objection read_setting(std::string_view text, bool& out);
Objection read_setting(std::string_view text, ByteCount& out);
Objection read_setting(std::string_view text, accounts::Limit& out);

template <NamedEnum E>
Objection read_setting(std::string_view text, E& out) {
  if (auto value = enum_from_text<E>(text)) {
    out = *value;
    return {};
  }
  std::string objection = "must be one of";
  for (auto name : EnumNames<E>::names) objection.append(" ").append(name);
  return objection;
}

/// Lists are separated by commas; an empty text is an empty list.
template <class T>
Objection read_setting(std::string_view text, std::vector<T>& out) {
  out.clear();
  if (trim(text).empty()) return {};
  for (auto part : split(text, ','))
    if (auto objection = read_setting(trim(part), out.emplace_back())) return objection;
  return {};
}

}  // namespace vtp::app
