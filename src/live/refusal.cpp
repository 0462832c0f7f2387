#include "live/refusal.h"

#include <utility>

namespace vtp::live {

std::unexpected<Refusal> refuse(Reason reason, std::string message) {
  return std::unexpected(Refusal{.reason = reason, .message = std::move(message), .engine = {}});
}

std::unexpected<Refusal> refuse(Error engine) {
  auto message = engine.message;
  return std::unexpected(Refusal{
      .reason = Reason::refused_by_engine, .message = std::move(message), .engine = std::move(engine)});
}

}  // namespace vtp::live
