// The live connections of clients, as rooms need them. Whatever carries them implements this; it is all that
// the classroom knows of sockets.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "classroom/room_types.h"

namespace vtp::classroom {

/// Thread-safe; nothing blocks, and what is sent to one connection by calls that follow one another arrives
/// in that order. Connections that are gone are ignored.
class Connections {
 public:
  virtual ~Connections() = default;

  /// One event to many. A volatile one may be dropped for those who are slow or away; any other is kept for
  /// those whose transport may recover. `event` is of static storage, `payload` a JSON object.
  virtual void send(std::span<const ConnectionId> to, std::string_view event,
                    const std::shared_ptr<const std::string>& payload, bool is_volatile) = 0;

  /// Ends the connection from our side, after what has been sent to it.
  virtual void disconnect(ConnectionId connection) = 0;
};

/// Called once with the JSON of an acknowledgement. Empty if the client did not ask for one.
using Acknowledge = std::move_only_function<void(std::string)>;

}  // namespace vtp::classroom
