// A room in memory with people who come and go, for tests of the model: what each connection hears is kept.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/joining.h"
#include "classroom/presence.h"
#include "classroom/room.h"
#include "classroom/room_clock.h"
#include "support/sfu/fake_engine.h"

namespace vtp::testing {

class RoomStage : private sfu::MediaListener {
 public:
  /// An event as one connection got it.
  struct Heard {
    std::string name;
    std::string payload;
    /// The value at a JSON pointer: text as it is, everything else as JSON, "absent" if there is none.
    [[nodiscard]] std::string at(std::string_view pointer) const;
  };

  RoomStage() : RoomStage(stored_room()) {}
  explicit RoomStage(classroom::StoredRoom stored)
      : room(std::move(stored), policy, {.engine = engine, .listener = *this}) {}

  /// An open room of a course, whose host is `host`.
  static classroom::StoredRoom stored_room();

  /// Somebody who has a role in the course; a stranger has none.
  static classroom::Entrant somebody(const std::string& name,
                                     std::optional<courses::CourseRole> role = courses::CourseRole::student);
  /// Who made the room.
  static classroom::Entrant host();

  /// Comes with the device by a new connection.
  Result<classroom::Joined> try_enter(const classroom::Entrant& who, classroom::DeviceId device,
                                      const classroom::JoinWish& wish = {});
  /// Must succeed; each call is another device.
  classroom::Participant& enter(const classroom::Entrant& who, const classroom::JoinWish& wish = {});
  /// The participant has gone or is there.
  classroom::Participant* find(ParticipantId id) { return room.roster.find(id); }

  void lose(classroom::Participant& participant) { classroom::lose(room, participant, now, now), deliver(); }
  void leave(classroom::Participant& participant) {
    classroom::leave(room, participant, classroom::LeaveReason::leave, now), deliver();
  }
  /// Lets time pass, with everything that falls due on the way.
  void pass(std::chrono::microseconds time);

  /// Takes the effects of what has been done to the room, also by what the SFU has told.
  void deliver();

  /// The names of the events that the connection got since the last call, joined by spaces.
  std::string heard(classroom::ConnectionId connection);
  std::string heard(const classroom::Participant& participant) { return heard(participant.connection); }
  /// The last event of that name; its payload is empty if there was none.
  Heard last(classroom::ConnectionId connection, std::string_view name);
  Heard last(const classroom::Participant& participant, std::string_view name) {
    return last(participant.connection, name);
  }
  /// Records of one kind.
  template <class R>
  std::vector<R> kept() {
    deliver();
    std::vector<R> found;
    for (const auto& record : records)
      if (const auto* one = std::get_if<R>(&record)) found.push_back(*one);
    return found;
  }

  classroom::RoomPolicy policy;
  FakeEngine engine;
  classroom::Room room;
  Timestamp now{std::chrono::seconds(1'800'000'000)};
  std::map<classroom::ConnectionId, std::vector<Heard>> all_heard;
  std::vector<classroom::Dismissal> dismissed;
  std::vector<classroom::Record> records;

 private:
  void on_media_event(RoomId, sfu::MediaEvent event) override { media_events_.push_back(std::move(event)); }
  void take_media_events();

  std::vector<sfu::MediaEvent> media_events_;
  std::uint64_t last_connection_ = 0;
  std::map<classroom::ConnectionId, std::size_t> listened_;
};

}  // namespace vtp::testing
