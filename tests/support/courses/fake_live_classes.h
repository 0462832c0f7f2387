// Rooms of classes as a test wants them.
#pragma once

#include <map>

#include "courses/live_classes.h"

namespace vtp::testing {

class FakeLiveClasses final : public courses::LiveClasses {
 public:
  std::map<CourseId, courses::LiveRoom> course_rooms;
  std::map<courses::ClassSessionId, courses::LiveRoom> session_rooms;
  courses::LiveClasses* real = nullptr;  // asked instead, if set

  std::map<CourseId, courses::LiveRoom> of_courses(db::Transaction& tx,
                                                   std::span<const CourseId> courses) override {
    return real != nullptr ? real->of_courses(tx, courses) : chosen(course_rooms, courses);
  }
  std::map<courses::ClassSessionId, courses::LiveRoom> of_sessions(
      db::Transaction& tx, std::span<const courses::ClassSessionId> sessions) override {
    return real != nullptr ? real->of_sessions(tx, sessions) : chosen(session_rooms, sessions);
  }

 private:
  template <class Key>
  static std::map<Key, courses::LiveRoom> chosen(const std::map<Key, courses::LiveRoom>& all,
                                                 std::span<const Key> keys) {
    std::map<Key, courses::LiveRoom> found;
    for (const auto& key : keys)
      if (const auto room = all.find(key); room != all.end()) found.insert(*room);
    return found;
  }
};

}  // namespace vtp::testing
