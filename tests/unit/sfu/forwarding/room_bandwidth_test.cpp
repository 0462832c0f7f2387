#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

/// A camera in three encodings of about 100, 200 and 300 kbit/s, and a viewer whose way carries what it says.
class RoomBandwidth : public ::testing::Test {
 protected:
  RoomBandwidth() : teacher(stage.join()), student(stage.join()) {
    info = stage.produce(*teacher, MediaKind::video, camera(3), Source::camera);
    consumer = stage.consume(*student, info.id);
    for (std::uint32_t layer = 0; layer < 3; ++layer) tell_clock(layer);
  }

  void tell_clock(std::uint32_t layer) {
    std::array<std::uint8_t, 100> memory;
    rtc::RtcpWriter writer(memory);
    const auto clock = SimulcastSource::clock(static_cast<std::uint8_t>(layer));
    writer.sender_report(CameraSource::first_ssrc + layer, {.now = clock.wall, .timestamp = clock.timestamp},
                         {});
    for (auto& packet : source.picture(true)) teacher->send.receiver->on_rtp(packet, stage.now);
    teacher->send.receiver->on_rtcp(writer.written(), stage.now);
  }

  /// The publisher sends, answers requests for key frames, and the viewer tells what it can receive.
  void run(rtc::Duration duration, std::int64_t carries, std::size_t layers_sent = 3) {
    const auto end = stage.now + duration;
    for (int i = 0; stage.now < end; ++i) {
      if (i % 6 == 0) viewer_estimates(carries);
      const auto requests = plis();
      const bool is_key = requests > answered_;
      answered_ = requests;
      for (auto& packet : source.picture(is_key, 2)) {
        const auto layer = rtc::read_u32(packet, 8) - CameraSource::first_ssrc;
        if (layer < layers_sent) teacher->send.receiver->on_rtp(packet, stage.now);
      }
      stage.pass(33ms);
    }
  }
  void viewer_estimates(std::int64_t carries) {
    std::array<std::uint8_t, 100> memory;
    rtc::RtcpWriter writer(memory);
    const std::array<std::uint32_t, 1> ssrcs{*consumer.rtp_parameters.encodings[0].ssrc};
    writer.receiver_estimate(1, static_cast<std::uint64_t>(carries), ssrcs);
    student->recv.receiver->on_rtcp(writer.written(), stage.now);
  }
  [[nodiscard]] std::size_t plis() const {
    return rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::payload_feedback, 1).size();
  }
  [[nodiscard]] std::optional<Layers> layers() const {
    const auto told = stage.listener.of<ConsumerLayersChanged>();
    return told.empty() ? std::nullopt : told.back().layers;
  }
  [[nodiscard]] std::vector<SeenPacket> seen() const {
    return seen_of(student->recv.path.rtp, *consumer.rtp_parameters.encodings[0].ssrc);
  }
  std::vector<bool> starved() const {
    std::vector<bool> list;
    for (const auto& event : stage.listener.of<ConsumerPaused>())
      if (event.reason == ConsumerPauseReason::bandwidth) list.push_back(event.is_paused);
    return list;
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
  CameraSource source{3, 800};  // some 400 kbit/s an encoding
  ProducerInfo info;
  ConsumerInfo consumer;
  std::size_t answered_ = 0;
};

TEST_F(RoomBandwidth, AWideWayGetsTheTopLayer) {
  run(15s, 5'000'000);
  ASSERT_TRUE(layers().has_value());
  EXPECT_EQ(layers()->spatial, 2);
  EXPECT_EQ(seen().back().mark.layer, 2);
  EXPECT_TRUE(starved().empty());
}

TEST_F(RoomBandwidth, WhatTheViewerPrefersIsEnough) {
  ASSERT_TRUE(stage.router.prefer_layers(student->id, consumer.id, {.spatial = 1, .temporal = {}}, stage.now)
                  .has_value());
  run(10s, 5'000'000);
  EXPECT_EQ(layers()->spatial, 1);
  ASSERT_TRUE(stage.router.prefer_layers(student->id, consumer.id, {.spatial = 0, .temporal = 0}, stage.now)
                  .has_value());
  run(2s, 5'000'000);
  EXPECT_EQ(layers(), (Layers{.spatial = 0, .temporal = 0}));
  for (auto packets = seen(); const auto& packet : std::span(packets).last(5))
    EXPECT_EQ(packet.mark.layer, 0);
}

TEST_F(RoomBandwidth, EncodingsThatAreNotSentAreNotWaitedFor) {
  run(15s, 5'000'000);
  const auto before = seen().size();
  run(4s, 5'000'000, 1);
  EXPECT_EQ(layers()->spatial, 0);
  EXPECT_GT(seen().size(), before + 50);
  EXPECT_EQ(seen().back().mark.layer, 0);
}

TEST_F(RoomBandwidth, ANarrowWayEndsInAPauseThatIsTold) {
  run(10s, 5'000'000);
  ASSERT_TRUE(stage.router.limit_receive_bitrate(student->id, 64'000, stage.now).has_value());
  run(2s, 5'000'000);
  EXPECT_EQ(starved(), (std::vector<bool>{true}));
  EXPECT_EQ(layers(), std::nullopt);
  const auto before = seen().size();
  run(1s, 5'000'000);
  EXPECT_EQ(seen().size(), before);
  ASSERT_TRUE(stage.router.limit_receive_bitrate(student->id, {}, stage.now).has_value());
  run(10s, 5'000'000);
  EXPECT_EQ(starved(), (std::vector<bool>{true, false}));
  EXPECT_GT(seen().size(), before);
}

TEST_F(RoomBandwidth, PublishersLearnWhichLayersNobodyWants) {
  ASSERT_TRUE(stage.router.prefer_layers(student->id, consumer.id, {.spatial = 0, .temporal = {}}, stage.now)
                  .has_value());
  run(4s, 5'000'000);
  EXPECT_TRUE(stage.listener.of<ProducerConstrained>().empty()) << "it may be a moment only";
  run(3s, 5'000'000);
  auto told = stage.listener.of<ProducerConstrained>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].max_spatial_layer, 0);
  EXPECT_EQ(told[0].to, teacher->id);
  ASSERT_TRUE(stage.router.prefer_layers(student->id, consumer.id, {.spatial = 2, .temporal = {}}, stage.now)
                  .has_value());
  told = stage.listener.of<ProducerConstrained>();
  ASSERT_EQ(told.size(), 2U) << "at once";
  EXPECT_EQ(told[1].max_spatial_layer, 2);
}

TEST_F(RoomBandwidth, ALateViewerBeginsWithWhatIsRemembered) {
  run(3s, 5'000'000);
  for (auto& packet : source.picture(true)) teacher->send.receiver->on_rtp(packet, stage.now);
  run(330ms, 5'000'000);
  const auto before = plis();
  const auto late = stage.join();
  const auto theirs = stage.consume(*late, info.id);
  stage.pass(30ms);
  const auto packets = seen_of(late->recv.path.rtp, *theirs.rtp_parameters.encodings[0].ssrc);
  ASSERT_FALSE(packets.empty());
  EXPECT_TRUE(packets[0].mark.is_key);
  EXPECT_GT(packets.size(), 10U);
  EXPECT_EQ(plis(), before) << "no key frame was needed";
}

TEST(RoomCatchUp, ALateViewerCatchesUpWithMoreThanItsWayIsBelievedToCarry) {
  RoomStage stage;
  CameraSource source(1, 1'100);
  const auto teacher = stage.join();
  const auto info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  std::uint16_t pictures = 0;
  const auto show = [&](bool is_key) {  // 4.2 Mbit/s
    for (auto& packet : source.picture(is_key, 16)) teacher->send.receiver->on_rtp(packet, stage.now);
    ++pictures;
    stage.pass(33ms);
  };
  show(true);
  for (int i = 0; i < 20; ++i) show(false);
  const auto late = stage.join();
  const auto theirs = stage.consume(*late, info.id);
  for (int i = 0; i < 60; ++i) show(false);
  const auto seen = seen_of(late->recv.path.rtp, *theirs.rtp_parameters.encodings[0].ssrc);
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(seen.front().mark.is_key);
  EXPECT_GE(seen.back().mark.frame + 2, pictures) << "two seconds later it is as far as the others";
}

}  // namespace
}  // namespace vtp::sfu
