#include "classroom/media_inbox.h"

#include <utility>

#include "classroom/media_news.h"

namespace vtp::classroom {
namespace {

template <class Event>
constexpr bool is_passing =
    std::is_same_v<Event, sfu::ProducerScored> || std::is_same_v<Event, sfu::ConsumerScored> ||
    std::is_same_v<Event, sfu::ActiveSpeakerChanged> || std::is_same_v<Event, sfu::AudioLevels> ||
    std::is_same_v<Event, sfu::NetworkMeasured> || std::is_same_v<Event, sfu::MediaHeard>;

bool passes(const sfu::MediaEvent& event) {
  return std::visit([]<class Event>(const Event&) { return is_passing<Event>; }, event);
}

}  // namespace

void MediaInbox::on_media_event(RoomId room, sfu::MediaEvent event) {
  {
    const std::scoped_lock lock(mutex_);
    const auto [place, is_first] = waiting_.try_emplace(room);
    auto& events = place->second;
    if (events.size() >= max_passing && passes(event)) return;
    events.push_back(std::move(event));
    if (!is_first) return;
  }
  hand_over(room);
}

/// A task of the pool for each room that has something: their number bounds the tasks.
void MediaInbox::hand_over(RoomId room) {
  if (pool_.submit_continuation([this, room] { work_off(room); })) return;
  const std::scoped_lock lock(mutex_);  // the pool stops, and the rooms with it
  waiting_.erase(room);
}

void MediaInbox::work_off(RoomId room) {
  std::vector<sfu::MediaEvent> events;
  {
    const std::scoped_lock lock(mutex_);
    events = std::exchange(waiting_.at(room), {});
  }
  hub_.with_present(room, [&](Room& there, Timestamp now) {
    for (const auto& event : events) take_media_event(there, event, now);
  });
  {
    const std::scoped_lock lock(mutex_);
    const auto found = waiting_.find(room);
    if (found->second.empty()) {
      waiting_.erase(found);
      return;
    }
  }
  hand_over(room);
}

}  // namespace vtp::classroom
