#include "http/connection_set.h"

#include <utility>

namespace vtp::http {
namespace {

/// One timer for all connections of a loop costs nothing; time limits may be late by as much.
constexpr std::chrono::seconds sweep_period{1};

}  // namespace

void ConnectionSet::add(DetachedConnection socket, const MakeSession& make_session) {
  auto connection = std::make_shared<Connection>(
      io_, std::move(socket), [this](const Connection* ended) { connections_.erase(ended); });
  connections_.emplace(connection.get(), connection);
  connection->start(make_session(*connection));
}

void ConnectionSet::wait_to_sweep() {
  sweep_timer_.expires_after(sweep_period);
  sweep_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) sweep();
  });
}

void ConnectionSet::sweep() {
  const auto now = Connection::SteadyClock::now();
  for (auto next = connections_.begin(); next != connections_.end();) {
    const auto connection = (next++)->second;  // closing erases it
    connection->sweep(now);
  }
  wait_to_sweep();
}

void ConnectionSet::drain() {
  for (auto next = connections_.begin(); next != connections_.end();) {
    const auto connection = (next++)->second;
    connection->drain();
  }
}

void ConnectionSet::close_all() {
  sweep_timer_.cancel();
  while (!connections_.empty()) {
    const auto connection = connections_.begin()->second;
    connection->close();
  }
}

}  // namespace vtp::http
