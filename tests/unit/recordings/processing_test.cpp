// From an uploaded file to what players get, with real media.
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "media/probe.h"
#include "support/media/sample_files.h"
#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;
using media::test::make_media;
using media::test::TemporaryFolder;

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Processing : public test::RecordingsApi {
 public:
  RecordingId upload_lecture(const std::string& arguments, const std::string& name = "lecture.mp4") {
    make_media(folder / name, arguments);
    return upload(contents_of(folder / name), name);
  }
  RecordingId upload_small_lecture() {
    media::test::make_small_lecture(folder / "lecture.mp4", 4);
    return upload(contents_of(folder / "lecture.mp4"), "lecture.mp4");
  }
  /// All segments of a playlist and what its URIs lead to, joined in one file.
  std::filesystem::path fetch(const Identity& who, const std::string& playlist_url) {
    const auto playlist = get(who, playlist_url);
    EXPECT_EQ(playlist.outcome(), "200") << playlist.body;
    const auto base = playlist_url.substr(0, playlist_url.rfind('/') + 1);
    std::string bytes;
    std::istringstream lines(playlist.body);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#EXT-X-MAP:URI=\""))
        line = line.substr(16, line.rfind('"') - 16);
      else if (line.empty() || line.starts_with('#'))
        continue;
      const auto segment = get(who, base + line);
      EXPECT_EQ(segment.outcome(), "200") << line;
      bytes += segment.body;
    }
    const auto file = folder / "fetched.mp4";
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  std::string rendition_states(RecordingId id) {
    const auto info = get(teacher, path(id, "/info"));
    std::string states;
    for (int i = 0; info.at("/renditions/" + std::to_string(i)) != "absent"; ++i) {
      const auto place = "/renditions/" + std::to_string(i);
      states += (i ? " " : "") + info.at(place + "/name") + ":" + info.at(place + "/state");
    }
    return states;
  }

  TemporaryFolder folder;
};
VTP_ON_BOTH_ENGINES(Processing);

TEST_P(Processing, UploadBecomesAnAdaptiveLecture) {
  const auto id = upload_small_lecture();
  link(course, id);
  EXPECT_EQ(get(student, path(id, "/stream/master.m3u8")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();

  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "completed") << detail.body;
  EXPECT_EQ(detail.at("/streaming_ready"), "true");
  EXPECT_EQ(detail.at("/resolution"), "320x240");
  EXPECT_EQ(detail.at("/codecs"), "h264, aac");
  EXPECT_EQ(detail.at("/mime_type"), "video/mp4");
  EXPECT_NEAR(detail.number("/duration_seconds"), 4, 0.2);
  EXPECT_EQ(rendition_states(id), "source:ready 120p:ready 180p:ready 240p:ready audio:ready");

  const auto master = get(student, path(id, "/stream/master.m3u8"));
  EXPECT_EQ(master.outcome(), "200");
  EXPECT_EQ(master.headers.get("Content-Type"), "application/vnd.apple.mpegurl");
  EXPECT_EQ(master.headers.get("Cache-Control"), "private, max-age=60");
  EXPECT_TRUE(master.body.contains("RESOLUTION=320x240")) << master.body;
  EXPECT_FALSE(master.body.contains("source")) << master.body;
  EXPECT_FALSE(master.body.contains("token=")) << master.body;

  for (auto name : {"120p", "240p", "audio", "240p-av"}) {
    const auto file = fetch(student, path(id, "/stream/" + std::string(name) + "/playlist.m3u8"));
    const auto info = media::probe(settings.tools, file);
    ASSERT_TRUE(info) << name;
    EXPECT_NEAR(info->duration_seconds, 4, 0.2) << name;
    EXPECT_EQ(info->audio.has_value(), std::string(name).ends_with("av") || std::string(name) == "audio")
        << name;
  }
  const auto manifest = get(student, path(id, "/stream/manifest.mpd"));
  EXPECT_EQ(manifest.headers.get("Content-Type"), "application/dash+xml");
  EXPECT_TRUE(manifest.body.contains("<MPD")) << manifest.body;
}

TEST_P(Processing, SinglePlaylistHasPictureAndSound) {
  const auto id = upload_small_lecture();
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/stream/playlist.m3u8")).headers.get("Cache-Control"), "no-cache");
  const auto info = media::probe(settings.tools, fetch(teacher, path(id, "/stream/playlist.m3u8")));
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->video && info->audio);
  EXPECT_EQ(info->video->size, (media::PictureSize{320, 240}));
}

TEST_P(Processing, SegmentsAreImmutableFilesWithRanges) {
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

TEST_P(Processing, OnlyNamesOfSegmentsAreServed) {
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

TEST_P(Processing, UnpublishedIsInvisibleEverywhere) {
  const auto id = upload_small_lecture();
  link(course, id, false, true);
  run_jobs();
  for (auto rest : {"", "/info", "/stream/master.m3u8", "/stream/playlist.m3u8", "/stream/manifest.mpd",
                    "/stream/120p/playlist.m3u8", "/stream/120p/init.mp4", "/stream/120p-av/init.mp4",
                    "/stream/bad_name/x", "/thumbnail", "/storyboard.vtt", "/storyboard/0.jpg", "/download",
                    "/download-url", "/transcode/progress", "/analytics"})
    for (const auto& who : {student, viewer, stranger})
      EXPECT_EQ(get(who, path(id, rest)).outcome(), "404 RECORDING_NOT_FOUND") << rest;
  EXPECT_EQ(get(assistant, path(id, "/stream/master.m3u8")).outcome(), "200");
}

TEST_P(Processing, LostRightStopsPlaybackWithinAMinute) {
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

TEST_P(Processing, MediaTokensOpenOneRecording) {
  const auto id = upload_small_lecture();
  link(course, id);
  run_jobs();
  const auto made = post(student, path(id, "/media-token"));
  EXPECT_EQ(made.outcome(), "200");
  const auto token = made.at("/token");
  EXPECT_EQ(made.at("/urls/hls"),
            "http://lectures.example.org" + path(id, "/stream/master.m3u8?token=" + token));
  EXPECT_EQ(made.at("/urls/mp4"), "null");
  EXPECT_EQ(post(student, path(id, "/media-token"), R"({"level":"download"})").outcome(),
            "403 INSUFFICIENT_PERMISSIONS");

  const auto anonymous = [&](const std::string& rest) {
    return call(nullptr, http::Method::get, path(id, rest + "?token=" + token));
  };
  const auto master = anonymous("/stream/master.m3u8");
  EXPECT_EQ(master.outcome(), "200");
  EXPECT_TRUE(master.body.contains("token=" + token)) << master.body;
  EXPECT_TRUE(anonymous("/stream/120p/playlist.m3u8").body.contains("seg-00000.m4s?token=" + token));
  EXPECT_EQ(anonymous("/stream/120p/seg-00000.m4s").status, 200);
  EXPECT_EQ(anonymous("/download").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(anonymous("/info").outcome(), "401 MISSING_TOKEN");
  const auto other = add_recording();
  EXPECT_EQ(call(nullptr, http::Method::get, path(other, "/stream/master.m3u8?token=" + token)).outcome(),
            "401 INVALID_TOKEN");
  post(teacher, course_path(course, "/" + id.text() + "/unpublish"));
  EXPECT_EQ(anonymous("/stream/master.m3u8").outcome(), "401 INVALID_TOKEN");
}

TEST_P(Processing, PlayingWritesTheAccessLogOncePerSession) {
  const auto id = upload_small_lecture();
  run_jobs();
  get(teacher, path(id, "/stream/master.m3u8"));
  get(teacher, path(id, "/stream/120p/playlist.m3u8"));
  const auto views = database().read([&](db::Transaction& tx) {
    return tx
        .query("select count(*) from recording_access_log where recording_id = $1 and action = 'view'", id)
        .front()
        .get<int>(0);
  });
  EXPECT_EQ(views.value(), 1);
}

TEST_P(Processing, DownloadsAreMadeOnDemand) {
  const auto id = upload_small_lecture();
  link(course, id, true, true);
  run_jobs();
  const auto first = get(student, path(id, "/download"));
  EXPECT_EQ(first.outcome(), "409 RECORDING_NOT_READY");
  EXPECT_FALSE(first.headers.get("Retry-After").empty());
  get(student, path(id, "/download?format=audio"));
  run_jobs();
  const auto film = get(student, path(id, "/download"));
  EXPECT_EQ(film.outcome(), "200");
  EXPECT_EQ(film.headers.get("Content-Type"), "video/mp4");
  EXPECT_EQ(film.headers.get("Content-Disposition"),
            "attachment; filename=\"lecture.mp4\"; filename*=UTF-8''lecture.mp4");
  EXPECT_EQ(get(student, path(id, "/download"), {{"Range", "bytes=0-3"}}).status, 206);
  const auto sound = get(student, path(id, "/download?format=audio"));
  EXPECT_EQ(sound.headers.get("Content-Type"), "audio/mp4");
  EXPECT_EQ(get(student, path(id, "/download?format=original")).body, contents_of(folder / "lecture.mp4"));
  EXPECT_EQ(get(student, path(id, "/download?format=avi")).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(viewer, path(id, "/download")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get(teacher, path(id, "/analytics")).at("/download_count"), "4");
}

TEST_P(Processing, DownloadUrlWorksWithoutSigningIn) {
  const auto id = upload_small_lecture();
  run_jobs();
  const auto answer = get(teacher, path(id, "/download-url?format=original"));
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/expires_in"), "86400");
  EXPECT_EQ(answer.at("/file_name"), "lecture.mp4");
  const auto url = answer.at("/download_url");
  const std::string origin = "http://lectures.example.org";
  ASSERT_TRUE(url.starts_with(origin));
  EXPECT_EQ(call(nullptr, http::Method::get, url.substr(origin.size())).status, 200);
}

TEST_P(Processing, PicturesAreMade) {
  const auto id = upload_small_lecture();
  EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "409 RECORDING_NOT_READY");
  EXPECT_EQ(get(teacher, path(id, "/storyboard.vtt")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  const auto thumbnail = get(teacher, path(id, "/thumbnail"));
  EXPECT_EQ(thumbnail.outcome(), "200");
  EXPECT_EQ(thumbnail.headers.get("Content-Type"), "image/jpeg");
  EXPECT_TRUE(thumbnail.body.starts_with("\xFF\xD8"));
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=100")).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=640")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=640")).outcome(), "200");

  const auto storyboard = get(teacher, path(id, "/storyboard.vtt"));
  EXPECT_TRUE(storyboard.body.starts_with("WEBVTT"));
  EXPECT_TRUE(storyboard.body.contains("storyboard/0.jpg#xywh=0,0,160,90")) << storyboard.body;
  EXPECT_EQ(get(teacher, path(id, "/storyboard/0.jpg")).headers.get("Content-Type"), "image/jpeg");
  for (auto name : {"1.jpg", "00.jpg", "x.jpg", "0.png", "-1.jpg"})
    EXPECT_EQ(get(teacher, path(id, "/storyboard/" + std::string(name))).outcome(), "404 SEGMENT_NOT_FOUND")
        << name;
  EXPECT_EQ(get(teacher, path(id, "/info")).at("/storyboard_url"), path(id, "/storyboard.vtt"));
}

TEST_P(Processing, SoundAloneIsALecture) {
  const auto id = upload_lecture("-f lavfi -i sine=frequency=440:duration=3 -c:a libmp3lame", "talk.mp3");
  run_jobs();
  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "completed") << detail.body;
  EXPECT_EQ(detail.at("/has_video"), "false");
  EXPECT_EQ(rendition_states(id), "audio:ready");
  EXPECT_FALSE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("RESOLUTION"));
  EXPECT_TRUE(get(teacher, path(id, "/stream/playlist.m3u8")).body.contains("audio/init.mp4"));
  EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "200");
  EXPECT_EQ(get(teacher, path(id, "/storyboard.vtt")).outcome(), "409 RECORDING_NOT_READY");
}

TEST_P(Processing, SilentFilmInAnotherCodecIsEncoded) {
  const auto id = upload_lecture("-f lavfi -i testsrc=size=160x120:rate=10:duration=3 -c:v libvpx -b:v 100k",
                                 "film.webm");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed") << get(teacher, path(id)).body;
  EXPECT_EQ(rendition_states(id), "120p:ready");
  EXPECT_EQ(get(teacher, path(id)).at("/mime_type"), "video/webm");
  EXPECT_TRUE(get(teacher, path(id, "/stream/playlist.m3u8")).body.contains("120p/init.mp4"));
}

TEST_P(Processing, HostileFilesFailWithASentence) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"lecture.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"},
      {"lecture.mp4", "ffconcat version 1.0\nfile /etc/passwd\n"},
      {"lecture.mp4", std::string(5000, '\0')},
      {"lecture.pdf", "%PDF-1.4 nothing to see"},
      {"../../../escape.mp4", "x"},
  };
  for (const auto& [name, bytes] : files) {
    const auto id = upload(bytes, name);
    run_jobs();
    const auto detail = get(teacher, path(id));
    EXPECT_EQ(detail.at("/status"), "failed") << name;
    EXPECT_TRUE(detail.at("/error_message").ends_with(".")) << detail.at("/error_message");
    EXPECT_FALSE(detail.at("/error_message").contains("/")) << detail.at("/error_message");
    EXPECT_EQ(get(teacher, path(id, "/stream/master.m3u8")).outcome(), "409 RECORDING_FAILED");
    EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "409 RECORDING_FAILED");
  }
}

TEST_P(Processing, FileThatNeedsTooMuchComputingFailsAtOnceWithItsOwnSentence) {
  settings.tools.cpu = {.to_start = 100ms, .seconds_per_media_second = 0};
  const auto id =
      upload_lecture("-f lavfi -i testsrc2=size=640x480:rate=30:duration=20 -c:v mpeg4 -q:v 5", "long.avi");
  run_jobs();
  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "failed");
  EXPECT_TRUE(detail.at("/error_message").contains("too long to convert")) << detail.body;
  const auto jobs = get(admin, "/api/v1/jobs?kind=transcode&status=failed&recording_id=" + id.text());
  EXPECT_EQ(jobs.at("/total"), "3");
  EXPECT_EQ(jobs.at("/jobs/0/attempts"), "1") << jobs.body;
}

TEST_P(Processing, CutOffFileStillTellsItsStory) {
  media::test::make_small_lecture(folder / "lecture.mp4", 4);
  auto bytes = contents_of(folder / "lecture.mp4");
  bytes.resize(bytes.size() / 3);
  const auto id = upload(bytes, "lecture.mp4");
  run_jobs();
  const auto status = get(teacher, path(id)).at("/status");
  EXPECT_TRUE(status == "failed" || status == "completed") << status;
  if (status == "failed") EXPECT_NE(get(teacher, path(id)).at("/error_message"), "null");
}

TEST_P(Processing, SourceIsOfferedUntilTheFirstRungIsReady) {
  settings.auto_transcode = false;
  const auto id = upload_small_lecture();
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
  EXPECT_EQ(rendition_states(id), "source:ready 120p:pending 180p:pending 240p:pending audio:ready");
  EXPECT_TRUE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("source/playlist.m3u8"));

  EXPECT_EQ(post(student, path(id, "/transcode")).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, path(id, "/transcode?format=avi")).outcome(), "400 VALIDATION_FAILED");
  const auto started = post(teacher, path(id, "/transcode"));
  EXPECT_EQ(started.outcome(), "202");
  EXPECT_EQ(started.headers.get("Location"), "/api/v1/jobs/" + started.at("/job_id"));
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "409 TRANSCODE_RUNNING");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "processing");
  EXPECT_EQ(get(teacher, path(id, "/stream/master.m3u8")).headers.get("Cache-Control"), "no-cache");
  run_jobs();
  EXPECT_FALSE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("source"));
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "200");
  EXPECT_EQ(post(teacher, path(id, "/transcode")).at("/job_id"), "null");
}

TEST_P(Processing, QualitiesAreMadeOnRequest) {
  settings.auto_transcode = false;
  const auto id = upload_small_lecture();
  link(course, id);
  EXPECT_EQ(post(teacher, path(id, "/transcode/quality")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  const auto target = path(id, "/transcode/quality");
  EXPECT_EQ(post(assistant, target).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["High"]})").outcome(), "400 PROFILE_ABOVE_SOURCE");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Huge"]})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, target, R"({"priority":9})").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  const auto started = post(teacher, target, R"({"profiles":["Low"]})");
  EXPECT_EQ(started.outcome(), "202");
  EXPECT_EQ(started.headers.get("Location"), path(id, "/transcode/progress"));
  EXPECT_EQ(started.at("/profiles"),
            R"([{"label":"Low","rendition":"180p","height":180,"bitrate_kbps":150}])");
  EXPECT_EQ(started.at("/queue_position"), "1");
  EXPECT_EQ(post(teacher, target).outcome(), "409 TRANSCODE_RUNNING");
  const auto progress = get(teacher, path(id, "/transcode/progress"));
  EXPECT_EQ(progress.outcome(), "200");
  EXPECT_EQ(progress.at("/is_complete"), "false");
  EXPECT_EQ(get(student, path(id, "/transcode/progress")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  run_jobs();
  EXPECT_EQ(rendition_states(id), "source:ready 120p:pending 180p:ready 240p:pending audio:ready");
  EXPECT_EQ(get(assistant, path(id, "/transcode/progress")).at("/is_complete"), "true");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Low"]})").at("/job_ids"), "[]");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Low"],"force":true})").outcome(), "202");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/stream/180p/init.mp4")).status, 200);
}

TEST_P(Processing, LadderIsOneJobForEachRungAndLowestFirst) {
  const auto id = upload_small_lecture();
  run_jobs();
  const auto progress = get(teacher, path(id, "/transcode/progress"));
  EXPECT_EQ(progress.at("/failed_jobs"), "0");
  EXPECT_EQ(progress.at("/average_progress_percent"), "100");
  std::map<std::string, std::string> finished;
  for (int i = 0; progress.at("/jobs/" + std::to_string(i)) != "absent"; ++i) {
    const auto place = "/jobs/" + std::to_string(i);
    if (progress.at(place + "/kind") == "transcode")
      finished[progress.at(place + "/output")] = progress.at(place + "/finished_at");
  }
  ASSERT_EQ(finished.size(), 3U);
  EXPECT_LT(finished.at("120p"), finished.at("240p"));
}

TEST_P(Processing, CancelledPreparationCanBeTakenUpAgain) {
  const auto id = upload_small_lecture();
  EXPECT_EQ(post(student, path(id, "/transcode/cancel")).outcome(), "404 RECORDING_NOT_FOUND");
  const auto cancelled = post(teacher, path(id, "/transcode/cancel"));
  EXPECT_EQ(cancelled.at("/cancelled"), "1");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
  EXPECT_EQ(get(teacher, path(id)).at("/error_message"), "The preparation was cancelled.");
  EXPECT_EQ(post(teacher, path(id, "/transcode/cancel")).at("/cancelled"), "0");
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "202");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
}

TEST_P(Processing, SingleJobsAreLookedAfter) {
  const auto id = upload_small_lecture();
  link(course, id);
  const auto list = get(teacher, "/api/v1/jobs");
  EXPECT_EQ(list.at("/total"), "1");
  EXPECT_EQ(list.at("/jobs/0/title"), "lecture");
  EXPECT_EQ(list.at("/jobs/0/queue_position"), "1");
  const auto job = "/api/v1/jobs/" + list.at("/jobs/0/job_id");
  EXPECT_EQ(get(teacher, job).at("/log_tail"), "absent");
  EXPECT_NE(get(admin, job).at("/log_tail"), "absent");
  EXPECT_EQ(get(admin, "/api/v1/jobs?kind=probe&status=queued").at("/total"), "1");
  EXPECT_EQ(get(stranger, "/api/v1/jobs").at("/total"), "0");
  EXPECT_EQ(get(stranger, job).outcome(), "404 JOB_NOT_FOUND");
  EXPECT_EQ(get(student, job).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, job + "/retry").outcome(), "409 JOB_NOT_FINISHED");
  EXPECT_EQ(post(teacher, job + "/cancel").at("/status"), "cancelled");
  EXPECT_EQ(post(teacher, job + "/cancel").outcome(), "409 JOB_FINISHED");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
  EXPECT_EQ(post(teacher, job + "/retry").at("/status"), "queued");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "processing");
  EXPECT_EQ(get(teacher, "/api/v1/jobs/" + jobs::JobId::make().text()).outcome(), "404 JOB_NOT_FOUND");
}

TEST_P(Processing, RunningEncodingStopsWhenCancelled) {
  settings.tools.threads = 1;
  const auto id = upload_lecture(
      "-f lavfi -i testsrc2=size=640x480:rate=30:duration=120 -c:v mpeg4 -q:v 5 -f avi", "long.avi");
  start_worker();
  const auto is_encoding = [&] {
    return get(teacher, "/api/v1/jobs?status=running&kind=transcode").at("/total") != "0";
  };
  while (!is_encoding()) std::this_thread::sleep_for(20ms);
  post(teacher, path(id, "/transcode/cancel"));
  while (get(teacher, "/api/v1/jobs?status=running").at("/total") != "0") std::this_thread::sleep_for(20ms);
  stop_workers();
  const auto status = get(teacher, path(id)).at("/status");
  EXPECT_TRUE(status == "failed" || status == "completed") << status;
  EXPECT_EQ(
      get(teacher, "/api/v1/jobs?status=completed&kind=transcode&recording_id=" + id.text()).at("/total"),
      "0");
}

TEST_P(Processing, TrashIsEmptiedAfterItsTime) {
  const auto id = upload_small_lecture();
  run_jobs();
  del(teacher, path(id));
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, path(id)).outcome(), "200");
  clock.advance(24h * 31);
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  run_jobs();
  EXPECT_EQ(store->size_of(id.text()), 0U);
}

}  // namespace
}  // namespace vtp::recordings
