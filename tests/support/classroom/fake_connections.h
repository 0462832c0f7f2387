// Connections that remember what was sent to them.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "classroom/connections.h"

namespace vtp::testing {

class FakeConnections final : public classroom::Connections {
 public:
  struct Sent {
    std::string event;
    std::string payload;
    bool is_volatile = false;
    /// The value at a JSON pointer: text as it is, everything else as JSON, "absent" if there is none.
    [[nodiscard]] std::string at(std::string_view pointer) const;
  };

  void send(std::span<const classroom::ConnectionId> to, std::string_view event,
            const std::shared_ptr<const std::string>& payload, bool is_volatile) override;
  void disconnect(classroom::ConnectionId connection) override;

  /// The names of the events since the last call, joined by spaces.
  std::string heard(classroom::ConnectionId connection);
  /// The last event of that name; its name is empty if there was none.
  Sent last(classroom::ConnectionId connection, std::string_view event);
  /// Waits until the connection has got an event of that name.
  Sent wait_for(classroom::ConnectionId connection, std::string_view event);
  /// How many events of that name it has got.
  std::size_t count(classroom::ConnectionId connection, std::string_view event);
  bool is_disconnected(classroom::ConnectionId connection);

 private:
  Sent find_last(classroom::ConnectionId connection, std::string_view event);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::map<classroom::ConnectionId, std::vector<Sent>> sent_;
  std::map<classroom::ConnectionId, std::size_t> heard_;
  std::set<classroom::ConnectionId> disconnected_;
};

}  // namespace vtp::testing
