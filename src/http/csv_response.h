// Lists as files for spreadsheets (`format=csv`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/response.h"

namespace vtp::http {

/// What one file holds at most: it is made in memory. Files are whole or refused, never cut.
inline constexpr std::int64_t max_csv_rows = 100'000;

/// 400 on the field `format` if more rows are asked for than one file holds.
Result<void> check_csv_rows(std::int64_t rows);

/// 200 with a file to be stored under that name.
Response csv_response(std::string_view file_name, std::string text);

}  // namespace vtp::http
