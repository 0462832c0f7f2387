// What must hold before a handler runs. http knows the order of the checks; who the caller is and how many
// requests one may send is for the implementation (accounts) to say.
#pragma once

#include <optional>

#include "base/error.h"
#include "base/identity.h"
#include "http/request.h"
#include "http/route.h"

namespace vtp::http {

/// Called on the route's lane in this order: admit_address, identify, admit_user. May block. Thread-safe.
class Gate {
 public:
  virtual ~Gate() = default;

  /// The bucket of the client's address: 429 before anyone looks at the credential.
  virtual Result<void> admit_address(const Request& request, const RouteSpec& route) = 0;

  /// The caller, or nullopt on open routes without a usable credential; 401 otherwise.
  virtual Result<std::optional<Identity>> identify(const Request& request, const RouteSpec& route) = 0;

  /// The bucket of the user (429), then account role and CSRF (403).
  virtual Result<void> admit_user(const Request& request, const RouteSpec& route) = 0;
};

}  // namespace vtp::http
