// Enumerations that have a text form: in JSON, in the database and in query strings it is the same word.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace vtp {

/// Specialise with `static constexpr std::array<std::string_view, N> names{...}` in the order of the members,
/// which must count from 0.
template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = requires {
  { EnumNames<E>::names[0] } -> std::convertible_to<std::string_view>;
};

template <NamedEnum E>
constexpr std::string_view to_text(E value) {
  return EnumNames<E>::names[static_cast<std::size_t>(std::to_underlying(value))];
}

template <NamedEnum E>
constexpr std::optional<E> enum_from_text(std::string_view text) {
  for (std::size_t i = 0; i < EnumNames<E>::names.size(); ++i)
    if (EnumNames<E>::names[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace vtp
