// What every route of the media says of a recording that cannot be played: not yet, or not at all.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using enum http::Method;

struct Row {
  http::Method method;
  std::string_view rest;  // of the path, behind the recording
  std::string_view body;
};

const std::vector<Row> rows{
    {get, "/download", ""},
    {get, "/download?format=audio", ""},
    {get, "/download?format=original", ""},
    {get, "/download-url", ""},
    {get, "/thumbnail", ""},
    {get, "/storyboard.vtt", ""},
    {get, "/storyboard/0.jpg", ""},
    {get, "/stream/master.m3u8", ""},
    {get, "/stream/playlist.m3u8", ""},
    {get, "/stream/manifest.mpd", ""},
    {get, "/stream/720p/playlist.m3u8", ""},
    {get, "/stream/720p/init.mp4", ""},
    {post, "/progress", R"({"position":1})"},
    {post, "/transcode", "{}"},
    {post, "/transcode?format=mp4", "{}"},
    {post, "/transcode/quality", "{}"},
};

class StatesByRoute : public test::RecordingsApi {
 public:
  /// Nothing is known of its media.
  RecordingId add(RecordingStatus status) {
    Recording recording;
    recording.title = "Optics";
    recording.status = status;
    const auto id = add_recording(recording);
    EXPECT_TRUE(database().write([&](db::Transaction& tx) {
      tx.query("update recordings set error_message = 'The file is damaged.' where id = $1", id);
    }));
    link(course, id, true, true);
    return id;
  }
  test::Answer ask(const Identity& who, RecordingId id, const Row& row) {
    return call(&who, row.method, path(id, row.rest), std::string(row.body));
  }
};
VTP_ON_BOTH_ENGINES(StatesByRoute);

TEST_P(StatesByRoute, WhileItIsBeingRecordedItIsNotReady) {
  const auto id = add(RecordingStatus::recording);
  for (const auto& row : rows) {
    const auto answer = ask(teacher, id, row);
    EXPECT_EQ(answer.outcome(), "409 RECORDING_NOT_READY") << row.rest;
    EXPECT_EQ(answer.headers.get("Retry-After"), "5") << row.rest;
  }
}

TEST_P(StatesByRoute, WhenItFailedThoseWhoMayEditAreToldWhy) {
  const auto id = add(RecordingStatus::failed);
  for (const auto& row : rows) {
    const auto answer = ask(teacher, id, row);
    EXPECT_EQ(answer.outcome(), "409 RECORDING_FAILED") << row.rest;
    EXPECT_TRUE(answer.at("/error").contains("The file is damaged.")) << row.rest;
    EXPECT_FALSE(ask(student, id, row).body.contains("damaged")) << row.rest;
  }
}

}  // namespace
}  // namespace vtp::recordings
