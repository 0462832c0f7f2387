// What the SFU tells, as it reaches the people of a room and changes it.
#include "classroom/media_news.h"

#include <gtest/gtest.h>

#include "classroom/joined_room.h"
#include "classroom/receiving.h"
#include "classroom/sending.h"
#include "classroom/transports.h"
#include "support/classroom/media_stage.h"

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;
using vtp::testing::MediaStage;

class MediaNews : public ::testing::Test, public MediaStage {
 public:
  void happen(sfu::MediaEvent event) {
    engine.happen(room.facts.id, std::move(event));
    deliver();
  }
  static sfu::LinkMeasure link(double loss_percent) {
    return {.loss_percent = loss_percent, .rtt_ms = 40, .jitter_ms = 5, .kbps = 1200, .has_media = true};
  }
  void measure(const Participant& who, double up, double down, std::optional<double> available = 2500) {
    happen(sfu::NetworkMeasured{
        .participant = who.id, .uplink = link(up), .downlink = link(down), .available_kbps = available});
  }
};

TEST_F(MediaNews, OfProducersGoToTheirOwnersAndToThoseWhoReceiveThem) {
  auto& sam = enter(somebody("Sam"));
  const auto producer = send(sara, sfu::Source::mic);
  receive(theo, producer);
  ASSERT_TRUE(pause_producer(room, sara, producer, true));
  deliver();
  EXPECT_EQ(last(sara, "producer-paused").at("/by"), "self");
  EXPECT_EQ(last(theo, "producer-paused").at("/producerId"), producer.text());
  EXPECT_EQ(last(theo, "producer-paused").at("/participantId"), sara.id.text());
  EXPECT_EQ(last(sam, "producer-paused").name, "") << "it does not hear it";
  ASSERT_TRUE(pause_producer(room, sara, producer, false));
  deliver();
  EXPECT_EQ(last(theo, "producer-resumed").at("/by"), "self");
  ASSERT_TRUE(close_producer(room, sara, producer));
  deliver();
  EXPECT_EQ(last(theo, "producer-closed").at("/producerId"), producer.text());
  EXPECT_EQ(last(theo, "consumer-closed").at("/reason"), "producer_closed");
}

TEST_F(MediaNews, OfWhatTheServerPausesChangesTheFlags) {
  const auto producer = send(sara, sfu::Source::camera);
  EXPECT_TRUE(sara.flow.video);
  happen(sfu::ProducerPaused{producer, sara.id, true, sfu::Actor::server, {sara.id}});
  EXPECT_FALSE(sara.flow.video);
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/video"), "false");
  EXPECT_EQ(last(sara, "producer-paused").at("/by"), "server");
  happen(sfu::ProducerPaused{producer, sara.id, false, sfu::Actor::server, {sara.id}});
  EXPECT_TRUE(sara.flow.video);
  happen(sfu::ProducerClosed{producer, sara.id, sfu::Actor::server, {sara.id}});
  EXPECT_FALSE(sara.flow.video);
  EXPECT_TRUE(room.media.producers.empty());
}

TEST_F(MediaNews, OfPathsSayWhetherThoseAreThereWhoHaveNoPage) {
  const auto source = JoinWish{.can_p2p = false, .source = EntrySource::whip};
  auto& encoder = enter(host(), source);
  const auto id = encoder.id;
  const auto transport = open_transport(encoder, sfu::Direction::send);
  const auto path = [&](rtc::IceState state) {
    happen(sfu::TransportStateChanged{.to = id, .transport = transport, .ice = state, .dtls = {}});
  };
  path(rtc::IceState::connected);
  EXPECT_EQ(encoder.presence, Presence::connected);
  happen(sfu::MediaHeard{id});
  pass(30s);
  path(rtc::IceState::disconnected);
  EXPECT_EQ(encoder.presence, Presence::reconnecting);
  EXPECT_EQ(encoder.grace_until, now + 30s) << "a minute from the last packet";
  path(rtc::IceState::completed);
  EXPECT_EQ(last(theo, "participant-updated").at("/participant/presence"), "connected");
  happen(sfu::TransportClosed{
      .to = id, .transport = transport, .reason = sfu::TransportCloseReason::dtls_closed});
  EXPECT_EQ(find(id), nullptr);
  EXPECT_EQ(last(theo, "participant-left").at("/reason"), "leave");

  auto& second = enter(host(), source);
  happen(sfu::TransportClosed{.to = second.id,
                              .transport = open_transport(second, sfu::Direction::send),
                              .reason = sfu::TransportCloseReason::not_connected});
  EXPECT_EQ(last(theo, "participant-left").at("/reason"), "timeout");
}

TEST_F(MediaNews, OfConsumersGoToTheirOwners) {
  const auto id = sfu::ConsumerId::make();
  happen(sfu::ConsumerPaused{sara.id, id, true, sfu::ConsumerPauseReason::bandwidth});
  EXPECT_EQ(last(sara, "consumer-paused").at("/reason"), "bandwidth");
  happen(sfu::ConsumerPaused{sara.id, id, false, sfu::ConsumerPauseReason::bandwidth});
  EXPECT_EQ(last(sara, "consumer-resumed").at("/consumerId"), id.text());
  happen(sfu::ConsumerLayersChanged{sara.id, id, sfu::Layers{.spatial = 2, .temporal = 1}});
  EXPECT_EQ(last(sara, "consumer-layers-changed").at("/layers"), R"({"spatialLayer":2,"temporalLayer":1})");
  happen(sfu::ConsumerLayersChanged{sara.id, id, std::nullopt});
  EXPECT_EQ(last(sara, "consumer-layers-changed").at("/layers"), "null");
  happen(sfu::ConsumerScored{sara.id, id, 7, 9, {9, 5}});
  EXPECT_EQ(last(sara, "consumer-score").at("/score"),
            R"({"score":7,"producerScore":9,"producerScores":[9,5]})");
  happen(sfu::ConsumerClosed{sara.id, id, sfu::ConsumerCloseReason::left});
  EXPECT_EQ(last(sara, "consumer-closed").at("/reason"), "left");
  EXPECT_EQ(last(theo, "consumer-closed").name, "");
}

TEST_F(MediaNews, OfScoresAndConstraintsGoToWhoeverSends) {
  const auto id = sfu::ProducerId::make();
  happen(sfu::ProducerScored{sara.id, id, {{.encoding = 1, .ssrc = 77, .rid = "r1", .score = 8}}});
  EXPECT_EQ(last(sara, "producer-score").at("/score"),
            R"([{"encodingIdx":1,"ssrc":77,"rid":"r1","score":8}])");
  happen(sfu::ProducerConstrained{sara.id, id, 1});
  EXPECT_EQ(last(sara, "producer-constraints").at("/maxSpatialLayer"), "1");
  EXPECT_EQ(last(theo, "producer-constraints").name, "");
}

TEST_F(MediaNews, OfTransportsHaveTheWordsOfTheProtocol) {
  const auto id = sfu::TransportId::make();
  happen(sfu::TransportStateChanged{sara.id, id, rtc::IceState::fresh, std::nullopt});
  const auto states = [&] {
    const auto event = last(sara, "transport-state");
    return event.at("/iceState") + " " + event.at("/dtlsState");
  };
  EXPECT_EQ(states(), "new new");
  happen(sfu::TransportStateChanged{sara.id, id, rtc::IceState::completed, rtc::DtlsState::connected});
  EXPECT_EQ(states(), "completed connected");
  happen(sfu::TransportStateChanged{sara.id, id, rtc::IceState::disconnected, rtc::DtlsState::closed});
  EXPECT_EQ(states(), "disconnected closed");
  happen(sfu::TransportClosed{sara.id, id, sfu::TransportCloseReason::not_connected});
  EXPECT_EQ(last(sara, "transport-closed").at("/reason"), "not_connected");
}

TEST_F(MediaNews, OfVoicesGoToEverybody) {
  happen(sfu::ActiveSpeakerChanged{sara.id, sfu::ProducerId::make(), -30});
  EXPECT_EQ(last(theo, "active-speaker").at("/participantId"), sara.id.text());
  EXPECT_EQ(last(sara, "active-speaker").at("/volume"), "-30");
  happen(sfu::ActiveSpeakerChanged{});
  EXPECT_EQ(last(theo, "active-speaker").at("/participantId"), "null");
  happen(sfu::AudioLevels{{{sara.id, -20}, {theo.id, -45}}});
  EXPECT_EQ(last(theo, "audio-levels").at("/levels/1/volume"), "-45");
}

TEST_F(MediaNews, OfTheNetworkAreGraded) {
  measure(sara, 0.5, 9);
  const auto own = last(sara, "network-quality");
  EXPECT_EQ(own.at("/self/quality"), "poor");
  EXPECT_EQ(own.at("/self/uplink/quality"), "excellent");
  EXPECT_EQ(own.at("/self/downlink/loss_percent"), "9");
  EXPECT_EQ(own.at("/self/available_kbps"), "2500");
  EXPECT_EQ(own.at("/self/advice"), "low_data");
  EXPECT_EQ(last(theo, "network-quality").name, "") << "it is about one";
  measure(theo, 0, 0);
  const auto seen = last(theo, "network-quality");
  EXPECT_EQ(seen.at("/self/advice"), "absent");
  const auto qualities = seen.at("/participants/0/quality") + seen.at("/participants/1/quality");
  EXPECT_TRUE(qualities == "excellentpoor" || qualities == "poorexcellent") << qualities;
  EXPECT_EQ(seen.at("/participants/2"), "absent");
  EXPECT_EQ(describe(sara, Emails::hidden).connection_quality, ConnectionQuality::poor);
}

TEST_F(MediaNews, OfPoorConnectionsCountAsTrouble) {
  measure(sara, 0, 20);
  now += 5s;
  measure(sara, 0, 20);
  now += 100s;  // nothing was measured for long
  measure(sara, 0, 20);
  leave(sara);
  const auto closed = kept<PresenceClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed.front().trouble, 15s);
}

TEST_F(MediaNews, KeepALostParticipantWhoseMediaStillCome) {
  lose(sara);
  now += 50s;
  happen(sfu::MediaHeard{sara.id});
  pass(59s);
  ASSERT_NE(find(sara.id), nullptr) << "the grace period counts from the last packet of any kind";
  const auto extended = kept<PresenceExtended>();
  ASSERT_EQ(extended.size(), 1U);
  EXPECT_EQ(extended.front().id, kept<PresenceClosed>().front().id);
  EXPECT_EQ(extended.front().ended_at, now - 59s);
  EXPECT_EQ(presence_of(room, sara.person->user, now), 50s);
  const auto id = sara.id;
  pass(1s);
  EXPECT_EQ(find(id), nullptr);
}

TEST_F(MediaNews, SayWhenSomebodyWasLastThereBetterThanTheConnection) {
  now += 10s;
  happen(sfu::MediaHeard{sara.id});
  now += 5s;
  classroom::lose(room, sara, now - 40s, now);
  EXPECT_EQ(sara.grace_until, now - 5s + room.policy.reconnect_grace);
}

TEST_F(MediaNews, AreNothingToARoomThatIsOver) {
  const auto id = room.facts.id;
  const auto was = sara.id;
  leave(sara);
  leave(theo);
  EXPECT_FALSE(engine.is_open(id));
  take_media_event(room, sfu::MediaHeard{was}, now);
  EXPECT_TRUE(room.effects.take_outgoing().empty());
}

}  // namespace
}  // namespace vtp::classroom
