// Beginning and ending the classes of a course (row E44): a class that is live has a room.
#pragma once

#include "base/error.h"
#include "classroom/room_service.h"
#include "courses/session_service.h"

namespace vtp::classroom {

struct StartedClass {
  RoomAnswer room;
  bool is_new = false;
};

class ClassService {
 public:
  ClassService(db::Database& database, RoomService& rooms, courses::SessionService& sessions, RoomHub& hub,
               const Clock& clock)
      : database_(database), rooms_(rooms), sessions_(sessions), hub_(hub), clock_(clock) {}

  /// Makes the room of the class; the room that it has if it is going on already. SESSION_CANCELLED, or
  /// SESSION_STARTED if it is over.
  Result<StartedClass> start(const http::Request& request, CourseId course, courses::ClassSessionId session);

  /// Closes the room of the class.
  Result<courses::SessionAnswer> end(const http::Request& request, CourseId course,
                                     courses::ClassSessionId session);

 private:
  db::Database& database_;
  RoomService& rooms_;
  courses::SessionService& sessions_;
  RoomHub& hub_;
  const Clock& clock_;
};

}  // namespace vtp::classroom
