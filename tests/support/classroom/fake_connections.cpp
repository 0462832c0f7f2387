#include "support/classroom/fake_connections.h"

#include <algorithm>
#include <ranges>

#include "support/accounts/api_answer.h"

namespace vtp::testing {

using classroom::ConnectionId;

std::string FakeConnections::Sent::at(std::string_view pointer) const {
  return ApiAnswer{.status = 200, .headers = {}, .body = payload}.at(pointer);
}

void FakeConnections::send(std::span<const ConnectionId> to, std::string_view event,
                           const std::shared_ptr<const std::string>& payload, bool is_volatile) {
  const std::scoped_lock lock(mutex_);
  for (const auto connection : to) sent_[connection].push_back({std::string(event), *payload, is_volatile});
  arrived_.notify_all();
}

void FakeConnections::disconnect(ConnectionId connection) {
  const std::scoped_lock lock(mutex_);
  disconnected_.insert(connection);
}

std::string FakeConnections::heard(ConnectionId connection) {
  const std::scoped_lock lock(mutex_);
  std::string names;
  const auto& events = sent_[connection];
  for (const auto& event : events | std::views::drop(heard_[connection]))
    names.append(names.empty() ? "" : " ").append(event.event);
  heard_[connection] = events.size();
  return names;
}

FakeConnections::Sent FakeConnections::find_last(ConnectionId connection, std::string_view event) {
  for (const auto& sent : sent_[connection] | std::views::reverse)
    if (sent.event == event) return sent;
  return {};
}

FakeConnections::Sent FakeConnections::last(ConnectionId connection, std::string_view event) {
  const std::scoped_lock lock(mutex_);
  return find_last(connection, event);
}

FakeConnections::Sent FakeConnections::wait_for(ConnectionId connection, std::string_view event) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return !find_last(connection, event).event.empty(); });
  return find_last(connection, event);
}

std::size_t FakeConnections::count(ConnectionId connection, std::string_view event) {
  const std::scoped_lock lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count(sent_[connection], event, &Sent::event));
}

bool FakeConnections::is_disconnected(ConnectionId connection) {
  const std::scoped_lock lock(mutex_);
  return disconnected_.contains(connection);
}

}  // namespace vtp::testing
