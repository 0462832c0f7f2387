// How answers to events look (realtime.md section 4).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vtp::classroom {

/// A refusal of an event, with the time after which it may be tried again, if that is why.
struct EventError {
  Error error;
  std::optional<std::chrono::milliseconds> retry_after;
};

/// {"ok":true,"data":...}; `data` is JSON.
std::string success_envelope(std::string_view data);
/// {"ok":false,"error":{...}}.
std::string failure_envelope(const EventError& error, std::string_view event);
/// The error object alone, as the event `error` carries it.
std::string error_object(const EventError& error, std::string_view event);

/// The payload of an event: a JSON object, or a JSON string that holds the text of one. INVALID_PAYLOAD
/// otherwise.
Result<std::string> payload_object(std::string_view text);

}  // namespace vtp::classroom
