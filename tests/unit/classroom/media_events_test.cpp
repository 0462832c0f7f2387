// Every event of media as a client sends it, with what it may be refused for (realtime.md section 8.2).
#include <gtest/gtest.h>

#include "support/classroom/media_class.h"

namespace vtp::classroom {
namespace {

using vtp::testing::MediaClass;

class MediaEvents : public MediaClass {};
VTP_ON_BOTH_ENGINES(MediaEvents);

TEST_P(MediaEvents, NeedAPlaceInTheRoom) {
  const auto stan = connect(student);
  for (const auto& [event, payload] : all_events())
    EXPECT_EQ(outcome(emit(stan, event, payload)), "NOT_IN_ROOM") << event;
}

TEST_P(MediaEvents, NeedTheServerToCarryTheMedia) {
  const auto direct = add_room(teacher, course_member);
  const auto theo = enter(teacher, direct);
  for (const auto& [event, payload] : all_events())
    EXPECT_EQ(outcome(emit(theo, event, payload)), "SFU_NOT_ACTIVE") << event;
  EXPECT_EQ(outcome(emit(theo, "set-media-mode", R"({"roomId":")" + id_in(direct) + R"(","mode":"sfu"})")),
            "ok");
  EXPECT_EQ(outcome(emit(theo, "get-router-rtp-capabilities", "{}")), "ok");
}

TEST_P(MediaEvents, SayWhatIsMissing) {
  const auto theo = enter(teacher, room);
  for (const auto& [event, payload] : all_events()) {
    if (event == "get-router-rtp-capabilities") continue;
    EXPECT_EQ(outcome(emit(theo, event, "{}")), "MISSING_FIELDS") << event;
  }
}

TEST_P(MediaEvents, DoNotFindWhatIsNotThere) {
  const auto theo = enter(teacher, room);
  for (const auto* event : {"connect-transport", "restart-ice", "close-transport"})
    EXPECT_EQ(outcome(emit(theo, event, all_events().at(event))), "TRANSPORT_NOT_FOUND") << event;
  for (const auto* event : {"pause-producer", "resume-producer", "close-producer", "consume"})
    EXPECT_EQ(outcome(emit(theo, event, all_events().at(event))), "PRODUCER_NOT_FOUND") << event;
  for (const auto* event : {"pause-consumer", "resume-consumer", "close-consumer", "set-preferred-layers",
                            "set-priority", "request-keyframe"})
    EXPECT_EQ(outcome(emit(theo, event, all_events().at(event))), "CONSUMER_NOT_FOUND") << event;
  EXPECT_EQ(outcome(emit(theo, "produce", all_events().at("produce"))), "TRANSPORT_NOT_FOUND");
}

TEST_P(MediaEvents, GiveTheCapabilitiesOfTheRouter) {
  const auto theo = enter(teacher, room);
  const auto answer = emit(theo, "get-router-rtp-capabilities", "{}");
  EXPECT_EQ(answer.each("/data/routerRtpCapabilities/codecs", "/mimeType"),
            "audio/opus, video/H264, video/VP8");
  signalling().handle(theo, "get-router-rtp-capabilities", "{}", {});
  EXPECT_EQ(connections.wait_for(theo, "router-rtp-capabilities").at("/routerRtpCapabilities/codecs/0/kind"),
            "audio");
}

TEST_P(MediaEvents, MakeTransports) {
  const auto theo = enter(teacher, room);
  const auto answer = emit(theo, "create-transport", R"({"direction":"send"})");
  EXPECT_EQ(outcome(answer), "ok") << answer.body;
  EXPECT_EQ(answer.at("/data/iceParameters/iceLite"), "true");
  EXPECT_EQ(answer.each("/data/iceCandidates", "/protocol"), "udp, tcp");
  EXPECT_EQ(answer.at("/data/iceCandidates/1/tcpType"), "passive");
  EXPECT_EQ(answer.at("/data/dtlsParameters/role"), "auto");
  EXPECT_EQ(answer.at("/data/iceServers").substr(0, 1), "[");
  EXPECT_EQ(emit(theo, "create-transport", R"({"direction":"recv","forceTcp":true})")
                .each("/data/iceCandidates", "/protocol"),
            "tcp");
  EXPECT_EQ(outcome(emit(theo, "create-transport", R"({"direction":"both"})")), "VALIDATION_FAILED");
  emit(theo, "create-transport", R"({"direction":"recv"})");
  emit(theo, "create-transport", R"({"direction":"recv"})");
  EXPECT_EQ(outcome(emit(theo, "create-transport", R"({"direction":"recv"})")), "TRANSPORT_LIMIT");
}

TEST_P(MediaEvents, ConnectRestartAndCloseTransports) {
  const auto theo = enter(teacher, room);
  const auto id = make_transport(theo, "send");
  const auto connect_with = [&](const std::string& value) {
    return emit(
        theo, "connect-transport",
        R"({"transportId":")" + id +
            R"(","dtlsParameters":{"role":"client","fingerprints":[{"algorithm":"sha-256","value":")" +
            value + R"("}]}})");
  };
  EXPECT_EQ(connect_with("AA:BB").at("/data/transportId"), id);
  EXPECT_EQ(outcome(connect_with("AA:BB")), "ok") << "the same again";
  EXPECT_EQ(outcome(connect_with("CC:DD")), "TRANSPORT_ALREADY_CONNECTED");
  for (const auto* bad : {R"({})", R"({"fingerprints":[]})", R"({"role":"boss","fingerprints":[{}]})"})
    EXPECT_EQ(outcome(emit(theo, "connect-transport",
                           R"({"transportId":")" + id + R"(","dtlsParameters":)" + bad + "}")),
              "INVALID_DTLS_PARAMETERS")
        << bad;
  EXPECT_EQ(emit(theo, "restart-ice", named("transportId", id)).at("/data/iceParameters/usernameFragment"),
            "again");
  const auto sara = enter(student, room);
  for (const auto* event : {"restart-ice", "close-transport", "get-stats"})
    EXPECT_EQ(outcome(emit(sara, event, named("transportId", id))), "TRANSPORT_NOT_FOUND") << event;
  EXPECT_EQ(emit(theo, "close-transport", named("transportId", id)).at("/data"), "{}");
  EXPECT_EQ(outcome(emit(theo, "close-transport", named("transportId", id))), "TRANSPORT_NOT_FOUND");
}

TEST_P(MediaEvents, TellTheOthersOfAProducer) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  connections.heard(theo);
  const auto answer = produce(theo, "camera", "video");
  ASSERT_EQ(outcome(answer), "ok") << answer.body;
  const auto news = connections.last(sara, "new-producer");
  EXPECT_EQ(news.at("/producerId"), answer.at("/data/id"));
  EXPECT_EQ(news.at("/roomId"), id_in(room));
  EXPECT_EQ(news.at("/kind") + news.at("/type") + news.at("/paused"), "videosimplefalse");
  EXPECT_EQ(news.at("/appData/source"), "camera");
  EXPECT_EQ(connections.last(theo, "new-producer").event, "") << "not to whoever it is from";
  EXPECT_EQ(connections.last(sara, "participant-updated").at("/participant/video"), "true");
  const auto late = connect(student);
  const auto joined = emit(late, "join-room", join_payload());
  EXPECT_EQ(joined.each("/data/media/producers", "/producerId"), answer.at("/data/id"));
  EXPECT_EQ(joined.at("/data/media/mode"), "sfu");
  EXPECT_EQ(joined.each("/data/media/router_rtp_capabilities/codecs", "/mimeType"),
            "audio/opus, video/H264, video/VP8");
  EXPECT_EQ(emit(theo, "sync-room", "{}").each("/data/media/producers", "/producerId"), "")
      << "one's own are not to be received";
}

TEST_P(MediaEvents, RefuseProducersThatDoNotFit) {
  const auto theo = enter(teacher, room);
  EXPECT_EQ(outcome(produce(theo, "mic", "video")), "VALIDATION_FAILED");
  EXPECT_EQ(outcome(produce(theo, "telescope", "video")), "VALIDATION_FAILED");
  EXPECT_EQ(outcome(produce(theo, "camera", "video", "video/AV2")), "UNSUPPORTED_CODEC");
  EXPECT_EQ(outcome(produce(theo, "mic", "audio")), "ok");
  EXPECT_EQ(outcome(produce(theo, "mic", "audio")), "PRODUCER_EXISTS");
  const auto transport = make_transport(theo, "send");
  const auto with = [&](const std::string& parameters, const std::string& app_data) {
    return outcome(emit(theo, "produce",
                        R"({"transportId":")" + transport + R"(","kind":"video","rtpParameters":)" +
                            parameters + R"(,"appData":)" + app_data + "}"));
  };
  EXPECT_EQ(with("{}", R"({"source":"camera"})"), "INVALID_RTP_PARAMETERS");
  EXPECT_EQ(with(R"({"codecs":[{"mimeType":"video/VP8","payloadType":300,"clockRate":90000}]})",
                 R"({"source":"camera"})"),
            "INVALID_RTP_PARAMETERS");
  EXPECT_EQ(with("[]", R"({"source":"camera"})"), "VALIDATION_FAILED");
  EXPECT_EQ(with("{}", R"({"source":"camera","note":")" + std::string(1024, 'x') + R"("})"),
            "VALIDATION_FAILED");
  EXPECT_EQ(with("{}", R"({"note":"no source"})"), "VALIDATION_FAILED");
  engine.refuse_next(ErrorCode::producer_limit);
  EXPECT_EQ(outcome(produce(theo, "screen", "video")), "PRODUCER_LIMIT");
}

TEST_P(MediaEvents, SendOnlyWithPermission) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  emit(theo, "update-settings", R"({"settings":{"screen":false}})");
  EXPECT_EQ(outcome(produce(sara, "screen", "video")), "FEATURE_DISABLED");
  EXPECT_EQ(outcome(produce(sara, "screen-audio", "audio")), "FEATURE_DISABLED");
  EXPECT_EQ(outcome(produce(theo, "screen", "video")), "ok") << "hosts may";
  emit(theo, "set-permissions", R"({"all":true,"permissions":{"mic":false,"camera":false}})");
  EXPECT_EQ(outcome(produce(sara, "mic", "audio")), "INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(outcome(produce(sara, "camera", "video")), "INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(outcome(emit(sara, "create-transport", R"({"direction":"send"})")), "INSUFFICIENT_PERMISSIONS")
      << "nothing is left that could be sent";
  EXPECT_EQ(outcome(emit(sara, "create-transport", R"({"direction":"recv"})")), "ok");
}

TEST_P(MediaEvents, PauseResumeAndCloseOnesOwnProducers) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto id = produce(sara, "mic", "audio").at("/data/id");
  for (const auto* event : {"pause-producer", "resume-producer", "close-producer"})
    EXPECT_EQ(outcome(emit(theo, event, named("producerId", id))), "PRODUCER_NOT_FOUND")
        << "not even hosts touch what others send: " << event;
  EXPECT_EQ(emit(sara, "pause-producer", named("producerId", id)).at("/data/producerId"), id);
  EXPECT_EQ(connections.last(theo, "participant-updated").at("/participant/audio"), "false");
  EXPECT_EQ(connections.wait_for(sara, "producer-paused").at("/by"), "self");
  EXPECT_EQ(emit(sara, "resume-producer", named("producerId", id)).at("/data/producerId"), id);
  EXPECT_EQ(connections.last(theo, "participant-updated").at("/participant/audio"), "true");
  EXPECT_EQ(emit(sara, "close-producer", named("producerId", id)).at("/data/producerId"), id);
  EXPECT_EQ(connections.last(theo, "participant-updated").at("/participant/audio"), "false");
  EXPECT_EQ(outcome(emit(sara, "close-producer", named("producerId", id))), "PRODUCER_NOT_FOUND");
}

TEST_P(MediaEvents, LetOthersReceive) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto producer = produce(theo, "camera", "video").at("/data/id");
  EXPECT_EQ(outcome(consume(sara, producer)), "TRANSPORT_NOT_FOUND");
  make_transport(sara, "recv");
  const auto answer = consume(sara, producer);
  ASSERT_EQ(outcome(answer), "ok") << answer.body;
  EXPECT_EQ(answer.at("/data/producerId"), producer);
  EXPECT_EQ(answer.at("/data/paused") + answer.at("/data/producerPaused"), "truefalse");
  EXPECT_EQ(answer.at("/data/rtpParameters/encodings/0/ssrc"), "1234");
  EXPECT_EQ(answer.at("/data/score/producerScores"), "[10]");
  EXPECT_EQ(answer.at("/data/appData/source"), "camera");
  EXPECT_EQ(answer.at("/data/type") + answer.at("/data/kind"), "simplevideo");
  const auto id = answer.at("/data/id");
  for (const auto* event : {"resume-consumer", "pause-consumer", "request-keyframe"}) {
    EXPECT_EQ(outcome(emit(sara, event, named("consumerId", id))), "ok") << event;
    EXPECT_EQ(outcome(emit(theo, event, named("consumerId", id))), "CONSUMER_NOT_FOUND") << event;
  }
  EXPECT_EQ(emit(sara, "set-preferred-layers",
                 R"({"consumerId":")" + id + R"(","spatialLayer":9,"temporalLayer":700})")
                .at("/data"),
            R"({"spatialLayer":2,"temporalLayer":2})");
  EXPECT_EQ(
      outcome(emit(sara, "set-preferred-layers", R"({"consumerId":")" + id + R"(","spatialLayer":-1})")),
      "VALIDATION_FAILED");
  EXPECT_EQ(
      emit(sara, "set-priority", R"({"consumerId":")" + id + R"(","priority":200})").at("/data/priority"),
      "200");
  EXPECT_EQ(outcome(emit(sara, "set-priority", R"({"consumerId":")" + id + R"(","priority":0})")),
            "VALIDATION_FAILED");
  EXPECT_EQ(emit(sara, "close-consumer", named("consumerId", id)).at("/data/consumerId"), id);
  EXPECT_EQ(outcome(emit(sara, "close-consumer", named("consumerId", id))), "CONSUMER_NOT_FOUND");
}

TEST_P(MediaEvents, RefuseWhatCannotBeReceived) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto producer = produce(theo, "camera", "video").at("/data/id");
  make_transport(sara, "recv");
  const auto with = [&](const std::string& capabilities) {
    return outcome(emit(sara, "consume",
                        R"({"producerId":")" + producer + R"(","rtpCapabilities":)" + capabilities + "}"));
  };
  EXPECT_EQ(with("{}"), "INVALID_RTP_CAPABILITIES");
  EXPECT_EQ(with(R"({"codecs":[{"kind":"smell","mimeType":"x/y","clockRate":1}]})"),
            "INVALID_RTP_CAPABILITIES");
  EXPECT_EQ(with(R"({"codecs":[{"kind":"audio","mimeType":"audio/opus","clockRate":48000}]})"),
            "CANNOT_CONSUME");
  engine.refuse_next(ErrorCode::consumer_limit);
  EXPECT_EQ(outcome(consume(sara, producer)), "CONSUMER_LIMIT");
}

TEST_P(MediaEvents, LimitWhatIsReceived) {
  const auto theo = enter(teacher, room);
  EXPECT_EQ(emit(theo, "set-max-receive-bitrate", R"({"bitrate":500000})").at("/data/bitrate"), "500000");
  EXPECT_EQ(emit(theo, "set-max-receive-bitrate", R"({"bitrate":null})").at("/data/bitrate"), "null");
  EXPECT_EQ(outcome(emit(theo, "set-max-receive-bitrate", R"({"bitrate":1000})")), "VALIDATION_FAILED");
}

TEST_P(MediaEvents, GiveStatisticsToTheirOwnersAndToHosts) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  const auto sam = enter(other_student, room);
  const auto producer = produce(sara, "mic", "audio").at("/data/id");
  const auto own = emit(sara, "get-stats", named("producerId", producer));
  EXPECT_EQ(own.each("/data/stats", "/type"), "inbound-rtp") << own.body;
  EXPECT_EQ(own.at("/data/stats/0/packetsLost"), "10");
  EXPECT_EQ(own.at("/data/stats/0/roundTripTime"), "20");
  EXPECT_EQ(own.at("/data/stats/0/kind") + own.at("/data/stats/0/score"), "audio9");
  EXPECT_EQ(outcome(emit(theo, "get-stats", named("producerId", producer))), "ok");
  EXPECT_EQ(outcome(emit(sam, "get-stats", named("producerId", producer))), "PRODUCER_NOT_FOUND");
  EXPECT_EQ(outcome(emit(sara, "get-stats",
                         R"({"producerId":")" + producer + R"(","transportId":")" +
                             sfu::TransportId::make().text() + R"("})")),
            "VALIDATION_FAILED");
  EXPECT_EQ(outcome(emit(sara, "get-stats", named("consumerId", sfu::ConsumerId::make().text()))),
            "CONSUMER_NOT_FOUND");
}

TEST_P(MediaEvents, SayWhenTheServerHasNoPlaceForMoreRooms) {
  engine.refuse_next(ErrorCode::not_ready);
  const auto theo = connect(teacher);
  EXPECT_EQ(outcome(emit(theo, "join-room", join_payload())), "NOT_READY");
  EXPECT_EQ(outcome(emit(theo, "get-participants", "{}")), "NOT_IN_ROOM");
  EXPECT_EQ(outcome(emit(theo, "join-room", join_payload())), "ok") << "there is one now";
}

TEST_P(MediaEvents, KeepWhatTheMediaOfSomebodyCameTo) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  make_transport(sara, "send");
  make_transport(sara, "recv");
  clock.advance(std::chrono::seconds(90));
  EXPECT_EQ(outcome(emit(sara, "leave-room", "{}")), "ok");
  ASSERT_TRUE(classroom().hub().settle());
  const auto kept = database().read([&](db::Transaction& tx) {
    std::string text;
    for (const auto& row :
         tx.query("select m.bytes_sent, m.lost_received, (m.ended_at - m.started_at) / 1000000,"
                  " u.full_name from media_usage m join users u on u.id = m.user_id"))
      text += std::to_string(row.get<std::int64_t>(0)) + " " + std::to_string(row.get<std::int64_t>(1)) +
              " " + std::to_string(row.get<std::int64_t>(2)) + " " + row.get<std::string>(3) + ";";
    return text;
  });
  EXPECT_EQ(*kept, "1000000 10 90 Sara;") << "and nothing of Theo, who had no media";
  EXPECT_EQ(engine.transport_count(room_id()), 0U);
  static_cast<void>(theo);
}

}  // namespace
}  // namespace vtp::classroom
