// Live streams over HTTP: rows 41 to 43, E54, E68 to E72, E77 and E78; rows 22 and 23 while live.
#include "live/streaming/live_stream_service.h"

#include <gtest/gtest.h>

#include "support/live/growing_track.h"
#include "support/live/live_api.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using vtp::testing::GrowingTrack;

class LiveClasses : public vtp::testing::LiveApi {
 public:
  LiveClasses() {
    enroll(course, student);
    grant(course, assistant, "ta");
    enroll(course, second);
    publish_lecture(course, recording);
    high.append_parts(6);
    low.append_parts(6);
    sound.append_parts(6);
    for (const auto* track : {&high, &low, &sound}) streams().running().add(recording, track->running());
  }

  vtp::testing::ApiAnswer start(const Identity& who, const std::string& body = "{}") {
    return post(who, base + "/start-live", body);
  }
  vtp::testing::ApiAnswer stop(const Identity& who) { return del(who, base + "/stop-live"); }
  vtp::testing::ApiAnswer view(const Identity& who, const std::string& query = {}) {
    return call(who, http::Method::get, base + "/live" + query, {}, {{"Accept", "application/json"}});
  }
  /// What somebody is told who enters the class.
  vtp::testing::ApiAnswer join(const Identity& who) {
    return emit(connect(who), "join-room",
                R"({"room_id":")" + id_in(room) + R"(","device_id":")" + classroom::DeviceId::make().text() +
                    R"("})");
  }
  /// The `vs` of a new viewer session.
  std::string watch(const Identity& who) { return view(who).at("/viewer_id"); }

  const Identity assistant = add_person(Role::student, "Asma");
  const Identity second = add_person(Role::student, "Bilal");
  const std::string course = add_course(teacher, "PHY");
  const std::string room = add_room(teacher, R"("course_id":")" + id_in(course) + R"(")");
  const RecordingId recording = add_running(room);
  const std::string base = "/recordings/" + recording.text() + "/stream";
  const std::string streams_path = "/streams/" + recording.text();
  GrowingTrack high{"720p"}, low{"360p", {640, 360}}, sound{"audio"};
};
VTP_ON_BOTH_ENGINES(LiveClasses);

TEST_P(LiveClasses, AreStartedByWhoeverControlsThem) {
  const auto answer = start(teacher, R"({"max_viewers":7,"low_latency":false,"dvr_window_seconds":0})");
  EXPECT_EQ(answer.outcome(), "201") << answer.body;
  EXPECT_EQ(answer.headers.get("Location"), "/api/v1" + base + "/live");
  EXPECT_EQ(answer.at("/live_url"), "/api/v1" + base + "/live");
  EXPECT_EQ(answer.at("/status"), "started");
  EXPECT_EQ(answer.at("/max_viewers"), "7");
  EXPECT_EQ(answer.at("/low_latency"), "false");
  EXPECT_EQ(answer.at("/profiles"), R"(["VeryLow","Medium"])");
  EXPECT_EQ(answer.at("/started_at"), to_rfc3339(clock.now()));
  EXPECT_EQ(start(teacher).outcome(), "409 ALREADY_LIVE");
  EXPECT_EQ(get(teacher, "/recordings/" + recording.text()).at("/is_live"), "true");
}

TEST_P(LiveClasses, AreStartedByCoHostsWhileTheRoomIsOpen) {
  EXPECT_EQ(start(assistant).outcome(), "201") << "assistants of a course are co-hosts";
  EXPECT_EQ(stop(assistant).outcome(), "200");
}

TEST_P(LiveClasses, AreNotStartedByOthers) {
  EXPECT_EQ(start(student).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(start(stranger).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(stop(student).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(stop(stranger).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(stop(teacher).outcome(), "404 NOT_LIVE") << "there never was a stream";
  EXPECT_EQ(start(teacher, R"({"max_viewers":0,"dvr_window_seconds":86401})").field_errors(),
            "max_viewers VALIDATION_FAILED, dvr_window_seconds VALIDATION_FAILED");
  EXPECT_EQ(start(teacher, R"({"profiles":["Huge"]})").status, 400);
}

TEST_P(LiveClasses, NeedARecordingThatRuns) {
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query("update recordings set status = 'completed' where id = $1", recording);
  }));
  EXPECT_EQ(start(teacher).outcome(), "409 RECORDING_NOT_ACTIVE");
  EXPECT_EQ(post(teacher, "/streams/start", R"({"recording_id":")" + recording.text() + R"("})").outcome(),
            "409 RECORDING_NOT_ACTIVE");
}

TEST_P(LiveClasses, AreStartedByTheOtherRouteToo) {
  const auto body = R"({"recording_id":")" + recording.text() + R"(","profiles":["VeryLow"]})";
  EXPECT_EQ(post(student, "/streams/start", body).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(stranger, "/streams/start", body).outcome(), "404 RECORDING_NOT_FOUND");
  const auto answer = post(teacher, "/streams/start", body);
  EXPECT_EQ(answer.outcome(), "201");
  EXPECT_EQ(answer.at("/profiles"), R"(["VeryLow"])");
  EXPECT_EQ(post(teacher, "/streams/start", body).outcome(), "409 ALREADY_LIVE");
  EXPECT_EQ(
      post(teacher, "/streams/start", R"({"recording_id":")" + recording.text() + R"(","max_viewers":0})")
          .field_errors(),
      "max_viewers VALIDATION_FAILED");
}

TEST_P(LiveClasses, TellTheRoom) {
  const auto host = enter(teacher, room);
  const auto guest = enter(student, room);
  const auto started = start(teacher);
  const auto news = connections.wait_for(guest, "live-stream-started");
  EXPECT_EQ(news.at("/recording_id"), recording.text());
  EXPECT_EQ(news.at("/stream_id"), started.at("/stream_id"));
  EXPECT_EQ(news.at("/live_url"), started.at("/live_url"));
  EXPECT_EQ(news.at("/profiles"), R"(["VeryLow","Medium"])");
  EXPECT_EQ(join(second).at("/data/live/stream_id"), started.at("/stream_id"));

  const auto viewer = watch(student);
  get(student, base + "/720p/live-0.m4s?vs=" + viewer);
  tick(5s);
  const auto stats = connections.wait_for(host, "live-stream-stats");
  EXPECT_EQ(stats.at("/active_viewers"), "1");
  EXPECT_EQ(stats.at("/segments_served"), "1");
  EXPECT_TRUE(stats.is_volatile);
  EXPECT_EQ(connections.count(guest, "live-stream-stats"), 0U) << "hosts only";

  clock.advance(3s);
  stop(teacher);
  const auto stopped = connections.wait_for(guest, "live-stream-stopped");
  EXPECT_EQ(stopped.at("/peak_viewers"), "1");
  EXPECT_EQ(stopped.at("/duration_seconds"), "8");
  EXPECT_EQ(join(second).at("/data/live"), "null");
}

TEST_P(LiveClasses, StopWithTheirFiguresAndAgain) {
  const auto started = start(teacher);
  watch(student);
  watch(second);
  clock.advance(90s);
  const auto stopped = stop(teacher);
  EXPECT_EQ(stopped.outcome(), "200") << stopped.body;
  EXPECT_EQ(stopped.at("/stream_id"), started.at("/stream_id"));
  EXPECT_EQ(stopped.at("/status"), "stopped");
  EXPECT_EQ(stopped.at("/peak_viewers"), "2");
  EXPECT_EQ(stopped.at("/total_viewers"), "2");
  EXPECT_EQ(std::stod(stopped.at("/duration_seconds")), 90);
  const auto stopped_at = stopped.at("/stopped_at");
  clock.advance(10s);
  EXPECT_EQ(stop(teacher).at("/stopped_at"), stopped_at) << "the stored values";
  EXPECT_EQ(start(teacher).outcome(), "201") << "again, while the recording goes on";
}

TEST_P(LiveClasses, StayForAMinuteWithAnEnd) {
  start(teacher);
  const auto playlist = base + "/720p/live.m3u8?vs=" + watch(student);
  stop(teacher);
  const auto last = get(student, playlist);
  EXPECT_EQ(last.outcome(), "200");
  EXPECT_TRUE(last.body.ends_with("#EXT-X-ENDLIST\n")) << last.body;
  EXPECT_EQ(get(student, base + "/720p/live-0.m4s").outcome(), "200");
  EXPECT_EQ(view(student).outcome(), "404 NOT_LIVE");
  tick(61s);
  EXPECT_EQ(get(student, playlist).outcome(), "404 NOT_LIVE");
}

TEST_P(LiveClasses, AreSeenAsAPlaylistOrAsJson) {
  EXPECT_EQ(view(student).outcome(), "404 NOT_LIVE");
  start(teacher);
  EXPECT_EQ(view(stranger).outcome(), "404 RECORDING_NOT_FOUND");
  const auto json = view(student);
  EXPECT_EQ(json.outcome(), "200") << json.body;
  const auto vs = json.at("/viewer_id");
  EXPECT_EQ(json.at("/live_url"), "/api/v1" + base + "/live?vs=" + vs);
  EXPECT_EQ(json.at("/dash_url"), "/api/v1" + base + "/manifest.mpd?vs=" + vs);
  EXPECT_EQ(json.at("/current_bitrate"), "VeryLow") << "the nearest to Low";
  EXPECT_EQ(json.at("/connection_quality"), "excellent");
  EXPECT_EQ(json.at("/active_viewers"), "1");
  EXPECT_EQ(json.at("/latency_target_ms"), "1500");
  const auto playlist = get(student, base + "/live?vs=" + vs);
  EXPECT_EQ(playlist.outcome(), "200");
  EXPECT_EQ(playlist.headers.get("Content-Type"), "application/vnd.apple.mpegurl");
  EXPECT_EQ(playlist.headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(playlist.body.contains("\n720p/live.m3u8?vs=" + vs + "\n")) << playlist.body;
  EXPECT_EQ(get(student, streams_path).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get(teacher, streams_path).at("/active_viewers"), "1") << "the session was renewed";
  EXPECT_EQ(get(second, base + "/live?vs=" + vs).outcome(), "404 VIEWER_NOT_FOUND") << "of somebody else";
}

TEST_P(LiveClasses, AreLimitedInTheirViewers) {
  start(teacher, R"({"max_viewers":1})");
  const auto vs = watch(student);
  const auto refused = view(second);
  EXPECT_EQ(refused.outcome(), "503 VIEWER_LIMIT_REACHED");
  EXPECT_EQ(refused.headers.get("Retry-After"), "10");
  EXPECT_EQ(post(second, streams_path, "{}").outcome(), "503 VIEWER_LIMIT_REACHED");
  EXPECT_EQ(get(second, base + "/720p/live.m3u8").outcome(), "503 VIEWER_LIMIT_REACHED");
  EXPECT_EQ(get(second, base + "/manifest.mpd").outcome(), "503 VIEWER_LIMIT_REACHED");
  tick(11s);
  EXPECT_EQ(view(second).outcome(), "200") << "silence has made place";
  EXPECT_EQ(get(student, base + "/live?vs=" + vs).outcome(), "503 VIEWER_LIMIT_REACHED") << "too late";
}

TEST_P(LiveClasses, GivePlaylistsOfRenditions) {
  EXPECT_EQ(get(student, base + "/720p/live.m3u8").outcome(), "404 NOT_LIVE");
  EXPECT_EQ(get(stranger, base + "/720p/live.m3u8").outcome(), "404 RECORDING_NOT_FOUND");
  start(teacher);
  const auto vs = watch(student);
  const auto query = "?vs=" + vs;
  const auto playlist = get(student, base + "/720p/live.m3u8" + query);
  EXPECT_EQ(playlist.outcome(), "200");
  EXPECT_TRUE(playlist.body.contains("live-0.m4s?vs=" + vs)) << playlist.body;
  EXPECT_EQ(get(student, base + "/1080p/live.m3u8" + query).outcome(), "404 SEGMENT_NOT_FOUND");
  EXPECT_EQ(get(second, base + "/720p/live.m3u8" + query).outcome(), "404 VIEWER_NOT_FOUND");
  EXPECT_EQ(get(student, base + "/720p/live.m3u8" + query + "&_HLS_msn=9&_HLS_part=0").field_errors().empty(),
            false);
  EXPECT_EQ(get(student, base + "/720p/live.m3u8" + query + "&_HLS_msn=x").status, 400);
  EXPECT_EQ(
      get(student, base + "/720p/live.m3u8" + query + "&_HLS_msn=1&_HLS_part=1&_HLS_skip=YES").outcome(),
      "200");
}

TEST_P(LiveClasses, GivePlaylistsToPlayersThatKnowNoSession) {
  start(teacher);
  const auto first = get(student, base + "/720p/live.m3u8");
  EXPECT_EQ(first.outcome(), "200");
  EXPECT_EQ(get(student, base + "/720p/live.m3u8").body, first.body) << "the same session";
  EXPECT_EQ(get(teacher, streams_path).at("/active_viewers"), "1");
}

TEST_P(LiveClasses, HoldReloadsUntilTheyAreDrained) {
  start(teacher);
  const auto reload = base + "/720p/live.m3u8?vs=" + watch(student) + "&_HLS_msn=1&_HLS_part=2";
  std::jthread recorder([&] {
    std::this_thread::sleep_for(20ms);
    high.append_parts(1);
    streams().running().grown(recording);
  });
  const auto answer = get(student, reload);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_TRUE(answer.body.contains("live-1.2.m4s")) << answer.body;
  recorder.join();
  streams().drain();
  EXPECT_EQ(get(student, base + "/720p/live.m3u8?vs=" + watch(student) + "&_HLS_msn=2&_HLS_part=0").outcome(),
            "503 NOT_READY");
}

TEST_P(LiveClasses, SendSegmentsAndManifestsToViewers) {
  start(teacher);
  const auto vs = watch(student);
  EXPECT_EQ(get(student, base + "/720p/live-1.1.m4s?vs=" + vs).body, high.bytes_of(5));
  EXPECT_EQ(get(student, base + "/720p/init.mp4?vs=" + vs).body, "init of 720p");
  EXPECT_EQ(get(student, base + "/720p/init.mp4").outcome(), "409 RECORDING_NOT_READY")
      << "without a viewer it is the name of what is stored";
  EXPECT_EQ(get(student, base + "/720p/live-9.m4s?vs=" + vs).outcome(), "409 RECORDING_NOT_READY");
  EXPECT_EQ(get(stranger, base + "/720p/live-0.m4s").outcome(), "404 RECORDING_NOT_FOUND");
  const auto manifest = get(student, base + "/manifest.mpd?vs=" + vs);
  EXPECT_EQ(manifest.outcome(), "200");
  EXPECT_TRUE(manifest.body.contains("live-$Number$.m4s?vs=" + vs)) << manifest.body;
  EXPECT_EQ(get(second, base + "/manifest.mpd?vs=" + vs).outcome(), "404 VIEWER_NOT_FOUND");
  const auto status = get(teacher, streams_path);
  EXPECT_EQ(status.at("/viewers/0/segments_received"), "2");
  EXPECT_EQ(status.at("/viewers/0/full_name"), "Sara");
  EXPECT_EQ(status.at("/total_segments_served"), "2");
}

TEST_P(LiveClasses, AreListedForThoseWhoMayView) {
  EXPECT_EQ(get(student, "/streams").at("/streams"), "[]");
  start(teacher);
  watch(student);
  const auto list = get(student, "/streams");
  EXPECT_EQ(list.each("/streams", "/title"), "Physics today");
  EXPECT_EQ(list.at("/streams/0/active_viewers"), "1");
  EXPECT_EQ(list.at("/streams/0/max_viewers"), "100");
  EXPECT_EQ(get(stranger, "/streams").at("/streams"), "[]");
}

TEST_P(LiveClasses, AreJoinedAndLeft) {
  EXPECT_EQ(post(student, streams_path, "{}").outcome(), "404 NOT_LIVE");
  EXPECT_EQ(del(student, streams_path + "?viewer_id=" + ViewerId::make().text()).outcome(), "404 NOT_LIVE");
  start(teacher);
  EXPECT_EQ(post(stranger, streams_path, "{}").outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(student, streams_path, R"({"initial_bitrate":"Best"})").status, 400);
  const auto joined = post(student, streams_path, R"({"initial_bitrate":"Medium"})");
  EXPECT_EQ(joined.outcome(), "201") << joined.body;
  EXPECT_EQ(joined.at("/current_bitrate"), "Medium");
  EXPECT_EQ(joined.at("/buffer_health"), "50");
  const auto vs = joined.at("/viewer_id");
  EXPECT_EQ(joined.at("/live_url"), "/api/v1" + base + "/live?vs=" + vs);
  const auto leave = streams_path + "?viewer_id=" + vs;
  EXPECT_EQ(del(stranger, leave).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(del(student, streams_path + "?viewer_id=me").outcome(), "400 INVALID_ID");
  EXPECT_EQ(del(student, streams_path + "?viewer_id=%00").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(del(second, leave).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(del(student, leave).outcome(), "200");
  EXPECT_EQ(del(student, leave).outcome(), "404 VIEWER_NOT_FOUND");
  const auto other = watch(student);
  EXPECT_EQ(del(teacher, streams_path + "?viewer_id=" + other).outcome(), "200") << "control";
}

TEST_P(LiveClasses, AdaptToTheirViewers) {
  const auto path = "/viewers/adapt-quality?recording_id=" + recording.text();
  const auto report = [](const std::string& viewer, int health) {
    return R"({"viewer_id":")" + viewer + R"(","buffer_health":)" + std::to_string(health) + "}";
  };
  EXPECT_EQ(post(student, path, report(ViewerId::make().text(), 50)).outcome(), "404 NOT_LIVE");
  start(teacher);
  const auto vs = post(student, streams_path, R"({"initial_bitrate":"Medium"})").at("/viewer_id");
  const auto answer = post(student, path, report(vs, 15));
  EXPECT_EQ(answer.outcome(), "200") << answer.body;
  EXPECT_EQ(answer.at("/old_bitrate"), "Medium");
  EXPECT_EQ(answer.at("/new_bitrate"), "VeryLow");
  EXPECT_EQ(answer.at("/connection_quality"), "poor");
  EXPECT_EQ(answer.at("/rendition"), "360p");
  EXPECT_EQ(post(second, path, report(vs, 15)).outcome(), "404 VIEWER_NOT_FOUND");
  EXPECT_EQ(post(stranger, path, report(vs, 15)).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(student, path, report(vs, 101)).field_errors(), "buffer_health VALIDATION_FAILED");
  EXPECT_EQ(post(student, "/viewers/adapt-quality", report(vs, 15)).outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(get(teacher, streams_path).at("/viewers/0/buffer_health"), "15");
}

TEST_P(LiveClasses, TellWhoWatches) {
  EXPECT_EQ(get(teacher, streams_path).outcome(), "404 NOT_LIVE");
  EXPECT_EQ(get(stranger, streams_path).outcome(), "404 RECORDING_NOT_FOUND");
}

TEST_P(LiveClasses, TellWhatIsDelivered) {
  EXPECT_EQ(get(student, "/distribution/metrics").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  start(teacher);
  const auto vs = watch(student);
  get(student, base + "/720p/live-0.m4s?vs=" + vs);
  get(student, base + "/720p/live.m3u8?vs=" + vs);
  get(student, base + "/720p/live.m3u8?vs=" + vs);
  const auto metrics = get(teacher, "/distribution/metrics");
  EXPECT_EQ(metrics.outcome(), "200");
  EXPECT_EQ(metrics.at("/total_distributors"), "1");
  EXPECT_EQ(metrics.at("/total_active_viewers"), "1");
  EXPECT_EQ(metrics.at("/total_segments_served"), "1");
  EXPECT_EQ(metrics.at("/cdn_cache_hit_rate"), "50");
  EXPECT_EQ(get(teacher, "/distribution/health").at("/status"), "healthy");
  for (int i = 0; i < 3; ++i) get(student, base + "/1080p/live.m3u8?vs=" + vs);
  EXPECT_EQ(get(admin, "/distribution/health").at("/status"), "degraded");
  stop(teacher);
  EXPECT_EQ(get(teacher, "/distribution/metrics").at("/total_segments_served"), "1") << "kept";
  EXPECT_EQ(get(teacher, "/distribution/metrics").at("/total_distributors"), "0");
}

TEST_P(LiveClasses, KeepWhatViewersDid) {
  start(teacher);
  const auto vs = watch(student);
  get(student, base + "/720p/live-0.m4s?vs=" + vs);
  stop(teacher);
  const auto row = [&](std::string_view sql) {
    return database()
        .read([&](db::Transaction& tx) { return tx.query(sql).front().get<std::string>(0); })
        .value();
  };
  EXPECT_EQ(row("select leave_reason || ' ' || current_label from live_viewers"), "stopped VeryLow");
  EXPECT_EQ(row("select mode from playback_sessions where ended_at is not null"), "live");
  EXPECT_EQ(row("select action from recording_access_log"), "stream");
  EXPECT_EQ(row("select status from live_streams where segments_served = 1"), "stopped");
}

TEST_P(LiveClasses, EndWithTheRecording) {
  const auto guest = enter(student, room);
  start(teacher);
  streams().running().remove(recording);
  tick();
  connections.wait_for(guest, "live-stream-stopped");
  EXPECT_EQ(view(student).outcome(), "404 NOT_LIVE");
  EXPECT_EQ(stop(teacher).outcome(), "200");
}

TEST_P(LiveClasses, EndWithARecordingThatNeverHadMedia) {
  const auto silent = add_running(add_room(teacher));
  const auto path = "/recordings/" + silent.text() + "/stream";
  EXPECT_EQ(post(teacher, path + "/start-live", "{}").outcome(), "201");
  EXPECT_EQ(get(teacher, path + "/live").outcome(), "404 NOT_LIVE") << "nothing has come";
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query("update recordings set status = 'failed' where id = $1", silent);
  }));
  tick(6s);
  tick(6s);
  EXPECT_EQ(call(teacher, http::Method::get, path + "/live", {}, {{"Accept", "application/json"}}).outcome(),
            "404 NOT_LIVE");
  EXPECT_EQ(get(teacher, "/streams").at("/streams"), "[]");
}

TEST_P(LiveClasses, AreOverWhenTheProcessHasDied) {
  start(teacher);
  watch(student);
  restart();
  EXPECT_EQ(view(student).outcome(), "404 NOT_LIVE");
  EXPECT_EQ(get(teacher, "/recordings/" + recording.text()).at("/is_live"), "false");
  EXPECT_EQ(stop(teacher).outcome(), "200");
  EXPECT_EQ(start(teacher).outcome(), "201");
}

}  // namespace
}  // namespace vtp::live
