// Why an encoder or a player is refused.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "base/error.h"

namespace vtp::live {

enum class Reason : std::uint8_t {
  unusable_offer,         // 422
  malformed_fragment,     // 400
  publisher_exists,       // 409: the key is in use
  nothing_to_play,        // 409, to be tried again (draft-ietf-wish-whep section 4.2)
  not_found,              // 404
  precondition_required,  // 428: If-Match is missing (RFC 9725 section 4.3.2)
  precondition_failed,    // 412: it names another ICE session
  too_many,               // 503
  refused_by_engine,      // as `engine` says
};

struct Refusal {
  Reason reason = Reason::not_found;
  std::string message;  // for the one who is refused
  std::optional<Error> engine;
};

template <class T>
using Outcome = std::expected<T, Refusal>;

std::unexpected<Refusal> refuse(Reason reason, std::string message);
std::unexpected<Refusal> refuse(Error engine);

}  // namespace vtp::live
