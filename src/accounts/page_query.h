// Which part of a list is wanted (api.md section 1.3).
#pragma once

#include <cstdint>

#include "json/shape.h"

namespace vtp::accounts {

struct PageQuery {
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::PageQuery> {
  using T = vtp::accounts::PageQuery;
  static constexpr std::string_view name = "PageQuery";
  static constexpr std::array fields{field<&T::limit>("limit", range(1, 100)),
                                     field<&T::offset>("offset", range(0, 1e15))};
};
