// A gate that says what a test wants it to say, and remembers in which order it was asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/gate.h"

namespace vtp::http {

class FakeGate final : public Gate {
 public:
  Result<void> admit_address(const Request&, const RouteSpec&) override {
    asked.emplace_back("address");
    return address ? Result<void>(std::unexpected(*address)) : Result<void>();
  }
  Result<std::optional<Identity>> identify(const Request&, const RouteSpec&) override {
    asked.emplace_back("identity");
    if (credential) return std::unexpected(*credential);
    return caller;
  }
  Result<void> admit_user(const Request&, const RouteSpec&) override {
    asked.emplace_back("user");
    return user ? Result<void>(std::unexpected(*user)) : Result<void>();
  }

  std::optional<Error> address;     // what admit_address fails with
  std::optional<Error> credential;  // what identify fails with
  std::optional<Error> user;        // what admit_user fails with
  std::optional<Identity> caller;
  std::vector<std::string> asked;
};

}  // namespace vtp::http
