// The module put together: every object of the classroom, in the order in which they need one another.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "classroom/connections.h"
#include "classroom/journal.h"
#include "classroom/live_rooms.h"
#include "classroom/media_inbox.h"
#include "classroom/room_archive.h"
#include "classroom/room_hub.h"
#include "classroom/room_service.h"
#include "classroom/signalling.h"
#include "database/database.h"
#include "runtime/worker_pool.h"
#include "sfu/engine.h"

namespace vtp::classroom {

/// Everything outlives the classroom.
struct ClassroomParts {
  db::Database& database;
  const Clock& clock;
  RoomPolicy policy;
  sfu::Engine& engine;
  std::function<void(std::string_view)> on_trouble;  // told in words for the log
};

class Classroom {
 public:
  explicit Classroom(ClassroomParts parts);
  /// As `stop`.
  ~Classroom() { stop(); }

  [[nodiscard]] RoomHub& hub() { return hub_; }
  [[nodiscard]] LiveRooms& live_rooms() { return live_rooms_; }
  [[nodiscard]] RoomService& rooms() { return rooms_; }
  [[nodiscard]] RoomArchive& archive() { return archive_; }

  /// Opens the rooms to clients. `connections` must outlive the classroom. Once.
  Signalling& connect(Connections& connections);
  /// 0 before `connect`.
  [[nodiscard]] std::int64_t connection_count() const {
    return signalling_ ? signalling_->connection_count() : 0;
  }

  /// Brings back the rooms that were active when the server went down, and begins to write down.
  Result<void> start();
  /// What time brings about; to be called a few times a second.
  void tick() { hub_.run_due(); }
  /// Ends presence for now, writes down what is left and takes no more events. People come back to the next
  /// process.
  void stop();

 private:
  ClassroomParts parts_;
  Journal journal_;
  WorkerPool pool_;
  MediaInbox inbox_;
  RoomHub hub_;
  LiveRooms live_rooms_;
  RoomService rooms_;
  RoomArchive archive_;
  std::unique_ptr<Signalling> signalling_;
};

}  // namespace vtp::classroom
