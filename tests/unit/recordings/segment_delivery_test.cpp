#include "recordings/segment_delivery.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class Segments : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Segments);

TEST_P(Segments, SegmentsAreImmutableFilesWithRanges) {
  const auto id = upload_small_lecture();
  run_jobs();
  const auto url = path(id, "/stream/120p/seg-00000.m4s");
  EXPECT_EQ(call_at_once(teacher, url).status, 0);
  const auto whole = get(teacher, url);
  EXPECT_EQ(whole.headers.get("Content-Type"), "video/mp4");
  EXPECT_EQ(whole.headers.get("Cache-Control"), "private, max-age=31536000, immutable");
  const auto etag = whole.headers.get("ETag");
  EXPECT_TRUE(etag.starts_with('"'));
  EXPECT_EQ(get(teacher, url, {{"If-None-Match", std::string(etag)}}).status, 304);
  const auto part = get(teacher, url, {{"Range", "bytes=4-7"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.body.substr(4, 4));
  EXPECT_EQ(get(teacher, url, {{"Range", "bytes=999999999-"}}).outcome(), "416 RANGE_NOT_SATISFIABLE");
  // From now on without a query; the memory ends with its minute.
  EXPECT_EQ(call_at_once(teacher, url).body, whole.body);
  EXPECT_EQ(call_at_once(student, url).status, 0);
  clock.advance(61s);
  EXPECT_EQ(call_at_once(teacher, url).status, 0);
  EXPECT_EQ(get(teacher, path(id, "/stream/audio/init.mp4")).headers.get("Content-Type"), "audio/mp4");

  const auto interleaved = path(id, "/stream/120p-av/seg-00001.m4s");
  const auto both = get(teacher, interleaved);
  EXPECT_EQ(both.status, 200);
  EXPECT_EQ(get(teacher, interleaved, {{"Range", "bytes=0-9"}}).body, both.body.substr(0, 10));
}

TEST_P(Segments, OnlyNamesOfSegmentsAreServed) {
  const auto id = upload_small_lecture();
  run_jobs();
  for (auto name :
       {"120p/seg-99999.m4s", "120p/seg-0.m4s", "120p/original", "120p/..", "120p/init.mp4.bak",
        "original/init.mp4", "UP/init.mp4", "-/init.mp4", "nope-av/init.mp4", "audio-av/init.mp4",
        "120p-av/seg-99999.m4s", "120p/live.m3u8", "nope/playlist.m3u8", "audio-av/playlist.m3u8"}) {
    const auto answer = get(teacher, path(id, "/stream/" + std::string(name)));
    EXPECT_EQ(answer.outcome(), "404 SEGMENT_NOT_FOUND") << name;
  }
}

TEST_P(Segments, LostRightStopsPlaybackWithinAMinute) {
  const auto id = upload_small_lecture();
  link(course, id);
  run_jobs();
  const auto url = path(id, "/stream/120p/seg-00000.m4s");
  EXPECT_EQ(get(student, url).status, 200);
  post(teacher, course_path(course, "/" + id.text() + "/unpublish"));
  EXPECT_EQ(get(student, path(id, "/stream/120p/playlist.m3u8")).outcome(), "404 RECORDING_NOT_FOUND");
  clock.advance(61s);
  EXPECT_EQ(get(student, url).outcome(), "404 RECORDING_NOT_FOUND");
}

}  // namespace
}  // namespace vtp::recordings
