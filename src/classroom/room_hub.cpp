#include "classroom/room_hub.h"

#include "classroom/presence.h"
#include "classroom/rights.h"
#include "classroom/room_clock.h"
#include "classroom/room_loader.h"
#include "classroom/room_store.h"

namespace vtp::classroom {

std::shared_ptr<RoomHub::Entry> RoomHub::entry_of(RoomId id) {
  const std::scoped_lock lock(mutex_);
  auto& entry = entries_[id];
  if (!entry) entry = std::make_shared<Entry>();
  return entry;
}

std::shared_ptr<RoomHub::Entry> RoomHub::known_entry(RoomId id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<RoomHub::Entry>> RoomHub::entries() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<Entry>> all;
  for (const auto& [id, entry] : entries_) all.push_back(entry);
  return all;
}

/// The room stays in memory after its end until that has been written down, so that nobody can load it again
/// as open.
Result<void> RoomHub::load(RoomId id, Entry& entry) {
  if (journal_.is_full()) return fail(ErrorCode::not_ready, "The database does not answer; try again later");
  if (!entry.room) {
    VTP_TRY(auto room, database_.read([&](db::Transaction& tx) -> Result<std::unique_ptr<Room>> {
      const auto stored = find_room(tx, id);
      if (!stored) return no_such_room();
      if (stored->state == RoomState::closed) return room_is_closed();
      return load_room(tx, *stored, policy_, media_, clock_.now());
    }));
    entry.room = std::move(room);
  }
  if (entry.room->is_closed()) return room_is_closed();
  return {};
}

void RoomHub::finish(Entry& entry) {
  auto& room = *entry.room;
  auto records = room.effects.take_records();
  auto once_kept = room.effects.take_once_kept();
  if (!records.empty() || !once_kept.empty())
    entry.ticket = journal_.append(std::move(records), std::move(once_kept));
  auto outgoing = room.effects.take_outgoing();
  if (auto* sink = sink_.load(); sink != nullptr && !outgoing.empty())
    sink->deliver(room.facts.id, std::move(outgoing));
  tell_watcher(room);
  entry.due = deadline(room).value_or(Timestamp::max()).time_since_epoch().count();
  entry.participants = room.roster.admitted_count();
  entry.is_idle = room.is_closed() || (room.facts.state == RoomState::created && room.roster.all().empty());
}

void RoomHub::tell_watcher(Room& room) {
  const auto people = room.effects.take_people();
  const bool wants_recording = room.effects.take_wants_recording();
  if (people.empty() && !wants_recording) return;
  const std::shared_lock lock(watcher_mutex_);
  if (watcher_ == nullptr) return;
  if (wants_recording) watcher_->on_recording_wanted(room.facts.id);
  for (const auto& participant : people) watcher_->on_person_changed(room.facts.id, participant);
}

void RoomHub::set_watcher(RoomWatcher* watcher) {
  const std::unique_lock lock(watcher_mutex_);
  watcher_ = watcher;
}

int RoomHub::participant_count(RoomId id) const {
  const auto entry = known_entry(id);
  return entry ? entry->participants.load() : 0;
}

RoomCounts RoomHub::counts() const {
  RoomCounts counts;
  for (const auto& entry : entries()) {
    const int participants = entry->participants;
    counts.participants += participants;
    if (participants > 0) ++counts.rooms;
  }
  return counts;
}

void RoomHub::run_due() {
  const auto now = clock_.now();
  for (const auto& entry : entries()) {
    if (entry->due > now.time_since_epoch().count()) continue;
    const std::scoped_lock lock(entry->mutex);
    if (!entry->room) continue;
    on_time(*entry->room, now);
    finish(*entry);
  }
  forget_idle();
}

void RoomHub::forget_idle() {
  const std::scoped_lock lock(mutex_);
  // An entry that somebody else holds is about to be used.
  std::erase_if(entries_, [this](const auto& item) {
    const auto& entry = item.second;
    return entry.use_count() == 1 && entry->is_idle && journal_.is_written(entry->ticket);
  });
}

Result<void> RoomHub::restore() {
  const auto now = clock_.now();
  VTP_TRY(auto rooms, database_.write([&](db::Transaction& tx) {
    std::vector<std::unique_ptr<Room>> restored;
    for (const auto& stored : rooms_in_state(tx, RoomState::active)) {
      close_abandoned_intervals(tx, stored, now);
      restored.push_back(load_room(tx, stored, policy_, media_, now));
    }
    return restored;
  }));
  for (auto& room : rooms) {
    const auto entry = entry_of(room->facts.id);
    const std::scoped_lock lock(entry->mutex);
    entry->room = std::move(room);
    finish(*entry);
  }
  return {};
}

void RoomHub::suspend() {
  const auto now = clock_.now();
  for (const auto& entry : entries()) {
    const std::scoped_lock lock(entry->mutex);
    if (!entry->room) continue;
    classroom::suspend(*entry->room, now);
    finish(*entry);
  }
}

Result<void> RoomHub::mark_alive() {
  std::vector<RoomId> alive;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, entry] : entries_)
      if (entry->participants > 0) alive.push_back(id);
  }
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) { classroom::mark_alive(tx, alive, now); });
}

}  // namespace vtp::classroom
