// Media of classes that are streamed, behind the routes of stored recordings (rows 22 and 23).
#include "recordings/running_media.h"

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

class RunningMediaRoutes : public test::RecordingsApi {
 public:
  RunningMediaRoutes() {
    Recording recording;
    recording.title = "Lecture";
    recording.status = RecordingStatus::recording;
    id = add_recording(std::move(recording));
    running.recording = id;
  }

  RecordingId id;
};
VTP_ON_BOTH_ENGINES(RunningMediaRoutes);

TEST_P(RunningMediaRoutes, SegmentsComeFromTheStream) {
  const auto segment = path(id, "/stream/720p/live-7.m4s");
  EXPECT_EQ(call_at_once(teacher, segment).status, 0) << "nobody was let in";
  const auto answer = get(teacher, segment);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.body, "live bytes");
  EXPECT_EQ(call_at_once(teacher, segment).body, "live bytes");
  EXPECT_EQ(get(stranger, segment).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(call_at_once(stranger, segment).status, 0);
}

TEST_P(RunningMediaRoutes, OtherNamesGoTheUsualWay) {
  EXPECT_EQ(get(teacher, path(id, "/stream/720p/live-8.m4s")).outcome(), "409 RECORDING_NOT_READY");
  const auto other = add_recording();
  EXPECT_EQ(get(teacher, path(other, "/stream/720p/live-7.m4s")).outcome(), "409 RECORDING_NOT_READY");
}

TEST_P(RunningMediaRoutes, TheManifestIsThatOfTheStream) {
  const auto manifest = path(id, "/stream/manifest.mpd");
  const auto answer = get(teacher, manifest);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.body, "<MPD type=\"dynamic\"/>");
  EXPECT_EQ(answer.headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(get(stranger, manifest).outcome(), "404 RECORDING_NOT_FOUND");
  running.recording.reset();
  EXPECT_EQ(get(teacher, manifest).outcome(), "409 RECORDING_NOT_READY");
}

TEST_P(RunningMediaRoutes, TheStreamMayRefuseAViewer) {
  const auto manifest = path(id, "/stream/manifest.mpd");
  running.refusal = Error{.code = ErrorCode::viewer_limit_reached, .message = "Full"};
  EXPECT_EQ(get(teacher, manifest).outcome(), "503 VIEWER_LIMIT_REACHED");
  running.refusal = Error{.code = ErrorCode::viewer_not_found, .message = "Unknown"};
  EXPECT_EQ(get(teacher, manifest).outcome(), "404 VIEWER_NOT_FOUND");
}

TEST_P(RunningMediaRoutes, RecordingsSayThatTheyAreLive) {
  EXPECT_EQ(get(teacher, path(id)).at("/is_live"), "false");
  EXPECT_EQ(get(teacher, path(id, "/info")).at("/live_url"), "null");
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    tx.query(
        "insert into live_streams (id, recording_id, status, max_viewers, low_latency, dvr_window_s, "
        "started_at,"
        " created_at, updated_at) values ($1, $2, 'active', 10, 1, 300, 0, 0, 0)",
        RecordingId::make(), id);
  }));
  EXPECT_EQ(get(teacher, path(id)).at("/is_live"), "true");
  const auto info = get(teacher, path(id, "/info"));
  EXPECT_EQ(info.at("/is_live"), "true");
  EXPECT_EQ(info.at("/live_url"), "/api/v1/recordings/" + id.text() + "/stream/live");
}

}  // namespace
}  // namespace vtp::recordings
