// How a refusal looks in JSON (api.md section 1.2).
#pragma once

#include <string>
#include <vector>

#include "json/shape.h"

namespace vtp::http {

struct ErrorDetail {
  std::string field;
  std::string code;
  std::string message;
};

struct ErrorBody {
  std::string error;
  std::string code;
  int status = 500;
  json::Omittable<std::vector<ErrorDetail>> details;
  std::string request_id;
};

}  // namespace vtp::http

template <>
struct vtp::json::Shape<vtp::http::ErrorDetail> {
  using T = vtp::http::ErrorDetail;
  static constexpr std::string_view name = "ErrorDetail";
  static constexpr std::array fields{field<&T::field>("field"), field<&T::code>("code"),
                                     field<&T::message>("message")};
};

template <>
struct vtp::json::Shape<vtp::http::ErrorBody> {
  using T = vtp::http::ErrorBody;
  static constexpr std::string_view name = "Error";
  static constexpr std::array fields{field<&T::error>("error"), field<&T::code>("code"),
                                     field<&T::status>("status"), field<&T::details>("details"),
                                     field<&T::request_id>("request_id")};
};
