#include "sfu/forwarding/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

template <class T>
ErrorCode refusal(const Result<T>& result) {
  return result ? ErrorCode::internal_error : result.error().code;
}

class RouterObjects : public ::testing::Test {
 protected:
  RouterObjects() : teacher(stage.join()), student(stage.join()) {}

  ProduceRequest request(Source source = Source::camera) const {
    ProduceRequest wish;
    wish.transport = teacher->send.id;
    wish.kind = source == Source::mic ? MediaKind::audio : MediaKind::video;
    wish.rtp_parameters = source == Source::mic ? microphone(5) : camera(3);
    wish.source = source;
    wish.app_data = R"({"source":"camera"})";
    return wish;
  }
  Result<ProducerInfo> produce(const ProduceRequest& wish) {
    return stage.router.produce(teacher->id, wish, stage.now);
  }
  Result<ConsumerInfo> consume(ProducerId producer, ParticipantId viewer) {
    ConsumeRequest wish;
    wish.producer = producer;
    wish.rtp_capabilities = browser_capabilities();
    return stage.router.consume(viewer, wish, stage.now);
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
};

TEST_F(RouterObjects, AParticipantHasFourTransports) {
  StagedTransport more[3];
  stage.open(*teacher, more[0], Direction::recv);
  stage.open(*teacher, more[1], Direction::recv);
  const auto fifth =
      stage.router.add_transport(more[2].id, teacher->id, Direction::send, more[2].path, stage.now);
  EXPECT_EQ(refusal(fifth), ErrorCode::transport_limit);
  EXPECT_EQ(stage.router.transports_of(teacher->id).size(), 4U);
  EXPECT_EQ(stage.router.owner_of(more[0].id), teacher->id);
  EXPECT_EQ(stage.router.owner_of(more[2].id), std::nullopt);
  stage.router.remove_transport(more[0].id, TransportCloseReason::left, stage.now);
  stage.open(*teacher, more[2], Direction::send);
}

TEST_F(RouterObjects, OneProducerForASource) {
  const auto info = produce(request());
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->owner, teacher->id);
  EXPECT_EQ(info->app_data, R"({"source":"camera"})");
  EXPECT_EQ(refusal(produce(request())), ErrorCode::producer_exists);
  EXPECT_TRUE(produce(request(Source::mic)).has_value());
  EXPECT_EQ(stage.router.producers().size(), 2U);
  EXPECT_EQ(stage.router.producer(info->id)->source, Source::camera);
}

TEST_F(RouterObjects, AProducerNeedsAnOwnTransportForSending) {
  auto wish = request();
  wish.transport = teacher->recv.id;
  EXPECT_EQ(refusal(produce(wish)), ErrorCode::transport_not_found);
  wish.transport = student->send.id;
  EXPECT_EQ(refusal(produce(wish)), ErrorCode::transport_not_found);
}

TEST_F(RouterObjects, TwoProducersDoNotClaimTheSamePackets) {
  ASSERT_TRUE(produce(request(Source::mic)).has_value());
  auto wish = request(Source::screen_audio);
  wish.kind = MediaKind::audio;
  wish.rtp_parameters = microphone(5);
  wish.rtp_parameters.mid = "7";
  EXPECT_EQ(refusal(produce(wish)), ErrorCode::invalid_rtp_parameters) << "the SSRC";
  wish.rtp_parameters = microphone(6);
  EXPECT_EQ(refusal(produce(wish)), ErrorCode::invalid_rtp_parameters) << "the mid";
}

TEST_F(RouterObjects, AConsumerIsWhatTheSpecificationSays) {
  const auto info = produce(request());
  const auto sound = produce(request(Source::mic));
  const auto picture = consume(info->id, student->id);
  const auto audio = consume(sound->id, student->id);
  ASSERT_TRUE(picture.has_value() && audio.has_value());
  EXPECT_EQ(picture->type, ProducerType::simulcast);
  EXPECT_EQ(picture->producer_scores.size(), 3U);
  EXPECT_EQ(picture->rtp_parameters.mid, "0");
  EXPECT_EQ(audio->rtp_parameters.mid, "1");
  EXPECT_EQ(picture->rtp_parameters.rtcp.cname, audio->rtp_parameters.rtcp.cname);
  EXPECT_EQ(picture->rtp_parameters.msid, teacher->id.text() + "-camera " + info->id.text());
  EXPECT_EQ(audio->rtp_parameters.msid, teacher->id.text() + "-camera " + sound->id.text());
  EXPECT_NE(picture->rtp_parameters.encodings[0].ssrc, audio->rtp_parameters.encodings[0].ssrc);
}

TEST_F(RouterObjects, WhatIsRefusedToViewers) {
  const auto info = produce(request());
  EXPECT_EQ(refusal(consume(ProducerId::make(), student->id)), ErrorCode::producer_not_found);
  EXPECT_EQ(refusal(consume(info->id, ParticipantId::make())), ErrorCode::transport_not_found);
  ConsumeRequest wish;
  wish.producer = info->id;
  wish.rtp_capabilities = browser_capabilities();
  wish.rtp_capabilities.codecs.resize(1);
  EXPECT_EQ(refusal(stage.router.consume(student->id, wish, stage.now)), ErrorCode::cannot_consume);
  wish.rtp_capabilities.codecs.push_back(wish.rtp_capabilities.codecs[0]);
  EXPECT_EQ(refusal(stage.router.consume(student->id, wish, stage.now)), ErrorCode::invalid_rtp_capabilities);
}

TEST_F(RouterObjects, ConsumersHaveLimits) {
  RouterSettings settings;
  settings.consumers_each = 3;
  settings.videos_each = 1;
  RoomStage small(settings);
  const auto sender = small.join();
  const auto viewer = small.join();
  const auto info = small.produce(*sender, MediaKind::video, camera(1), Source::camera);
  const auto screen_parameters = [] {
    auto parameters = camera(1);
    parameters.mid = "9";
    return parameters;
  }();
  const auto screen = small.produce(*sender, MediaKind::video, screen_parameters, Source::screen);
  const auto first = small.consume(*viewer, info.id);
  const auto second = small.consume(*viewer, screen.id, false);
  small.consume(*viewer, info.id, false);
  ConsumeRequest wish;
  wish.producer = info.id;
  wish.rtp_capabilities = browser_capabilities();
  EXPECT_EQ(refusal(small.router.consume(viewer->id, wish, small.now)), ErrorCode::consumer_limit);
  EXPECT_EQ(refusal(small.router.pause_consumer(viewer->id, second.id, false, small.now)),
            ErrorCode::consumer_limit);
  ASSERT_TRUE(small.router.pause_consumer(viewer->id, first.id, true, small.now).has_value());
  EXPECT_TRUE(small.router.pause_consumer(viewer->id, second.id, false, small.now).has_value());
}

TEST_F(RouterObjects, WhatBelongsToOthersDoesNotExist) {
  const auto info = produce(request());
  const auto consumer = consume(info->id, student->id);
  const auto& router = stage.router;
  auto& acting = stage.router;
  EXPECT_EQ(refusal(acting.pause_consumer(teacher->id, consumer->id, false, stage.now)),
            ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(acting.close_consumer(teacher->id, consumer->id, stage.now)),
            ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(acting.prefer_layers(teacher->id, consumer->id, {}, stage.now)),
            ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(acting.set_priority(teacher->id, consumer->id, 3, stage.now)),
            ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(acting.request_key_frame(teacher->id, consumer->id, stage.now)),
            ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(router.statistics(teacher->id, consumer->id, stage.now)), ErrorCode::consumer_not_found);
  EXPECT_EQ(refusal(router.statistics(student->id, info->id, stage.now)), ErrorCode::producer_not_found);
  EXPECT_EQ(refusal(router.statistics(student->id, teacher->send.id, stage.now)),
            ErrorCode::transport_not_found);
  EXPECT_TRUE(router.statistics({}, consumer->id, stage.now).has_value()) << "whoever it belongs to";
  EXPECT_EQ(refusal(acting.pause_producer(ProducerId::make(), true, Actor::self, stage.now)),
            ErrorCode::producer_not_found);
  EXPECT_EQ(refusal(acting.close_producer(ProducerId::make(), Actor::self, stage.now)),
            ErrorCode::producer_not_found);
}

TEST_F(RouterObjects, WishesAreClampedToWhatThereIs) {
  const auto info = produce(request());
  const auto consumer = consume(info->id, student->id);
  const auto prefer = [&](Layers layers) {
    return *stage.router.prefer_layers(student->id, consumer->id, layers, stage.now);
  };
  EXPECT_EQ(prefer({.spatial = 9, .temporal = 9}), (Layers{.spatial = 2, .temporal = 2}));
  EXPECT_EQ(prefer({.spatial = 1, .temporal = {}}), (Layers{.spatial = 1, .temporal = 2}));
  EXPECT_EQ(prefer({.spatial = 0, .temporal = 0}), (Layers{.spatial = 0, .temporal = 0}));
}

TEST_F(RouterObjects, AClosedProducerTakesItsConsumersWithIt) {
  const auto info = produce(request());
  const auto consumer = consume(info->id, student->id);
  ASSERT_TRUE(stage.router.close_producer(info->id, Actor::moderator, stage.now).has_value());
  const auto consumers = stage.listener.of<ConsumerClosed>();
  ASSERT_EQ(consumers.size(), 1U);
  EXPECT_EQ(consumers[0].consumer, consumer->id);
  EXPECT_EQ(consumers[0].to, student->id);
  EXPECT_EQ(consumers[0].reason, ConsumerCloseReason::producer_closed);
  const auto closed = stage.listener.of<ProducerClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].by, Actor::moderator);
  EXPECT_THAT(closed[0].to, UnorderedElementsAre(teacher->id, student->id));
  EXPECT_TRUE(stage.router.producers().empty());
  EXPECT_TRUE(produce(request()).has_value()) << "the source is free again";
}

TEST_F(RouterObjects, APauseIsToldToThoseWhoReceive) {
  const auto info = produce(request());
  const auto consumer = consume(info->id, student->id);
  ASSERT_TRUE(stage.router.pause_consumer(student->id, consumer->id, false, stage.now).has_value());
  ASSERT_TRUE(stage.router.pause_producer(info->id, true, Actor::moderator, stage.now).has_value());
  ASSERT_TRUE(stage.router.pause_producer(info->id, true, Actor::moderator, stage.now).has_value());
  const auto told = stage.listener.of<ProducerPaused>();
  ASSERT_EQ(told.size(), 1U) << "once";
  EXPECT_TRUE(told[0].is_paused);
  EXPECT_THAT(told[0].to, UnorderedElementsAre(teacher->id, student->id));
  const auto consumers = stage.listener.of<ConsumerPaused>();
  ASSERT_EQ(consumers.size(), 1U);
  EXPECT_EQ(consumers[0].reason, ConsumerPauseReason::producer);
  EXPECT_TRUE(stage.router.producer(info->id)->is_paused);
}

TEST_F(RouterObjects, ALostTransportClosesWhatWasOnIt) {
  const auto info = produce(request());
  const auto consumer = consume(info->id, student->id);
  const auto own = stage.produce(*student, MediaKind::audio, microphone(9), Source::mic);
  stage.router.remove_transport(student->recv.id, TransportCloseReason::dtls_closed, stage.now);
  const auto closed = stage.listener.of<TransportClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].reason, TransportCloseReason::dtls_closed);
  ASSERT_EQ(stage.listener.of<ConsumerClosed>().size(), 1U);
  EXPECT_EQ(stage.listener.of<ConsumerClosed>()[0].reason, ConsumerCloseReason::transport_closed);
  EXPECT_EQ(stage.router.producers().size(), 2U);
  stage.router.remove(student->id, stage.now);
  EXPECT_EQ(stage.router.producers().size(), 1U);
  EXPECT_EQ(stage.listener.of<TransportClosed>().size(), 1U) << "who leaves is told nothing";
  EXPECT_FALSE(stage.router.producer(own.id).has_value());
  EXPECT_FALSE(stage.router.close_consumer(student->id, consumer->id, stage.now).has_value());
}

TEST_F(RouterObjects, TheStateOfAPathIsTold) {
  student->recv.receiver->on_path_state(rtc::IceState::completed, rtc::DtlsState::connected, stage.now);
  const auto told = stage.listener.of<TransportStateChanged>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].transport, student->recv.id);
  EXPECT_EQ(told[0].to, student->id);
  EXPECT_EQ(told[0].dtls, rtc::DtlsState::connected);
}

}  // namespace
}  // namespace vtp::sfu
