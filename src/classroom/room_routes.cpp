#include "classroom/room_routes.h"

#include <utility>

#include "base/try.h"

namespace vtp::classroom {
namespace {

using http::Access;
using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

/// The columns of a row that differ; the others have their defaults.
http::RouteSpec spec(Method method, std::string path, std::string summary, std::vector<ErrorCode> errors,
                     Access access = Access::signed_in) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = std::move(path);
  spec.access = access;
  spec.summary = std::move(summary);
  spec.tag = "Rooms";
  spec.errors = std::move(errors);
  return spec;
}

http::RouteSpec with_status(http::RouteSpec row, int status) {
  row.status = status;
  return row;
}

/// A room may be named by its id or its code.
const std::string& room_of(const Request& request) {
  return request.path_parameter("room");
}

void add_polls_route(http::RouteTable& table, RoomArchive& archive) {
  auto row = spec(Method::get, "/api/v1/rooms/{room}/polls",
                  "List the polls of a room, also as CSV with who voted for what",
                  {insufficient_permissions, room_not_found});
  row.other_answer_types = {"text/csv"};
  auto& route = table.add_raw<PollQuery>(
      std::move(row), [&archive](const Request& request, const PollQuery& query) -> Result<http::Response> {
        if (query.format == PollFormat::csv) {
          VTP_TRY(auto text, archive.polls_as_csv(request.caller(), room_of(request)));
          auto response = http::text_response(200, "text/csv; charset=utf-8", std::move(text));
          response.headers.set("Content-Disposition", "attachment; filename=\"polls.csv\"");
          response.headers.set("Cache-Control", "private, no-cache");
          return response;
        }
        VTP_TRY(const auto history, archive.polls(request.caller(), room_of(request)));
        return http::json_response(200, json::write(history));
      });
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<PollHistory>::schema({}, schema); };
}

}  // namespace

void add_room_routes(http::RouteTable& table, RoomService& rooms, RoomArchive& archive) {
  table.add<CreateRoom, CreatedRoom>(
      with_status(
          spec(Method::post, "/api/v1/signalling/room/create", "Make a room, for a course or on the fly",
               {invalid_id, insufficient_permissions, course_not_found, room_exists}, Access::teacher),
          201),
      [&rooms](const Request& request, const CreateRoom& wanted) -> Result<http::Reply<CreatedRoom>> {
        VTP_TRY(auto created, rooms.create(request, wanted));
        auto location = "/api/v1/rooms/" + created.room_id.text();
        return http::created(std::move(created), std::move(location));
      });

  table.add<RoomQuery, ClosedRoom>(
      spec(Method::del, "/api/v1/signalling/room/delete", "End the class in a room and close it for good",
           {insufficient_permissions, room_not_found}),
      [&rooms](const Request& request, const RoomQuery& query) {
        return rooms.close(request, query.room_id);
      });

  table.add<RoomQuery, RoomParticipants>(
      spec(Method::get, "/api/v1/signalling/room/participants", "List who is in a room",
           {insufficient_permissions, room_not_found}),
      [&rooms](const Request& request, const RoomQuery& query) {
        return rooms.participants(request.caller(), query.room_id);
      });

  table.add<RoomListQuery, RoomList>(
      spec(Method::get, "/api/v1/rooms", "List the rooms that the caller may enter or manage", {invalid_id}),
      [&rooms](const Request& request, const RoomListQuery& query) {
        return rooms.list(request.caller(), query);
      });

  table.add<Nothing, RoomAnswer>(
      spec(Method::get, "/api/v1/rooms/{room}", "Show a room", {room_not_found}),
      [&rooms](const Request& request, Nothing) { return rooms.find(request.caller(), room_of(request)); });

  table.add<RoomPatch, RoomAnswer>(spec(Method::put, "/api/v1/rooms/{room}",
                                        "Change the settings of a room; people inside learn of it at once",
                                        {insufficient_permissions, room_not_found, room_closed}),
                                   [&rooms](const Request& request, const RoomPatch& wanted) {
                                     return rooms.update(request, room_of(request), wanted);
                                   });

  table.add<ChatQuery, ChatHistory>(
      spec(Method::get, "/api/v1/rooms/{room}/chat", "Read what was said in a room, the newest first",
           {invalid_id, insufficient_permissions, room_not_found}),
      [&archive](const Request& request, const ChatQuery& query) {
        return archive.chat(request.caller(), room_of(request), query);
      });
  add_polls_route(table, archive);
}

void add_class_routes(http::RouteTable& table, ClassService& classes) {
  const auto course_of = [](const Request& request) { return request.id<CourseId>("id"); };
  const auto session_of = [](const Request& request) {
    return request.id<courses::ClassSessionId>("session_id");
  };
  const std::vector<ErrorCode> errors{insufficient_permissions, course_not_found, session_not_found};

  auto start =
      with_status(spec(Method::post, "/api/v1/courses/{id}/sessions/{session_id}/start",
                       "Begin a class: opens its room, or names the room in which it is going on", errors),
                  201);
  start.other_statuses = {200};
  start.errors.insert(start.errors.end(), {session_started, session_cancelled});
  table.add<Nothing, RoomAnswer>(
      std::move(start),
      [&classes, course_of, session_of](const Request& request, Nothing) -> Result<http::Reply<RoomAnswer>> {
        VTP_TRY(auto started, classes.start(request, course_of(request), session_of(request)));
        auto reply = http::created(std::move(started.room), "/api/v1/rooms/" + started.room.room_id.text());
        if (!started.is_new) reply.status = 200;
        return reply;
      });

  auto end = spec(Method::post, "/api/v1/courses/{id}/sessions/{session_id}/end",
                  "End a class and close its room", errors);
  table.add<Nothing, courses::SessionAnswer>(
      std::move(end), [&classes, course_of, session_of](const Request& request, Nothing) {
        return classes.end(request, course_of(request), session_of(request));
      });
}

void add_signalling_routes(http::RouteTable& table, RoomService& rooms, const RoomHub& hub,
                           const Clock& clock, std::string version,
                           std::function<std::int64_t()> connections) {
  table.add<Nothing, SignallingHealth>(
      spec(Method::get, "/api/v1/signalling/health", "Tell that the real-time part works, and how busy it is",
           {}, Access::open),
      [&hub, &clock, version = std::move(version), connections = std::move(connections)](
          const Request&, Nothing) -> Result<SignallingHealth> {
        return SignallingHealth{.version = version,
                                .active_rooms = hub.counts().rooms,
                                .connections = connections(),
                                .timestamp = clock.now()};
      });

  table.add<RoomQuery, RoomStats>(spec(Method::get, "/api/v1/signalling/room/stats", "Count who is in a room",
                                       {room_not_found}, Access::open),
                                  [&rooms](const Request& request, const RoomQuery& query) {
                                    return rooms.stats(request.identity, query.room_id);
                                  });

  table.add<Nothing, AllRoomStats>(
      spec(Method::get, "/api/v1/signalling/rooms/stats", "Count who is in all rooms", {}, Access::open),
      [&rooms](const Request& request, Nothing) { return rooms.all_stats(request.identity); });
}

}  // namespace vtp::classroom
