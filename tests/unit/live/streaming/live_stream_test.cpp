// One live stream without HTTP around it; live_track.cpp is used by all of it.
#include "live/streaming/live_stream.h"

#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/database/fake_clock.h"
#include "support/http/later_answer.h"
#include "support/live/growing_track.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using vtp::testing::GrowingTrack;
using vtp::testing::LaterAnswer;

std::string bytes_of(const http::Response& response) {
  std::string text;
  for (const auto& piece : response.body) {
    if (const auto* file = std::get_if<http::FilePiece>(&piece)) {
      std::string bytes(file->length, '\0');
      EXPECT_EQ(::pread(file->descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(file->offset)),
                static_cast<ssize_t>(bytes.size()));
      text += bytes;
    } else {
      text += std::get<std::string>(piece);
    }
  }
  return text;
}

class LiveStreamTest : public ::testing::Test {
 public:
  LiveStreamTest() {
    facts.id = LiveStreamId::make();
    facts.recording = RecordingId::make();
    high.append_parts(6);
    low.append_parts(6);
    sound.append_parts(6);
    open();
  }

  void open() {
    stream = std::make_shared<LiveStream>(
        facts, StreamParts{.clock = clock, .timing = {}, .budget = budget, .failures = failures});
    grow();
  }
  void grow() {
    stream->grow(
        std::make_shared<RunningTracks>(RunningTracks{high.running(), low.running(), sound.running()}));
  }
  static http::Request request_of(const http::Headers& headers = {}) {
    http::Request request;
    request.headers = headers;
    request.request_id = "test";
    return request;
  }
  LaterAnswer ask(const std::string& rendition, std::optional<std::size_t> number = {},
                  std::optional<std::size_t> part = {}, const std::string& query = "vs=me",
                  bool skips = false) {
    return LaterAnswer(
        stream->playlist(request_of(), rendition,
                         {.reload = {.number = number, .part = part}, .skips = skips, .query = query}));
  }
  std::optional<LaterAnswer> fetch(const std::string& rendition, const std::string& name,
                                   const http::Headers& headers = {}) {
    auto response = stream->piece(request_of(headers), rendition, name, {});
    if (!response) return std::nullopt;
    return LaterAnswer(*std::move(response));
  }

  vtp::testing::FakeClock clock;
  WaitBudget budget{100};
  FailureWatch failures;
  GrowingTrack high{"720p"}, low{"360p", {640, 360}}, sound{"audio"};
  StreamFacts facts;
  LiveStreamPointer stream;
};

TEST_F(LiveStreamTest, GivesPlaylistsWithTheQueryOfThePlayer) {
  const auto response = ask("720p").take();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("Content-Type"), "application/vnd.apple.mpegurl");
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  const auto text = bytes_of(response);
  EXPECT_TRUE(text.contains("\nlive-0.m4s?vs=me\n")) << text;
  EXPECT_TRUE(text.contains("URI=\"live-1.1.m4s?vs=me\"")) << text;
  EXPECT_TRUE(text.contains("#EXT-X-RENDITION-REPORT:URI=\"../360p/live.m3u8?vs=me\",LAST-MSN=1")) << text;
  EXPECT_TRUE(text.contains("PART-HOLD-BACK=1.5")) << text;
}

TEST_F(LiveStreamTest, WritesAPlaylistOnceForAllUntilItGrows) {
  const auto mine = bytes_of(ask("720p").take());
  const auto yours = bytes_of(ask("720p", {}, {}, "vs=you").take());
  EXPECT_NE(mine, yours);
  EXPECT_EQ(stream->counts().playlists_written, 1);
  EXPECT_EQ(stream->counts().playlists_shared, 1);
  ask("720p", {}, {}, "vs=you", true);
  EXPECT_EQ(stream->counts().playlists_written, 2) << "an update is another text";
  high.append_parts(1);
  grow();
  EXPECT_TRUE(bytes_of(ask("720p").take()).contains("live-1.2.m4s"));
  EXPECT_EQ(stream->counts().playlists_written, 3);
}

TEST_F(LiveStreamTest, HoldsAReloadUntilItsPartIsThere) {
  auto waiting = ask("720p", 1, 2);
  EXPECT_FALSE(waiting.has_come());
  EXPECT_EQ(stream->waiting(), 1U);
  std::thread([&] {
    high.append_parts(1);
    grow();
    stream->wake();
  }).join();
  ASSERT_TRUE(waiting.has_come());
  EXPECT_TRUE(bytes_of(waiting.take()).contains("live-1.2.m4s?vs=me"));
  EXPECT_EQ(budget.taken(), 0);
}

TEST_F(LiveStreamTest, WakesWhoBeganToWaitWhileItGrew) {
  auto response = stream->playlist(request_of(), "720p", {.reload = {.number = 1, .part = 2}, .query = "q"});
  ASSERT_TRUE(response.later);
  high.append_parts(1);
  grow();
  stream->wake();
  LaterAnswer waiting(std::move(response));
  EXPECT_TRUE(waiting.has_come());
}

TEST_F(LiveStreamTest, ThosePutOffForTooLongAreTold) {
  auto playlist = ask("720p", 1, 2);
  auto part = fetch("720p", "live-1.2.m4s");
  clock.advance(1500ms);
  stream->tick(clock.now());
  EXPECT_FALSE(playlist.has_come());
  EXPECT_EQ(part->take().status, 404) << "three parts";
  clock.advance(11s);
  stream->tick(clock.now());
  const auto late = playlist.take();
  EXPECT_EQ(late.status, 503) << "three target durations";
  EXPECT_FALSE(late.headers.get("Retry-After").empty());
  EXPECT_EQ(stream->counts().failures, 2);
}

TEST_F(LiveStreamTest, RefusesWhatIsTooFarAhead) {
  EXPECT_EQ(ask("720p", 9, 0).take().status, 400);
  EXPECT_EQ(ask("720p", {}, 1).take().status, 400) << "a part of nothing";
  EXPECT_EQ(ask("1080p").take().status, 404);
  EXPECT_EQ(stream->counts().failures, 1) << "nonsense is not our failure";
}

TEST_F(LiveStreamTest, SendsPiecesOfTheFile) {
  EXPECT_EQ(bytes_of(fetch("720p", "live-1.1.m4s")->take()), high.bytes_of(5));
  const auto segment = fetch("audio", "live-0.m4s")->take();
  EXPECT_EQ(bytes_of(segment), sound.bytes_of(0) + sound.bytes_of(1) + sound.bytes_of(2) + sound.bytes_of(3));
  EXPECT_EQ(segment.headers.get("Content-Type"), "audio/mp4");
  EXPECT_TRUE(segment.headers.get("Cache-Control").contains("immutable"));
  EXPECT_EQ(bytes_of(fetch("360p", "init.mp4")->take()), "init of 360p");
  EXPECT_EQ(stream->counts().segments, 3);
}

TEST_F(LiveStreamTest, SendsRangesAndNotWhatIsKnown) {
  http::Headers range;
  range.set("Range", "bytes=2-4");
  const auto part = fetch("720p", "live-1.0.m4s", range)->take();
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(bytes_of(part), high.bytes_of(4).substr(2, 3));
  http::Headers known;
  known.set("If-None-Match", std::string(part.headers.get("ETag")));
  EXPECT_EQ(fetch("720p", "live-1.0.m4s", known)->take().status, 304);
  range.set("Range", "bytes=900-");
  EXPECT_EQ(fetch("720p", "live-1.0.m4s", range)->take().status, 416);
}

TEST_F(LiveStreamTest, KnowsNoOtherNames) {
  for (const std::string name : {"live-1.m4s", "live-7.0.m4s", "live-1.3.m4s", "seg-00000.m4s", "init-1.mp4",
                                 "../index.log", "live-01.m4s"})
    EXPECT_FALSE(fetch("720p", name)) << name;
  EXPECT_FALSE(fetch("1080p", "init.mp4"));
}

TEST_F(LiveStreamTest, HoldsTheHintedPart) {
  auto waiting = fetch("360p", "live-1.2.m4s");
  ASSERT_TRUE(waiting);
  EXPECT_FALSE(waiting->has_come());
  low.append_parts(1);
  grow();
  stream->wake();
  EXPECT_EQ(bytes_of(waiting->take()), low.bytes_of(6));
}

TEST_F(LiveStreamTest, ForgetsPlayersWhoGoAway) {
  auto waiting = ask("720p", 1, 2);
  waiting.go_away();
  EXPECT_EQ(stream->waiting(), 0U);
  EXPECT_EQ(budget.taken(), 0);
}

TEST_F(LiveStreamTest, IsBoundedInWhoWaits) {
  std::vector<LaterAnswer> waiting;
  for (int i = 0; i < 100; ++i) waiting.push_back(ask("720p", 1, 2));
  const auto refused = ask("720p", 1, 2).take();
  EXPECT_EQ(refused.status, 503);
  EXPECT_FALSE(refused.headers.get("Retry-After").empty());
  EXPECT_EQ(ask("720p").take().status, 200) << "those who need not wait are served";
  stream->dismiss_players();
  for (auto& one : waiting) EXPECT_EQ(one.take().status, 503);
  EXPECT_EQ(budget.taken(), 0);
}

TEST_F(LiveStreamTest, EndsWithWhatIsCompleteThoughTheRecordingGoesOn) {
  auto waiting = ask("720p", 1, 2);
  EXPECT_TRUE(stream->end(clock.now()));
  EXPECT_FALSE(stream->end(clock.now()));
  stream->wake();
  const auto text = bytes_of(waiting.take());
  EXPECT_TRUE(text.ends_with("#EXT-X-ENDLIST\n")) << text;
  EXPECT_FALSE(text.contains("live-1")) << "it was not complete";
  high.append_parts(2);
  grow();
  EXPECT_EQ(bytes_of(ask("720p").take()), text);
  EXPECT_EQ(bytes_of(fetch("720p", "live-0.m4s")->take()).size(), 4 * high.bytes_of(0).size());
  EXPECT_EQ(stream->ended_at(), clock.now());
}

TEST_F(LiveStreamTest, OffersWhatWasAskedFor) {
  EXPECT_EQ(stream->produced(), (std::set{QualityLabel::very_low, QualityLabel::medium}));
  EXPECT_EQ(stream->rendition_of(QualityLabel::medium), "720p");
  EXPECT_EQ(stream->rendition_of(QualityLabel::high), "");
  facts.profiles = {QualityLabel::very_low, QualityLabel::high};
  open();
  EXPECT_EQ(stream->produced(), std::set{QualityLabel::very_low});
  EXPECT_EQ(ask("720p").take().status, 404);
  EXPECT_FALSE(fetch("720p", "init.mp4"));
  EXPECT_EQ(ask("audio").take().status, 200) << "sound always";
  EXPECT_FALSE(stream->multivariant_playlist("vs=me")->contains("720p"));
}

TEST_F(LiveStreamTest, ListsItsRenditionsForHlsAndDash) {
  const auto playlist = stream->multivariant_playlist("vs=me").value();
  EXPECT_TRUE(playlist.contains("\n720p/live.m3u8?vs=me\n")) << playlist;
  EXPECT_TRUE(playlist.contains("\n360p/live.m3u8?vs=me\n")) << playlist;
  EXPECT_TRUE(playlist.contains("URI=\"audio/live.m3u8?vs=me\"")) << playlist;
  const auto manifest = stream->manifest("vs=me", clock.now());
  EXPECT_TRUE(manifest.contains("type=\"dynamic\"")) << manifest;
  EXPECT_TRUE(manifest.contains("$RepresentationID$/live-$Number$.m4s?vs=me")) << manifest;
}

TEST_F(LiveStreamTest, HasNothingBeforeTheFirstPart) {
  GrowingTrack fresh("720p");
  stream = std::make_shared<LiveStream>(
      facts, StreamParts{.clock = clock, .timing = {}, .budget = budget, .failures = failures});
  EXPECT_EQ(stream->multivariant_playlist("vs=me"), std::nullopt);
  stream->grow(std::make_shared<RunningTracks>(RunningTracks{fresh.running()}));
  EXPECT_FALSE(stream->has_media());
  EXPECT_EQ(stream->multivariant_playlist("vs=me"), std::nullopt);
  auto waiting = ask("720p", 0, 0);
  EXPECT_FALSE(waiting.has_come());
  fresh.append_parts(1);
  stream->wake();
  EXPECT_EQ(waiting.take().status, 200);
  EXPECT_TRUE(stream->has_media());
}

TEST_F(LiveStreamTest, ClosesTheSessionsOfItsViewers) {
  Viewer viewer;
  viewer.id = ViewerId::make();
  viewer.joined_at = viewer.last_seen_at = clock.now();
  EXPECT_TRUE(stream->with_viewers([&](ViewerSessions& viewers) { return viewers.open(viewer); }));
  EXPECT_TRUE(stream->piece(request_of(), "720p", "live-0.m4s", viewer.id));
  clock.advance(11s);
  stream->tick(clock.now());
  EXPECT_EQ(stream->with_viewers([](const ViewerSessions& viewers) { return viewers.active(); }), 0);
  EXPECT_EQ(
      stream->with_viewers([&](const ViewerSessions& viewers) { return viewers.find(viewer.id)->segments; }),
      1);
}

}  // namespace
}  // namespace vtp::live
