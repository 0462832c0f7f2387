// Which foreign origins may use the API from a browser (api.md section 1.6).
#pragma once

#include <string>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace vtp::http {

class Cors {
 public:
  Cors() = default;
  /// Origins as browsers send them, e.g. "https://school.example"; compared exactly.
  explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  [[nodiscard]] bool allows(std::string_view origin) const;
  /// Adds the fields that a browser asks for, on preflights too.
  void apply(const Request& request, Response& response) const;

 private:
  std::vector<std::string> origins_;
};

}  // namespace vtp::http
