// Events of clients to rooms, and events of rooms to clients. Whatever carries the connections calls in when
// one comes, speaks, is lost, recovers or goes, and implements `Connections` for the way back.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/identity.h"
#include "base/log.h"
#include "base/time.h"
#include "classroom/client_session.h"
#include "classroom/room_hub.h"
#include "database/database.h"
#include "runtime/worker_pool.h"

namespace vtp::classroom {

/// Everything outlives the signalling.
struct SignallingParts {
  db::Database& database;
  RoomHub& hub;
  Connections& connections;
  WorkerPool& pool;  // events run here and may block
  const Clock& clock;
};

/// All calls return at once and may come from any thread; those about one connection come one after another.
class Signalling final : public EventSink {
 public:
  explicit Signalling(SignallingParts parts) : parts_(parts) {}

  /// A connection whose user is known. `socket_id` is what other participants see of it.
  void open(ConnectionId id, Identity identity, std::string socket_id);

  /// An event with the JSON of its argument. `acknowledge` is empty if the client wants no acknowledgement.
  void handle(ConnectionId id, std::string event, std::string payload, Acknowledge acknowledge);

  /// The transport has died; it may recover. `last_packet` is when something was last heard of it.
  void lost(ConnectionId id, Timestamp last_packet);
  /// It has, and everything that was sent meanwhile has reached the client.
  void recovered(ConnectionId id);
  /// It is gone for good. A client that closed it by itself leaves its rooms; others have the grace period to
  /// join again.
  void closed(ConnectionId id, bool by_client);

  /// Tells all clients to go and come back: this server is about to stop.
  void announce_draining(std::chrono::milliseconds reconnect_after);

  [[nodiscard]] std::int64_t connection_count() const;

  void deliver(RoomId room, std::vector<Outgoing> outgoing) override;

 private:
  [[nodiscard]] std::shared_ptr<ClientSession> find(ConnectionId id) const;
  void refuse_flood(ClientSession& session, Responder& responder, std::chrono::milliseconds wait);

  SignallingParts parts_;
  mutable std::mutex mutex_;
  std::map<ConnectionId, std::shared_ptr<ClientSession>> sessions_;
};

}  // namespace vtp::classroom
