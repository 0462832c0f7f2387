// What an action in a room leads to outside of it: events for clients, connections to let go, records to
// keep.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "classroom/records.h"
#include "json/shape.h"

namespace vtp::classroom {

/// One event on its way to some connections.
struct OutgoingEvent {
  std::string_view name;  // of static storage
  std::string payload;    // a JSON object
  std::vector<ConnectionId> to;
  bool is_volatile = false;
};

/// A connection that is in the room no longer.
struct Dismissal {
  ConnectionId connection = ConnectionId::none;
  bool disconnect = false;  // the whole connection, because another one has taken its place
};

using Outgoing = std::variant<OutgoingEvent, Dismissal>;

/// Is the event rather lost than late?
template <class Event>
concept Volatile = requires { Event::is_volatile; };

/// Collected while an action runs and taken by whoever ran it.
class Effects {
 public:
  template <class Event>
  void send(const Event& event, std::vector<ConnectionId> to) {
    if (to.empty()) return;
    outgoing_.emplace_back(OutgoingEvent{.name = Event::event,
                                         .payload = json::write(event),
                                         .to = std::move(to),
                                         .is_volatile = Volatile<Event>});
  }
  void dismiss(ConnectionId connection, bool disconnect = false) {
    if (connection != ConnectionId::none) outgoing_.emplace_back(Dismissal{connection, disconnect});
  }
  void keep(Record record) { records_.push_back(std::move(record)); }
  /// What is to happen only when the records cannot be lost any more.
  void once_kept(WhenWritten act) { once_kept_.push_back(std::move(act)); }

  /// Something has changed of what whoever records must know of a participant.
  void note_person(ParticipantId participant) { people_.push_back(participant); }

  /// The class has begun, and is to be recorded without anybody having to think of it.
  void want_recording() { wants_recording_ = true; }

  /// The number of the next event that goes to the whole room.
  std::int64_t next_seq() { return ++seq_; }
  [[nodiscard]] std::int64_t seq() const { return seq_; }

  std::vector<Outgoing> take_outgoing() { return std::exchange(outgoing_, {}); }
  std::vector<Record> take_records() { return std::exchange(records_, {}); }
  std::vector<WhenWritten> take_once_kept() { return std::exchange(once_kept_, {}); }
  std::vector<ParticipantId> take_people() { return std::exchange(people_, {}); }
  bool take_wants_recording() { return std::exchange(wants_recording_, false); }

 private:
  std::int64_t seq_ = 0;
  std::vector<Outgoing> outgoing_;
  std::vector<Record> records_;
  std::vector<WhenWritten> once_kept_;
  std::vector<ParticipantId> people_;
  bool wants_recording_ = false;
};

}  // namespace vtp::classroom
