// A request as handlers see it: read, decoded, bounded, and with its caller known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/identity.h"
#include "http/headers.h"
#include "http/method.h"

namespace vtp::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string target;  // as sent
  std::string path;    // percent-decoded, without the query
  Parameters query;    // decoded, in the order sent
  Headers headers;
  std::string body;        // whole; empty for routes that stream theirs
  std::string address;     // of the client, behind trusted proxies too; without port
  bool is_secure = false;  // TLS here or at a trusted proxy
  std::string request_id;
  Parameters path_parameters;              // of the matched route, decoded
  const Headers* answer_fields = nullptr;  // of the matched route, for every answer; null: none
  std::optional<Identity> identity;

  /// The text of `{name}` in the route's path. The route is known to have it.
  [[nodiscard]] const std::string& path_parameter(std::string_view name) const;

  /// The id in `{name}`; the router has checked that it is one.
  template <class IdType>
  [[nodiscard]] IdType id(std::string_view name) const {
    return IdType::parse(path_parameter(name)).value_or(IdType{});
  }

  /// The last value of a query parameter, or nullptr.
  [[nodiscard]] const std::string* query_parameter(std::string_view name) const;

  /// The value of a cookie; empty if it was not sent.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;

  /// The caller of a route that asks for a credential.
  [[nodiscard]] const Identity& caller() const { return identity.value(); }
};

}  // namespace vtp::http
