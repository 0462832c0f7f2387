#include "sfu/absent_engine.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

class Silence final : public MediaListener {
  void on_media_event(RoomId, MediaEvent) override { ADD_FAILURE() << "nothing can happen"; }
};

TEST(AbsentEngine, LetsRoomsGoOnWithoutMedia) {
  AbsentEngine engine;
  Silence silence;
  const auto room = RoomId::make();
  const auto somebody = ParticipantId::make();
  EXPECT_TRUE(engine.open_room(room, silence));
  EXPECT_EQ(engine.create_transport(room, somebody, Direction::send, false).error().code,
            ErrorCode::not_ready);
  EXPECT_EQ(engine.connect_transport(room, somebody, TransportId::make(), {}).error().code,
            ErrorCode::transport_not_found);
  EXPECT_EQ(engine.restart_ice(room, somebody, TransportId::make()).error().code,
            ErrorCode::transport_not_found);
  EXPECT_EQ(engine.close_transport(room, somebody, TransportId::make()).error().code,
            ErrorCode::transport_not_found);
  EXPECT_EQ(engine.produce(room, somebody, {}).error().code, ErrorCode::transport_not_found);
  EXPECT_EQ(engine.consume(room, somebody, {}).error().code, ErrorCode::producer_not_found);
  EXPECT_EQ(engine.producer(room, ProducerId::make()).error().code, ErrorCode::producer_not_found);
  EXPECT_EQ(engine.pause_producer(room, ProducerId::make(), true, Actor::self).error().code,
            ErrorCode::producer_not_found);
  EXPECT_EQ(engine.close_producer(room, ProducerId::make(), Actor::self).error().code,
            ErrorCode::producer_not_found);
  EXPECT_EQ(engine.pause_consumer(room, somebody, ConsumerId::make(), false).error().code,
            ErrorCode::consumer_not_found);
  EXPECT_EQ(engine.close_consumer(room, somebody, ConsumerId::make()).error().code,
            ErrorCode::consumer_not_found);
  EXPECT_EQ(engine.prefer_layers(room, somebody, ConsumerId::make(), {}).error().code,
            ErrorCode::consumer_not_found);
  EXPECT_EQ(engine.set_priority(room, somebody, ConsumerId::make(), 1).error().code,
            ErrorCode::consumer_not_found);
  EXPECT_EQ(engine.request_key_frame(room, somebody, ConsumerId::make()).error().code,
            ErrorCode::consumer_not_found);
  EXPECT_EQ(engine.statistics(room, somebody, TransportId::make()).error().code,
            ErrorCode::transport_not_found);
  EXPECT_TRUE(engine.limit_receive_bitrate(room, somebody, 100'000));
  EXPECT_TRUE(engine.producers(room).empty());
  engine.remove(room, somebody);
  engine.close_room(room);
}

}  // namespace
}  // namespace vtp::sfu
