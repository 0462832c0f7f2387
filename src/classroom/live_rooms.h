// What courses want to know of their rooms.
#pragma once

#include "classroom/room_hub.h"
#include "courses/live_classes.h"

namespace vtp::classroom {

class LiveRooms final : public courses::LiveClasses {
 public:
  explicit LiveRooms(const RoomHub& hub) : hub_(hub) {}

  std::map<CourseId, courses::LiveRoom> of_courses(db::Transaction& tx,
                                                   std::span<const CourseId> courses) override;
  std::map<courses::ClassSessionId, courses::LiveRoom> of_sessions(
      db::Transaction& tx, std::span<const courses::ClassSessionId> sessions) override;

 private:
  [[nodiscard]] courses::LiveRoom describe(RoomId id, const std::string& code) const;

  const RoomHub& hub_;
};

}  // namespace vtp::classroom
