// The routes of rooms and classes in one process, together with those of courses. What is sent to clients is
// kept.
//
//   class Rooms : public vtp::testing::ClassroomApi {};
//   VTP_ON_BOTH_ENGINES(Rooms);
//   TEST_P(Rooms, HaveAName) { EXPECT_EQ(get(teacher, room).at("/name"), "Physics"); }
#pragma once

#include <map>
#include <string>
#include <vector>

#include "classroom/class_service.h"
#include "classroom/classroom.h"
#include "support/classroom/fake_connections.h"
#include "support/courses/course_api.h"
#include "support/sfu/fake_engine.h"

namespace vtp::testing {

class ClassroomApi : public CourseApi {
 public:
  ClassroomApi();

  /// Makes a room as row 10 and returns its path. `more` is further members of the body.
  std::string add_room(const Identity& who, const std::string& more = {});
  /// The id at the end of a path.
  static std::string id_in(const std::string& path) { return path.substr(path.rfind('/') + 1); }

  /// A connection of the user.
  classroom::ConnectionId connect(const Identity& who);
  /// Sends an event and returns its acknowledgement, when everybody has heard of it.
  ApiAnswer emit(classroom::ConnectionId connection, const std::string& event, const std::string& payload);
  /// Joins the room by a new connection; must succeed. Each call is another device.
  classroom::ConnectionId enter(const Identity& who, const std::string& room);
  /// Waits until everything that has been sent to signalling has been done.
  void settle(classroom::ConnectionId connection);
  /// Lets time pass, with what falls due on the way.
  void pass(std::chrono::seconds time);

  classroom::Classroom& classroom() { return *classroom_; }
  classroom::Signalling& signalling() { return *signalling_; }
  /// As if the process had died and another had been started on the same database.
  void restart();

  FakeConnections connections;
  FakeEngine engine;
  classroom::RoomPolicy policy;

 protected:
  void add_routes(http::RouteTable& routes) override;

 private:
  ApiAnswer ask(classroom::ConnectionId connection, const std::string& event, const std::string& payload);

  /// The rooms of the classroom that is there now.
  class LiveNow final : public courses::LiveClasses {
   public:
    explicit LiveNow(ClassroomApi& api) : api_(api) {}
    std::map<CourseId, courses::LiveRoom> of_courses(db::Transaction& tx,
                                                     std::span<const CourseId> ids) override {
      return api_.classroom().live_rooms().of_courses(tx, ids);
    }
    std::map<courses::ClassSessionId, courses::LiveRoom> of_sessions(
        db::Transaction& tx, std::span<const courses::ClassSessionId> ids) override {
      return api_.classroom().live_rooms().of_sessions(tx, ids);
    }

   private:
    ClassroomApi& api_;
  };

  void open_classroom();

  LiveNow rooms_of_now_{*this};
  std::unique_ptr<classroom::Classroom> classroom_;
  classroom::Signalling* signalling_ = nullptr;
  std::unique_ptr<classroom::ClassService> classes_;
  std::uint64_t last_connection_ = 0;
};

}  // namespace vtp::testing
