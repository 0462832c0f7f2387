#include "http/csv_response.h"

#include <utility>

#include <fmt/format.h>

namespace vtp::http {

Result<void> check_csv_rows(std::int64_t rows) {
  if (rows <= max_csv_rows) return {};
  return fail_field(
      "format", fmt::format("csv holds at most {} rows, these are {}: ask for fewer", max_csv_rows, rows));
}

Response csv_response(std::string_view file_name, std::string text) {
  auto response = text_response(200, "text/csv; charset=utf-8", std::move(text));
  response.headers.set("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
  response.headers.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace vtp::http
