// WHIP and WHEP over HTTP: rows E66 and E67.
#include "live/stream_service.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "support/live/live_api.h"

namespace vtp::live {
namespace {

using http::Method;
using namespace std::chrono_literals;

constexpr std::string_view restart_fragment =
    "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\n";

class Streams : public vtp::testing::LiveApi {
 public:
  Streams() { enroll(course, student); }

  /// Opened and in its place; the Location.
  std::string published() { return location_of(publish(room, key)); }
  void close_class() {
    EXPECT_EQ(del(teacher, "/signalling/room/delete?room_id=" + id_in(room)).outcome(), "200");
  }
  void change_room(const std::string& body) { EXPECT_EQ(put(teacher, room, body).outcome(), "200"); }
  /// Of a stranger to the course, who is in no room.
  std::string wrong_room() { return "/rooms/" + RoomId::make().text(); }
  /// By itself; the room learns of it on a thread of its own.
  void happen(sfu::MediaEvent event, std::string_view pointer, std::string_view expected) {
    engine.happen(RoomId::parse(id_in(room)).value(), std::move(event));
    const auto patience = std::chrono::steady_clock::now() + 10s;
    while (people(room, pointer) != expected && std::chrono::steady_clock::now() < patience)
      std::this_thread::sleep_for(5ms);
    EXPECT_EQ(people(room, pointer), expected);
  }
  sfu::TransportId transport_of(classroom::EntrySource source) {
    return classroom()
        .hub()
        .look(RoomId::parse(id_in(room)).value(),
              [&](classroom::Room& live) {
                for (const auto& [id, transport] : live.media.transports)
                  if (live.roster.find(transport.owner)->source == source) return id;
                return sfu::TransportId::make();
              })
        .value();
  }
  ParticipantId participant_of(classroom::EntrySource source) {
    return classroom()
        .hub()
        .look(RoomId::parse(id_in(room)).value(),
              [&](classroom::Room& live) {
                for (const auto& [id, participant] : live.roster.all())
                  if (participant.source == source) return id;
                return ParticipantId::make();
              })
        .value();
  }

  const std::string course = add_course(teacher, "PHY");
  const std::string room = add_room(teacher, R"("course_id":")" + id_in(course) + R"(")");
  const std::string key = key_of(room);
};
VTP_ON_BOTH_ENGINES(Streams);

TEST_P(Streams, ArePublishedWithAKey) {
  const auto published = publish(room, key);
  ASSERT_EQ(published.outcome(), "201") << published.body;
  EXPECT_EQ(published.headers.get("Content-Type"), "application/sdp");
  EXPECT_EQ(published.headers.get("Cache-Control"), "no-store");
  EXPECT_TRUE(published.headers.get("Location").starts_with("/api/v1" + room + "/whip/"));
  EXPECT_TRUE(published.headers.get("ETag").starts_with("\""));
  EXPECT_FALSE(published.headers.has("Link")) << "no servers are configured";
  for (const auto* const line : {"a=ice-lite", "a=recvonly", "a=ice-ufrag:user", "a=setup:passive"})
    EXPECT_TRUE(published.body.contains(line)) << published.body;
  EXPECT_EQ(people(room, "/source"), "whip");
  EXPECT_EQ(people(room, "/full_name"), "Hall");
  EXPECT_EQ(people(room, "/user_id"), teacher.user.text());
  EXPECT_EQ(people(room, "/is_consumer"), "false");
  EXPECT_EQ(publish(room, key).outcome(), "409 PUBLISHER_EXISTS");
  EXPECT_EQ(publish(room, key_of(room)).outcome(), "201") << "another key, another encoder";
}

TEST_P(Streams, ArePublishedByHostsThemselves) {
  EXPECT_EQ(publish(room, token_of(teacher)).outcome(), "201");
  EXPECT_EQ(people(room, "/full_name"), "Theo");
  EXPECT_EQ(publish(room, token_of(teacher)).outcome(), "409 PUBLISHER_EXISTS");
  EXPECT_EQ(publish(room, token_of(student)).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(publish(room, token_of(stranger)).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(publish(wrong_room(), token_of(admin)).outcome(), "404 ROOM_NOT_FOUND");
}

TEST_P(Streams, AreNotPublishedWithWrongKeys) {
  EXPECT_EQ(publish(room, "").outcome(), "401 MISSING_TOKEN");
  EXPECT_EQ(publish(room, key + "x").outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(publish(add_room(teacher), key).outcome(), "401 INVALID_TOKEN") << "that is another room";
  EXPECT_EQ(publish(wrong_room(), key).outcome(), "401 INVALID_TOKEN");
  const auto basic = AccountsApi::call(Method::post, room + "/whip", "", {{"Authorization", "Basic " + key}});
  EXPECT_EQ(basic.outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(basic.headers.get("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(
      AccountsApi::call(Method::post, room + "/whip", "{}", {{"Content-Type", "application/json"}}).outcome(),
      "401 MISSING_TOKEN")
      << "before the body is looked at";
}

TEST_P(Streams, EndWithTheRightsOfWhoMadeTheKey) {
  const auto colleague = add_person(Role::teacher, "Cora");
  grant(course, colleague, "instructor");
  const auto theirs = add_key(colleague, room).at("/stream_key");
  EXPECT_EQ(publish(room, theirs).outcome(), "201");
  grant(course, colleague, "student");
  EXPECT_EQ(publish(room, theirs).outcome(), "401 INVALID_TOKEN") << "before anybody looks who publishes";
  EXPECT_EQ(post(admin, "/users/" + teacher.user.text() + "/disable").status / 100, 2);
  EXPECT_EQ(publish(room, key).outcome(), "401 INVALID_TOKEN");
}

TEST_P(Streams, TakeOffersOnly) {
  EXPECT_EQ(AccountsApi::call(Method::post, room + "/whip", "{}",
                              {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + key}})
                .outcome(),
            "415 UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(publish(room, key, std::string(256 * 1024 + 1, 'v')).outcome(), "413 PAYLOAD_TOO_LARGE");
  EXPECT_EQ(publish(room, key, "v=1").outcome(), "422 UNUSABLE_OFFER");
  EXPECT_EQ(publish(room, key, rtc::chromium_recv_offer).outcome(), "422 UNUSABLE_OFFER");
  EXPECT_EQ(play(student, room, rtc::werift_sendonly_offer).outcome(), "422 UNUSABLE_OFFER");
  EXPECT_EQ(people(room, "/source"), "");
  for (const auto* const protocol : {"/whip", "/whep"}) {
    const auto options = AccountsApi::call(Method::options, room + protocol);
    EXPECT_EQ(options.outcome(), "200");
    EXPECT_EQ(options.headers.get("Accept-Post"), "application/sdp");
    EXPECT_EQ(AccountsApi::call(Method::get, room + protocol).outcome(), "405 INVALID_METHOD");
  }
}

TEST_P(Streams, NeedAServerOfMedia) {
  engine.refuse_next(ErrorCode::not_ready);
  EXPECT_EQ(publish(room, key).outcome(), "503 NOT_READY");
  enter(teacher, room);
  engine.refuse_next(ErrorCode::not_ready);
  EXPECT_EQ(play(student, room).outcome(), "503 NOT_READY");
}

TEST_P(Streams, SayWhereIceServersAre) {
  policy.ice.stun_urls = {"stun:stun.example.org:3478"};
  policy.ice.turn_urls = {"turn:turn.example.org:3478?transport=udp"};
  policy.ice.turn_secret = "secret";
  restart();
  const auto published = publish(room, key);
  ASSERT_EQ(published.outcome(), "201") << published.body;
  std::vector<std::string> links;
  for (const auto& [name, value] : published.headers)
    if (name == "Link") links.push_back(value);
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0], R"(<stun:stun.example.org:3478>; rel="ice-server")");
  EXPECT_TRUE(
      links[1].starts_with(R"(<turn:turn.example.org:3478?transport=udp>; rel="ice-server"; username=")"))
      << links[1];
  EXPECT_TRUE(links[1].ends_with(R"("; credential-type="password")")) << links[1];
}

TEST_P(Streams, AreTrickledAndRestarted) {
  const auto published = publish(room, key);
  const auto stream = location_of(published);
  const std::string etag(published.headers.get("ETag"));
  const auto trickled = patch(stream, key, etag);
  EXPECT_EQ(trickled.outcome(), "204");
  EXPECT_EQ(trickled.headers.get("ETag"), etag);
  EXPECT_EQ(patch(stream, key, "").outcome(), "428 PRECONDITION_REQUIRED");
  EXPECT_EQ(patch(stream, key, "\"other\"").outcome(), "412 PRECONDITION_FAILED");
  EXPECT_EQ(patch(stream, key, "*").outcome(), "400 INVALID_INPUT");
  const auto restarted = patch(stream, key, "*", std::string(restart_fragment));
  EXPECT_EQ(restarted.outcome(), "200");
  EXPECT_EQ(restarted.headers.get("Content-Type"), "application/trickle-ice-sdpfrag");
  EXPECT_NE(restarted.headers.get("ETag"), etag);
  EXPECT_TRUE(restarted.body.contains("a=ice-ufrag:again")) << restarted.body;
  EXPECT_EQ(patch(stream, key, etag).outcome(), "412 PRECONDITION_FAILED");
  EXPECT_EQ(AccountsApi::call(Method::patch, stream, "x",
                              {{"Content-Type", "application/sdp"}, {"Authorization", "Bearer " + key}})
                .outcome(),
            "415 UNSUPPORTED_MEDIA_TYPE");
}

TEST_P(Streams, BelongToThoseWhoBeganThem) {
  const auto stream = published();
  const auto nothing = room + "/whip/" + ResourceId::make().text();
  for (const auto& call : {std::function([&](const std::string& what, const std::string& credential) {
                             return patch(what, credential, "*", std::string(restart_fragment)).outcome();
                           }),
                           std::function([&](const std::string& what, const std::string& credential) {
                             return end(what, credential).outcome();
                           })}) {
    EXPECT_EQ(call(stream, ""), "401 MISSING_TOKEN");
    EXPECT_EQ(call(stream, "none"), "401 INVALID_TOKEN");
    EXPECT_EQ(call(stream, key_of(room)), "404 STREAM_NOT_FOUND") << "that is another encoder's";
    EXPECT_EQ(call(stream, token_of(student)), "404 STREAM_NOT_FOUND");
    EXPECT_EQ(call(stream, token_of(stranger)), "404 ROOM_NOT_FOUND");
    EXPECT_EQ(call(nothing, key), "404 STREAM_NOT_FOUND");
  }
  EXPECT_EQ(end(stream, token_of(admin)).outcome(), "200") << "hosts have them all";
  EXPECT_EQ(end(stream, key).outcome(), "404 STREAM_NOT_FOUND");
  EXPECT_EQ(end(published(), key).outcome(), "200");
  EXPECT_EQ(people(room, "/source"), "");
}

TEST_P(Streams, ArePlayed) {
  published();
  const auto played = play(student, room);
  ASSERT_EQ(played.outcome(), "201") << played.body;
  const auto stream = location_of(played);
  EXPECT_TRUE(stream.starts_with(room + "/whep/"));
  EXPECT_TRUE(played.body.contains("a=sendonly"));
  EXPECT_EQ(people(room, "/source"), "whip, whep");
  EXPECT_EQ(people(room, "/is_producer"), "true, false");
  const auto as_student = token_of(student);
  EXPECT_EQ(patch(stream, as_student, std::string(played.headers.get("ETag"))).outcome(), "204");
  EXPECT_EQ(patch(stream, as_student, "").outcome(), "428 PRECONDITION_REQUIRED");
  EXPECT_EQ(patch(stream, as_student, "\"x\"").outcome(), "412 PRECONDITION_FAILED");
  EXPECT_EQ(patch(stream, as_student, "*").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(patch(stream, as_student, "*", std::string(restart_fragment)).outcome(), "200");
  EXPECT_EQ(patch(stream, token_of(teacher), "*").outcome(), "404 STREAM_NOT_FOUND") << "theirs alone";
  EXPECT_EQ(patch(stream, token_of(stranger), "*").outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(end(stream, token_of(stranger)).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(end(stream, as_student).outcome(), "200");
  EXPECT_EQ(end(stream, as_student).outcome(), "404 STREAM_NOT_FOUND");
  EXPECT_EQ(people(room, "/source"), "whip");
}

TEST_P(Streams, ArePlayedByWhoeverMayJoin) {
  EXPECT_EQ(play(stranger, room).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(play(student, room).outcome(), "409 NOTHING_TO_PLAY");
  EXPECT_EQ(play(student, room).headers.get("Retry-After"), "2");
  published();
  change_room(R"({"is_locked":true})");
  EXPECT_EQ(play(student, room).outcome(), "403 ROOM_LOCKED");
  EXPECT_EQ(play(teacher, room).outcome(), "201");
  change_room(R"({"is_locked":false,"max_participants":2})");
  EXPECT_EQ(play(student, room).outcome(), "403 ROOM_FULL");
  change_room(R"({"max_participants":50,"waiting_room":"everyone"})");
  EXPECT_EQ(play(student, room).outcome(), "403 INSUFFICIENT_PERMISSIONS") << "nobody would let a player in";
  change_room(R"({"waiting_room":"off"})");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(play(student, room).outcome(), "201");
  EXPECT_EQ(play(student, room).outcome(), "403 DEVICE_LIMIT");
}

TEST_P(Streams, AreNotForThoseWhoWerePutOut) {
  const auto stream = published();
  const auto host = enter(admin, room);
  const auto remove = [&](classroom::EntrySource source) {
    return emit(host, "remove-participant",
                R"({"participant_id":")" + participant_of(source).text() + R"(","ban":true})")
        .at("/ok");
  };
  EXPECT_EQ(play(student, room).outcome(), "201");
  EXPECT_EQ(remove(classroom::EntrySource::whep), "true");
  EXPECT_EQ(play(student, room).outcome(), "403 REMOVED_FROM_ROOM");
  EXPECT_EQ(remove(classroom::EntrySource::whip), "true");
  EXPECT_EQ(publish(room, key).outcome(), "403 REMOVED_FROM_ROOM");
  EXPECT_EQ(end(stream, key).outcome(), "404 STREAM_NOT_FOUND");
}

TEST_P(Streams, EndWithTheClass) {
  const auto published_at = published();
  const auto played_at = location_of(play(student, room));
  close_class();
  const auto as_student = token_of(student);
  EXPECT_EQ(publish(room, key).outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(patch(published_at, key, "*").outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(end(published_at, key).outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(play(student, room).outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(patch(played_at, as_student, "*").outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(end(played_at, as_student).outcome(), "409 ROOM_CLOSED");
  EXPECT_EQ(streams().count(StreamRole::publisher), 1U);
  streams().tidy();
  EXPECT_EQ(streams().count(StreamRole::publisher) + streams().count(StreamRole::player), 0U);
}

TEST_P(Streams, AreGoneWithTheirConnections) {
  enter(teacher, room);
  published();
  const auto played = location_of(play(student, room));
  streams().tidy();
  EXPECT_EQ(streams().count(StreamRole::player), 1U);
  happen(sfu::TransportClosed{participant_of(classroom::EntrySource::whep),
                              transport_of(classroom::EntrySource::whep),
                              sfu::TransportCloseReason::dtls_closed},
         "/source", "page, whip");
  EXPECT_EQ(end(played, token_of(student)).outcome(), "404 STREAM_NOT_FOUND");

  const auto encoder = participant_of(classroom::EntrySource::whip);
  const auto transport = transport_of(classroom::EntrySource::whip);
  const auto path = [&](rtc::IceState state, std::string_view expected) {
    happen(sfu::TransportStateChanged{encoder, transport, state, {}}, "/presence", expected);
  };
  path(rtc::IceState::disconnected, "connected, reconnecting");
  path(rtc::IceState::completed, "connected, connected");
  path(rtc::IceState::disconnected, "connected, reconnecting");
  pass(61s);
  EXPECT_EQ(people(room, "/source"), "page");
  EXPECT_EQ(publish(room, key).outcome(), "201");
}

TEST_P(Streams, AreTakenUpAgainAfterARestart) {
  published();
  const auto before = participant_of(classroom::EntrySource::whip);
  ASSERT_TRUE(classroom().hub().settle());
  restart();
  EXPECT_EQ(people(room, "/source"), "whip");
  EXPECT_EQ(people(room, "/presence"), "reconnecting");
  EXPECT_EQ(publish(room, key).outcome(), "201");
  EXPECT_EQ(participant_of(classroom::EntrySource::whip), before);
  EXPECT_EQ(people(room, "/presence"), "connected");
}

TEST_P(Streams, AreMeasuredAsPresence) {
  published();
  const auto played = location_of(play(student, room));
  pass(90s);
  EXPECT_EQ(end(played, token_of(student)).outcome(), "200");
  ASSERT_TRUE(classroom().hub().settle());
  const auto seconds = database().read([&](db::Transaction& tx) {
    return tx
        .query("select (ended_at - started_at) / 1000000 from presence_intervals where user_id = $1",
               student.user)
        .front()
        .get<std::int64_t>(0);
  });
  EXPECT_EQ(seconds.value(), 90);
}

}  // namespace
}  // namespace vtp::live
