// Stream keys over HTTP: row E65.
#include "live/stream_key_service.h"

#include <gtest/gtest.h>

#include "support/live/live_api.h"

namespace vtp::live {
namespace {

class StreamKeys : public vtp::testing::LiveApi {
 public:
  const std::string course = add_course(teacher, "PHY");
  const std::string room = add_room(teacher, R"("course_id":")" + id_in(course) + R"(")");
  const std::string keys = room + "/stream-keys";
};
VTP_ON_BOTH_ENGINES(StreamKeys);

TEST_P(StreamKeys, AreShownOnce) {
  const auto made = add_key(teacher, room);
  EXPECT_EQ(made.outcome(), "201") << made.body;
  EXPECT_EQ(made.at("/name"), "Hall");
  EXPECT_EQ(made.at("/stream_key").size(), 43U) << "256 bits";
  EXPECT_EQ(made.at("/whip_url"), "https://school.example.org/api/v1" + room + "/whip");
  EXPECT_EQ(made.headers.get("Location"), "/api/v1" + keys + "/" + made.at("/key_id"));
  EXPECT_EQ(made.headers.get("Cache-Control"), "no-store");
  const auto list = get(teacher, keys);
  EXPECT_EQ(list.outcome(), "200");
  EXPECT_EQ(list.each("/stream_keys", "/key_id"), made.at("/key_id"));
  EXPECT_EQ(list.at("/stream_keys/0/created_by"), teacher.user.text());
  EXPECT_EQ(list.at("/stream_keys/0/last_used_at"), "null");
  EXPECT_EQ(list.at("/stream_keys/0/is_publishing"), "false");
  EXPECT_EQ(list.at("/whip_url"), made.at("/whip_url"));
  EXPECT_FALSE(list.body.contains(made.at("/stream_key")));
  EXPECT_EQ(audited("stream_key.create"), 1);
}

TEST_P(StreamKeys, AreKeptAsHashes) {
  const auto secret = key_of(room);
  const auto stored = database().read([&](db::Transaction& tx) {
    return tx.query("select token_hash from access_keys where kind = 'stream'").front().get<std::string>(0);
  });
  EXPECT_EQ(stored.value().size(), 64U);
  EXPECT_FALSE(stored->contains(secret));
}

TEST_P(StreamKeys, AreForHosts) {
  const auto assistant = add_person(Role::student, "Asma");
  grant(course, assistant, "ta");
  enroll(course, student);
  for (const auto& who : {assistant, student}) {
    EXPECT_EQ(add_key(who, room).outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(get(who, keys).outcome(), "403 INSUFFICIENT_PERMISSIONS");
    EXPECT_EQ(del(who, keys + "/" + StreamKeyId::make().text()).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  }
  EXPECT_EQ(add_key(stranger, room).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(get(stranger, keys).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(del(stranger, keys + "/" + StreamKeyId::make().text()).outcome(), "404 ROOM_NOT_FOUND");
  EXPECT_EQ(add_key(admin, room).outcome(), "201");
}

TEST_P(StreamKeys, NeedAName) {
  EXPECT_EQ(post(teacher, keys, "{}").field_errors(), "name MISSING_FIELDS");
  EXPECT_EQ(add_key(teacher, room, std::string(65, 'x')).field_errors(), "name VALIDATION_FAILED");
}

TEST_P(StreamKeys, AreTwentyAtMost) {
  std::string last;
  for (std::size_t i = 0; i < StreamKeyService::most_keys; ++i) last = add_key(teacher, room).at("/key_id");
  EXPECT_EQ(add_key(teacher, room).outcome(), "409 CONFLICT");
  EXPECT_EQ(del(teacher, keys + "/" + last).outcome(), "204");
  EXPECT_EQ(add_key(teacher, room).outcome(), "201") << "revoked ones do not count";
}

TEST_P(StreamKeys, EndWithTheirRevocation) {
  const auto made = add_key(teacher, room);
  const auto key = keys + "/" + made.at("/key_id");
  const auto published = publish(room, made.at("/stream_key"));
  ASSERT_EQ(published.outcome(), "201") << published.body;
  EXPECT_EQ(get(teacher, keys).at("/stream_keys/0/is_publishing"), "true");
  EXPECT_NE(get(teacher, keys).at("/stream_keys/0/last_used_at"), "null");
  EXPECT_EQ(del(teacher, key).outcome(), "204");
  EXPECT_EQ(people(room, "/source"), "") << "whoever published is out";
  EXPECT_EQ(publish(room, made.at("/stream_key")).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(get(teacher, keys).each("/stream_keys", "/name"), "");
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(del(teacher, key).outcome(), "204") << "as the first time";
  EXPECT_EQ(del(teacher, keys + "/" + StreamKeyId::make().text()).outcome(), "404 STREAM_KEY_NOT_FOUND");
  const auto other = add_room(teacher);
  EXPECT_EQ(del(teacher, other + "/stream-keys/" + made.at("/key_id")).outcome(), "404 STREAM_KEY_NOT_FOUND");
  EXPECT_EQ(audited("stream_key.revoke"), 1);
}

TEST_P(StreamKeys, AreNotMadeForClosedRooms) {
  EXPECT_EQ(del(teacher, "/signalling/room/delete?room_id=" + id_in(room)).outcome(), "200");
  EXPECT_EQ(add_key(teacher, room).outcome(), "409 ROOM_CLOSED");
}

TEST_P(StreamKeys, AreNoCalendarTokens) {
  const auto address = post(teacher, "/users/me/calendar-token").at("/url");
  const auto token = address.substr(address.find("token=") + 6);
  EXPECT_EQ(publish(room, token).outcome(), "401 INVALID_TOKEN");
}

}  // namespace
}  // namespace vtp::live
