#include "support/classroom/media_class.h"

namespace vtp::testing {

using classroom::ConnectionId;
using classroom::DeviceId;

MediaClass::MediaClass() : other_student(add_person(Role::student, "Sam")) {
  enroll(course, student);
  enroll(course, other_student);
}

std::string MediaClass::outcome(const ApiAnswer& answer) {
  return answer.at("/ok") == "true" ? "ok" : answer.at("/error/code");
}

std::string MediaClass::named(const std::string& key, const std::string& value) {
  return R"({")" + key + R"(":")" + value + R"("})";
}

std::string MediaClass::description(const std::string& kind, const std::string& mime_type) {
  const std::string clock_rate = kind == "audio" ? "48000" : "90000";
  return R"({"mid":"0","codecs":[{"mimeType":")" + mime_type + R"(","payloadType":96,"clockRate":)" +
         clock_rate +
         R"(,"parameters":{},"rtcpFeedback":[]}],"headerExtensions":[],"encodings":[{"ssrc":1}],)"
         R"("rtcp":{"cname":"c","reducedSize":true}})";
}

const std::map<std::string, std::string>& MediaClass::all_events() {
  static const auto id = sfu::TransportId::make().text();
  static const auto transport = named("transportId", id);
  static const auto producer = named("producerId", id);
  static const auto consumer = named("consumerId", id);
  static const std::map<std::string, std::string> all{
      {"get-router-rtp-capabilities", "{}"},
      {"create-transport", R"({"direction":"send"})"},
      {"connect-transport",
       R"({"transportId":")" + id +
           R"(","dtlsParameters":{"role":"client","fingerprints":[{"algorithm":"sha-256","value":"AA"}]}})"},
      {"restart-ice", transport},
      {"close-transport", transport},
      {"produce", R"({"transportId":")" + id + R"(","kind":"audio","rtpParameters":)" +
                      description("audio", "audio/opus") + R"(,"appData":{"source":"mic"}})"},
      {"pause-producer", producer},
      {"resume-producer", producer},
      {"close-producer", producer},
      {"consume", R"({"producerId":")" + id +
                      R"(","rtpCapabilities":{"codecs":[{"kind":"video","mimeType":"video/H264",)"
                      R"("clockRate":90000}]}})"},
      {"pause-consumer", consumer},
      {"resume-consumer", consumer},
      {"close-consumer", consumer},
      {"set-preferred-layers", R"({"consumerId":")" + id + R"(","spatialLayer":1})"},
      {"set-priority", R"({"consumerId":")" + id + R"(","priority":5})"},
      {"request-keyframe", consumer},
      {"set-max-receive-bitrate", R"({"bitrate":100000})"},
      {"get-stats", transport},
  };
  return all;
}

std::string MediaClass::join_payload() const {
  return R"({"room_id":")" + id_in(room) + R"(","device_id":")" + DeviceId::make().text() + R"("})";
}

ParticipantId MediaClass::participant_of(ConnectionId connection) {
  return ParticipantId::parse(emit(connection, "sync-room", "{}").at("/data/participant_id")).value();
}

std::string MediaClass::make_transport(ConnectionId connection, const std::string& direction) {
  const auto answer = emit(connection, "create-transport", named("direction", direction));
  EXPECT_EQ(outcome(answer), "ok") << answer.body;
  return answer.at("/data/id");
}

ApiAnswer MediaClass::produce(ConnectionId connection, const std::string& source, const std::string& kind,
                              const std::string& mime_type) {
  auto& transport = sending_[connection];
  if (transport.empty()) transport = make_transport(connection, "send");
  const std::string usual = kind == "audio" ? "audio/opus" : "video/H264";
  return emit(connection, "produce",
              R"({"transportId":")" + transport + R"(","kind":")" + kind + R"(","rtpParameters":)" +
                  description(kind, mime_type.empty() ? usual : mime_type) + R"(,"appData":{"source":")" +
                  source + R"("}})");
}

ApiAnswer MediaClass::consume(ConnectionId connection, const std::string& producer,
                              const std::string& mime_type) {
  return emit(connection, "consume",
              R"({"producerId":")" + producer +
                  R"(","rtpCapabilities":{"codecs":[{"kind":"video","mimeType":")" + mime_type +
                  R"(","clockRate":90000}]}})");
}

}  // namespace vtp::testing
