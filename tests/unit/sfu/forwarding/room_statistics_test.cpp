#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class RoomStatistics : public ::testing::Test {
 protected:
  RoomStatistics() : teacher(stage.join()), student(stage.join()) {
    info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
    consumer = stage.consume(*student, info.id);
  }

  /// Pictures of two packets each 40 ms, of which every `lost`th picture is lost; 0: none.
  void run(int pictures, int lost = 0) {
    for (int i = 0; i < pictures; ++i, ++next_) {
      auto packets = source.picture(next_ == 0);
      if (lost == 0 || next_ % lost != lost - 1)
        for (auto& packet : packets) teacher->send.receiver->on_rtp(packet, stage.now);
      stage.pass(40ms);
    }
  }
  [[nodiscard]] std::vector<NetworkMeasured> measures(ParticipantId participant) const {
    std::vector<NetworkMeasured> found;
    for (const auto& event : stage.listener.of<NetworkMeasured>())
      if (event.participant == participant) found.push_back(event);
    return found;
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
  CameraSource source{1, 1000};
  ProducerInfo info;
  ConsumerInfo consumer;
  int next_ = 0;
};

TEST_F(RoomStatistics, NetworksAreMeasuredEveryFiveSeconds) {
  run(260);
  const auto up = measures(teacher->id);
  ASSERT_EQ(up.size(), 2U);
  EXPECT_TRUE(up[1].uplink.has_media);
  EXPECT_FALSE(up[1].downlink.has_media) << "nothing is received";
  EXPECT_DOUBLE_EQ(up[1].uplink.loss_percent, 0);
  EXPECT_NEAR(up[1].uplink.kbps, 400, 30);
  const auto down = measures(student->id);
  ASSERT_EQ(down.size(), 2U);
  EXPECT_FALSE(down[1].uplink.has_media);
  EXPECT_NEAR(down[1].downlink.kbps, 400, 40);
}

TEST_F(RoomStatistics, WhatGetsWorseIsToldAtOnce) {
  run(130);
  ASSERT_EQ(measures(teacher->id).size(), 1U);
  run(30, 5);
  const auto told = measures(teacher->id);
  ASSERT_EQ(told.size(), 2U) << "after a second or two";
  EXPECT_GT(told[1].uplink.loss_percent, 5);
}

TEST_F(RoomStatistics, ScoresFallWithLossesAndRiseAgain) {
  run(60);
  run(60, 4);
  auto scored = stage.listener.of<ProducerScored>();
  ASSERT_GE(scored.size(), 2U);
  EXPECT_EQ(scored.front().scores[0].score, 10);
  EXPECT_EQ(scored.front().scores[0].ssrc, CameraSource::first_ssrc);
  EXPECT_LT(scored.back().scores[0].score, 5);
  EXPECT_EQ(scored.back().to, teacher->id);
  EXPECT_LT(stage.listener.of<ConsumerScored>().back().producer_score, 5);
  run(80);
  EXPECT_EQ(stage.listener.of<ProducerScored>().back().scores[0].score, 10);
}

TEST_F(RoomStatistics, FiguresOfATransportAreThoseOfItsStreams) {
  run(50);
  const auto stream = (*stage.router.statistics(student->id, consumer.id, stage.now))[0];
  const auto all = (*stage.router.statistics(student->id, student->recv.id, stage.now))[0];
  EXPECT_EQ(all.type, "transport");
  EXPECT_EQ(stream.type, "outbound-rtp");
  EXPECT_EQ(stream.packets, 100U);
  EXPECT_EQ(all.packets, stream.packets);
  EXPECT_EQ(all.bytes, stream.bytes);
  EXPECT_NEAR(stream.bitrate, 400'000, 60'000);
  const auto sent = (*stage.router.statistics(teacher->id, info.id, stage.now))[0];
  EXPECT_EQ(sent.type, "inbound-rtp");
  EXPECT_EQ(sent.packets, 100U);
  EXPECT_EQ(sent.kind, MediaKind::video);
  EXPECT_EQ(sent.at, stage.wall.now());
}

}  // namespace
}  // namespace vtp::sfu
