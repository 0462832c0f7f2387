// From the media threads into the rooms: what happens to media waits here for a thread that may hold a room.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "classroom/room_hub.h"
#include "runtime/worker_pool.h"
#include "sfu/media_events.h"

namespace vtp::classroom {

/// Keeps the order of each room. Of what comes often and is soon out of date, only so much waits as a room
/// can work off in a moment; what changes something is bounded by what there is to change.
class MediaInbox final : public sfu::MediaListener {
 public:
  /// Both must outlive it, and the hub is not used before something happens in one of its rooms.
  MediaInbox(WorkerPool& pool, RoomHub& hub) : pool_(pool), hub_(hub) {}

  void on_media_event(RoomId room, sfu::MediaEvent event) override;

 private:
  static constexpr std::size_t max_passing = 1'000;  // of one room

  void hand_over(RoomId room);
  void work_off(RoomId room);

  WorkerPool& pool_;
  RoomHub& hub_;
  std::mutex mutex_;
  std::map<RoomId, std::vector<sfu::MediaEvent>> waiting_;  // rooms here are with the pool
};

}  // namespace vtp::classroom
