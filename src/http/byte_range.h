// The part of a file that a Range field asks for (RFC 9110 section 14).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vtp::http {

struct ByteRange {
  enum class Kind : std::uint8_t { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// One `bytes=` range counts. Several, another unit, or text that is no range mean the whole.
ByteRange choose_range(std::string_view range_field, std::uint64_t size);

}  // namespace vtp::http
