#pragma once

#include <cstdint>

#include "base/enum_names.h"

namespace vtp::http {

/// The methods that routes answer; anything else is 405.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

}  // namespace vtp::http

template <>
struct vtp::EnumNames<vtp::http::Method> {
  static constexpr std::array<std::string_view, 7> names{"GET",   "HEAD",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "OPTIONS"};
};
