// The rooms that are in memory, each used by one thread at a time.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "base/try.h"
#include "classroom/journal.h"
#include "classroom/room.h"
#include "database/database.h"

namespace vtp::classroom {

/// Where the events of rooms go. Called while the room is held, so that what happens in it arrives in that
/// order; must not block and must not use the hub.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void deliver(RoomId room, std::vector<Outgoing> outgoing) = 0;
};

/// Whoever records rooms. As an EventSink: called while the room is held; must not block, and not use the
/// hub.
class RoomWatcher {
 public:
  virtual ~RoomWatcher() = default;
  /// Their role has changed, or their wish not to be recorded.
  virtual void on_person_changed(RoomId room, ParticipantId participant) = 0;
  /// A host has come into a class that is to be recorded by itself.
  virtual void on_recording_wanted(RoomId room) = 0;
};

struct RoomCounts {
  int rooms = 0;  // with people in them
  int participants = 0;
};

class RoomHub {
 public:
  /// Everything must outlive the hub.
  RoomHub(db::Database& database, const Clock& clock, Journal& journal, RoomPolicy policy, MediaParts media)
      : database_(database), clock_(clock), journal_(journal), policy_(std::move(policy)), media_(media) {}

  /// Until it is set, nobody hears anything.
  void set_sink(EventSink* sink) { sink_ = sink; }
  /// nullptr: nobody any more. Nobody is being told when this returns.
  void set_watcher(RoomWatcher* watcher);

  /// Runs `act(Room&, Timestamp now)` while nobody else uses the room, then sends and keeps its effects. The
  /// room is loaded if it is not in memory: ROOM_NOT_FOUND, ROOM_CLOSED, or NOT_READY if the database has
  /// been away for too long. `act` returns a Result and must not use the hub.
  template <class Act>
  auto with(RoomId id, Act act) -> std::invoke_result_t<Act, Room&, Timestamp>;

  /// As `with`, but only if the room is in memory and nobody wants to know what became of it.
  template <class Act>
  void with_present(RoomId id, Act act);

  /// As `with`, but only if the room is in memory; nullopt otherwise. For looking, not for acting.
  template <class Look>
  auto look(RoomId id, Look look) -> std::optional<std::invoke_result_t<Look, Room&>>;

  /// Devices in the class, 0 for rooms that are not in memory. Cheap.
  [[nodiscard]] int participant_count(RoomId id) const;
  [[nodiscard]] RoomCounts counts() const;

  /// What time brings about, in all rooms; to be called a few times a second.
  void run_due();

  /// After a start: rooms that were active come back, and their people are expected.
  Result<void> restore();
  /// Before a stop: everybody is reconnecting from now on.
  void suspend();
  /// To be called every half minute: says that this process lives.
  Result<void> mark_alive();

  /// Waits until what has happened so far can be read from the database.
  Result<void> settle() { return journal_.settle(); }

  [[nodiscard]] const RoomPolicy& policy() const { return policy_; }

 private:
  struct Entry {
    std::mutex mutex;
    std::unique_ptr<Room> room;                    // under the mutex
    std::atomic<Timestamp::rep> due{no_deadline};  // what follows may be read without it
    std::atomic<int> participants{0};
    std::atomic<bool> is_idle{true};  // nobody needs it in memory
    std::atomic<Journal::Ticket> ticket{0};
  };
  static constexpr Timestamp::rep no_deadline = Timestamp::max().time_since_epoch().count();

  std::shared_ptr<Entry> entry_of(RoomId id);
  [[nodiscard]] std::shared_ptr<Entry> known_entry(RoomId id) const;
  [[nodiscard]] std::vector<std::shared_ptr<Entry>> entries() const;
  Result<void> load(RoomId id, Entry& entry);
  void finish(Entry& entry);
  void tell_watcher(Room& room);
  void forget_idle();

  db::Database& database_;
  const Clock& clock_;
  Journal& journal_;
  const RoomPolicy policy_;
  const MediaParts media_;
  std::atomic<EventSink*> sink_ = nullptr;
  std::shared_mutex watcher_mutex_;  // held while it is told
  RoomWatcher* watcher_ = nullptr;
  mutable std::mutex mutex_;
  std::map<RoomId, std::shared_ptr<Entry>> entries_;
};

template <class Act>
auto RoomHub::with(RoomId id, Act act) -> std::invoke_result_t<Act, Room&, Timestamp> {
  const auto entry = entry_of(id);
  const std::scoped_lock lock(entry->mutex);
  VTP_CHECK(load(id, *entry));
  auto result = act(*entry->room, clock_.now());
  finish(*entry);
  return result;
}

template <class Act>
void RoomHub::with_present(RoomId id, Act act) {
  const auto entry = known_entry(id);
  if (!entry) return;
  const std::scoped_lock lock(entry->mutex);
  if (!entry->room) return;
  act(*entry->room, clock_.now());
  finish(*entry);
}

template <class Look>
auto RoomHub::look(RoomId id, Look look) -> std::optional<std::invoke_result_t<Look, Room&>> {
  const auto entry = known_entry(id);
  if (!entry) return std::nullopt;
  const std::scoped_lock lock(entry->mutex);
  if (!entry->room) return std::nullopt;
  return look(*entry->room);
}

}  // namespace vtp::classroom
