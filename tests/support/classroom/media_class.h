// A class whose media go through the server, and what its people ask of it.
#pragma once

#include <map>
#include <string>

#include "support/classroom/classroom_api.h"

namespace vtp::testing {

class MediaClass : public ClassroomApi {
 public:
  MediaClass();

  /// Every event of realtime.md section 8.2 that needs the SFU, with a payload of good shape about things
  /// that do not exist.
  static const std::map<std::string, std::string>& all_events();

  /// "ok" or the code of the refusal.
  static std::string outcome(const ApiAnswer& answer);
  /// {"key":"value"}
  static std::string named(const std::string& key, const std::string& value);
  static std::string description(const std::string& kind, const std::string& mime_type);

  [[nodiscard]] std::string join_payload() const;
  [[nodiscard]] RoomId room_id() const { return RoomId::parse(id_in(room)).value(); }

  /// Who is behind the connection.
  ParticipantId participant_of(classroom::ConnectionId connection);

  /// Returns the id; must succeed.
  std::string make_transport(classroom::ConnectionId connection, const std::string& direction);
  /// Over the connection's transport for sending, which is made at first.
  ApiAnswer produce(classroom::ConnectionId connection, const std::string& source, const std::string& kind,
                    const std::string& mime_type = {});
  ApiAnswer consume(classroom::ConnectionId connection, const std::string& producer,
                    const std::string& mime_type = "video/H264");

  const Identity other_student;
  const std::string course = add_course(teacher, "PHY");
  const std::string course_member = R"("course_id":")" + id_in(course) + R"(")";
  const std::string room = add_room(teacher, course_member + R"(,"media_mode":"sfu")");

 private:
  std::map<classroom::ConnectionId, std::string> sending_;
};

}  // namespace vtp::testing
