#include "support/classroom/classroom_api.h"

#include <future>

#include "classroom/room_routes.h"

namespace vtp::testing {

using namespace classroom;

ClassroomApi::ClassroomApi() {
  live.real = &rooms_of_now_;
  open_classroom();
  configure(quiet_settings());  // the routes so far were made without those of rooms
}

void ClassroomApi::open_classroom() {
  classroom_ = std::make_unique<Classroom>(
      ClassroomParts{.database = database(),
                     .clock = clock,
                     .policy = policy,
                     .engine = engine,
                     .on_trouble = [](std::string_view what) { ADD_FAILURE() << what; }});
  signalling_ = &classroom_->connect(connections);
  classes_ =
      std::make_unique<ClassService>(database(), classroom_->rooms(), sessions(), classroom_->hub(), clock);
  EXPECT_TRUE(classroom_->start());
}

void ClassroomApi::restart() {
  classes_.reset();
  classroom_.reset();
  configure(quiet_settings());  // makes the routes anew
  open_classroom();
}

void ClassroomApi::add_routes(http::RouteTable& routes) {
  CourseApi::add_routes(routes);
  add_room_routes(routes, classroom_->rooms(), classroom_->archive());
  add_class_routes(routes, *classes_);
  add_signalling_routes(routes, classroom_->rooms(), classroom_->hub(), clock, "1.2.3",
                        [this] { return classroom_->connection_count(); });
}

std::string ClassroomApi::add_room(const Identity& who, const std::string& more) {
  const auto answer = post(who, "/signalling/room/create", "{" + more + "}");
  EXPECT_EQ(answer.outcome(), "201") << answer.body;
  return "/rooms/" + answer.at("/room_id");
}

ConnectionId ClassroomApi::connect(const Identity& who) {
  const ConnectionId id{++last_connection_};
  signalling_->open(id, who, "socket-" + std::to_string(last_connection_));
  return id;
}

ApiAnswer ClassroomApi::emit(ConnectionId connection, const std::string& event, const std::string& payload) {
  auto answer = ask(connection, event, payload);
  settle(connection);  // the acknowledgement comes before the others hear of it
  return answer;
}

ApiAnswer ClassroomApi::ask(ConnectionId connection, const std::string& event, const std::string& payload) {
  std::promise<std::string> answered;
  auto answer = answered.get_future();
  signalling_->handle(connection, event, payload,
                      [&](std::string text) { answered.set_value(std::move(text)); });
  return {.status = 200, .headers = {}, .body = answer.get()};
}

ConnectionId ClassroomApi::enter(const Identity& who, const std::string& room) {
  const auto connection = connect(who);
  const auto answer =
      emit(connection, "join-room",
           R"({"room_id":")" + id_in(room) + R"(","device_id":")" + DeviceId::make().text() + R"("})");
  EXPECT_EQ(answer.at("/ok"), "true") << answer.body;
  return connection;
}

void ClassroomApi::settle(ConnectionId connection) {
  ask(connection, "get-participants", "{}");
}

void ClassroomApi::pass(std::chrono::seconds time) {
  for (std::chrono::seconds gone{0}; gone < time; gone += std::chrono::seconds(1)) {
    clock.advance(std::chrono::seconds(1));
    classroom_->tick();
  }
}

}  // namespace vtp::testing
