// A room on the SFU as it is, without packets: what the library of browsers says is understood, and what the
// engine tells comes back.
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "classroom/joined_room.h"
#include "classroom/joining.h"
#include "classroom/media_news.h"
#include "classroom/moderation.h"
#include "classroom/presence.h"
#include "classroom/receiving.h"
#include "classroom/sending.h"
#include "classroom/transports.h"
#include "sfu/parameters/rtp_parameters_shapes.h"
#include "sfu/server/media_server.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using vtp::testing::RoomStage;

// As the library sends them for a camera of one quality in VP8.
constexpr std::string_view camera_parameters = R"({"mid":"0","codecs":[
  {"mimeType":"video/VP8","payloadType":96,"clockRate":90000,"parameters":{},
   "rtcpFeedback":[{"type":"nack","parameter":""},{"type":"nack","parameter":"pli"},
                   {"type":"transport-cc","parameter":""}]},
  {"mimeType":"video/rtx","payloadType":97,"clockRate":90000,"parameters":{"apt":96},"rtcpFeedback":[]}],
  "headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":4,"encrypt":false,"parameters":{}}],
  "encodings":[{"active":true,"ssrc":1111,"rtx":{"ssrc":2222},"dtx":false}],
  "rtcp":{"cname":"abc","reducedSize":true},"msid":"- track"})";

class RealEngine : public ::testing::Test, public sfu::MediaListener {
 public:
  RealEngine() {
    auto stored = RoomStage::stored_room();
    stored.media_policy = MediaPolicy::sfu;
    sfu::MediaServer::Options options;
    options.with_loopback = true;
    auto opened = sfu::MediaServer::open(options, clock);
    EXPECT_TRUE(opened.has_value()) << opened.error().message;
    server = *std::move(opened);
    room = std::make_unique<Room>(stored, policy, MediaParts{.engine = *server, .listener = *this});
    theo = enter(RoomStage::host());
    sara = enter(RoomStage::somebody("Sara"));
  }
  ~RealEngine() override { server->close_room(room->facts.id); }

  Participant* enter(const Entrant& who) {
    const auto joined = join(*room, who, {.connection = ConnectionId{++last_connection}, .socket_id = "s"},
                             {.device = DeviceId::make()}, now);
    EXPECT_TRUE(joined.has_value()) << joined.error().message;
    return room->roster.find(joined->participant);
  }

  sfu::TransportId transport(Participant& who, sfu::Direction direction) {
    const auto offer = create_transport(*room, who, direction, false, now);
    EXPECT_TRUE(offer.has_value()) << offer.error().message;
    EXPECT_FALSE(offer->ice_candidates.empty());
    return offer->id;
  }

  /// The next event of that kind.
  template <class Event>
  Event wait_for() {
    std::unique_lock lock(mutex);
    for (;;) {
      for (const auto& event : events)
        if (const auto* found = std::get_if<Event>(&event)) return *found;
      told.wait(lock);
    }
  }

  void on_media_event(RoomId, sfu::MediaEvent event) override {
    const std::scoped_lock lock(mutex);
    events.push_back(std::move(event));
    told.notify_all();
  }

  SystemClock clock;
  RoomPolicy policy;
  Timestamp now{std::chrono::seconds(1'800'000'000)};
  std::mutex mutex;
  std::condition_variable told;
  std::vector<sfu::MediaEvent> events;
  std::unique_ptr<sfu::MediaServer> server;
  std::unique_ptr<Room> room;
  std::uint64_t last_connection = 0;
  Participant* theo = nullptr;
  Participant* sara = nullptr;
};

TEST_F(RealEngine, ServesARoom) {
  sfu::ProduceRequest request;
  request.transport = transport(*sara, sfu::Direction::send);
  request.kind = sfu::MediaKind::video;
  request.source = sfu::Source::camera;
  request.app_data = R"({"source":"camera"})";
  request.rtp_parameters = json::read<sfu::RtpParameters>(camera_parameters).value();
  const auto made = produce(*room, *sara, {.request = request, .replaces = {}});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(sara->flow.video);
  EXPECT_EQ(joined_room(*room, *theo, false, now).media.producers.size(), 1U);

  transport(*theo, sfu::Direction::recv);
  const auto consumer = consume(*room, *theo,
                                {.producer = made->id,
                                 .rtp_capabilities = server->capabilities(),
                                 .transport = {},
                                 .preferred_layers = {}});
  ASSERT_TRUE(consumer) << consumer.error().message;
  EXPECT_TRUE(pause_consumer(*room, *theo, consumer->id, false));
  const auto lines = statistics_of(*room, *sara, made->id);
  ASSERT_TRUE(lines) << lines.error().message;

  ASSERT_TRUE(stop_track(*room, *theo, sara->id, Track::camera, true, now));
  const auto paused = wait_for<sfu::ProducerPaused>();
  EXPECT_EQ(paused.by, sfu::Actor::moderator);
  take_media_event(*room, paused, now);
  EXPECT_FALSE(sara->flow.video);

  leave(*room, *sara, LeaveReason::leave, now);
  EXPECT_EQ(wait_for<sfu::ConsumerClosed>().consumer, consumer->id);
  EXPECT_TRUE(server->producers(room->facts.id).empty());
}

TEST_F(RealEngine, ReplacesAProducerInOneStep) {
  sfu::ProduceRequest request;
  request.transport = transport(*sara, sfu::Direction::send);
  request.kind = sfu::MediaKind::video;
  request.source = sfu::Source::camera;
  request.rtp_parameters = json::read<sfu::RtpParameters>(camera_parameters).value();
  const auto old = produce(*room, *sara, {.request = request, .replaces = {}});
  ASSERT_TRUE(old) << old.error().message;
  EXPECT_EQ(produce(*room, *sara, {.request = request, .replaces = {}}).error().code,
            ErrorCode::producer_exists);
  const auto made = produce(*room, *sara, {.request = request, .replaces = old->id});
  EXPECT_TRUE(made) << made.error().message;
}

}  // namespace
}  // namespace vtp::classroom
