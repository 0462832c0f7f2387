#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class RoomFeedback : public ::testing::Test {
 protected:
  RoomFeedback() : teacher(stage.join()), student(stage.join()) {
    info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
    consumer = stage.consume(*student, info.id);
    picture(true);
  }

  void picture(bool is_key = false) {
    for (auto& packet : source.picture(is_key)) teacher->send.receiver->on_rtp(packet, stage.now);
    stage.pass(33ms);
  }
  [[nodiscard]] std::uint32_t ssrc() const { return *consumer.rtp_parameters.encodings[0].ssrc; }

  template <class Write>
  void viewer_says(Write&& write) {
    std::array<std::uint8_t, 500> memory;
    rtc::RtcpWriter writer(memory);
    write(writer);
    student->recv.receiver->on_rtcp(writer.written(), stage.now);
  }
  void ask_again(std::vector<std::uint16_t> sequences) {
    viewer_says([&](rtc::RtcpWriter& writer) { writer.nack(1, ssrc(), sequences); });
  }
  std::vector<Packet> repeated() const {
    std::vector<Packet> found;
    for (const auto& packet : student->recv.path.rtp)
      if (rtc::read_u32(packet, 8) == consumer.rtp_parameters.encodings[0].rtx->ssrc) found.push_back(packet);
    return found;
  }
  [[nodiscard]] std::size_t requests() const {
    return rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::payload_feedback, 1).size();
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
  CameraSource source{1};
  ProducerInfo info;
  ConsumerInfo consumer;
};

TEST_F(RoomFeedback, WhatAViewerMissesIsSentAgain) {
  picture();
  const auto sent = seen_of(student->recv.path.rtp, ssrc());
  ask_again({sent[1].sequence, sent[3].sequence});
  auto again = repeated();
  ASSERT_EQ(again.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto packet = rtc::RtpPacket::parse(again[i]);
    EXPECT_EQ(packet->payload_type(), consumer.rtp_parameters.codecs[1].payload_type);
    Packet memory = again[i];
    const auto original = rtc::read_rtx(*rtc::RtpPacket::parse(memory),
                                        {.ssrc = ssrc(), .payload_type = packet->payload_type()});
    ASSERT_TRUE(original.has_value());
    const auto seen = see({original->bytes().begin(), original->bytes().end()});
    const auto& expected = sent[1 + 2 * i];
    EXPECT_EQ(seen.sequence, expected.sequence);
    EXPECT_EQ(seen.timestamp, expected.timestamp);
    EXPECT_EQ(seen.picture_id, expected.picture_id);
    EXPECT_EQ(seen.base_index, expected.base_index);
    EXPECT_EQ(seen.marker, expected.marker);
    EXPECT_EQ(seen.mark.frame, expected.mark.frame);
  }
  EXPECT_EQ(rtc::read_u16(again[1], 2), static_cast<std::uint16_t>(rtc::read_u16(again[0], 2) + 1));
}

TEST_F(RoomFeedback, NotTwiceWithinARoundTripAndNotWhatIsOld) {
  const auto sent = seen_of(student->recv.path.rtp, ssrc());
  ask_again({sent[0].sequence});
  ask_again({sent[0].sequence});
  EXPECT_EQ(repeated().size(), 1U);
  stage.pass(150ms);
  ask_again({sent[0].sequence});
  EXPECT_EQ(repeated().size(), 2U);
  stage.pass(1s);
  ask_again({sent[0].sequence});
  EXPECT_EQ(repeated().size(), 2U);
  ask_again({static_cast<std::uint16_t>(sent[0].sequence + 5000)});
  EXPECT_EQ(repeated().size(), 2U) << "never sent";
}

TEST_F(RoomFeedback, RequestsForKeyFramesAreMerged) {
  const auto other = stage.join();
  stage.consume(*other, info.id);
  const auto before = requests();
  for (int i = 0; i < 5; ++i) {
    viewer_says([&](rtc::RtcpWriter& writer) { writer.picture_loss(1, ssrc()); });
    viewer_says([&](rtc::RtcpWriter& writer) {
      const rtc::FullIntraRequest request{.ssrc = ssrc(), .number = 3};
      writer.full_intra_request(1, std::span(&request, 1));
    });
    stage.pass(10ms);
  }
  EXPECT_EQ(requests(), before + 1);
  const auto figures = (*stage.router.statistics({}, consumer.id, stage.now))[0];
  EXPECT_EQ(figures.pli_count, 5U);
  EXPECT_EQ(figures.fir_count, 1U) << "repetitions of one request";
}

TEST_F(RoomFeedback, AtMostOneRequestInHalfASecond) {
  const auto before = requests();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(stage.router.request_key_frame(student->id, consumer.id, stage.now).has_value());
    stage.pass(50ms);
    picture(true);
  }
  const auto total = requests() - before;
  EXPECT_GE(total, 2U);
  EXPECT_LE(total, 4U) << "in 1.66 s";
}

TEST_F(RoomFeedback, AStoppedConsumerAsksForNothing) {
  ASSERT_TRUE(stage.router.pause_consumer(student->id, consumer.id, true, stage.now).has_value());
  const auto before = requests();
  viewer_says([&](rtc::RtcpWriter& writer) { writer.picture_loss(1, ssrc()); });
  stage.pass(100ms);
  EXPECT_EQ(requests(), before);
}

TEST_F(RoomFeedback, LossesAndTheRoundTripAreTakenFromReports) {
  const auto report = [&] {
    std::array<std::uint8_t, 200> memory;
    rtc::RtcpWriter writer(memory);
    writer.sender_report(CameraSource::first_ssrc, {.now = rtc::to_ntp(Timestamp(100s)), .timestamp = 9000},
                         {});
    teacher->send.receiver->on_rtcp(writer.written(), stage.now);
  };
  report();
  stage.pass(1100ms);
  const auto sent = rtcp_of(student->recv.path.rtcp, rtc::RtcpType::sender_report);
  ASSERT_FALSE(sent.empty());
  const auto last = rtc::read_sender_report(sent.back());
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(last->ssrc, ssrc());
  EXPECT_EQ(last->packets, 2U);
  const rtc::ReportBlock block{
      .ssrc = ssrc(), .fraction_lost = 64, .lost = 3, .jitter = 900, .last_report = last->sent_at.compact()};
  stage.pass(80ms);
  viewer_says([&](rtc::RtcpWriter& writer) { writer.receiver_report(1, std::span(&block, 1)); });
  const auto figures = (*stage.router.statistics(student->id, consumer.id, stage.now))[0];
  EXPECT_EQ(figures.packets_lost, 3);
  EXPECT_EQ(figures.fraction_lost, 0.25);
  EXPECT_EQ(figures.jitter_ms, 10);
  ASSERT_TRUE(figures.round_trip_ms.has_value());
  EXPECT_GT(*figures.round_trip_ms, 79);
  EXPECT_LT(*figures.round_trip_ms, 1200);
  EXPECT_EQ(stage.listener.of<ConsumerScored>().back().score, 0);
}

TEST_F(RoomFeedback, BrokenReportsHarmNobody) {
  Packet rubbish{0x81, 201, 0, 1, 0, 0, 0, 0};
  for (std::size_t size = 0; size <= rubbish.size(); ++size)
    student->recv.receiver->on_rtcp(rtc::Bytes(rubbish).first(size), stage.now);
  viewer_says([&](rtc::RtcpWriter& writer) { writer.picture_loss(1, ssrc() + 1); });
  viewer_says([&](rtc::RtcpWriter& writer) { writer.nack(1, ssrc() + 1, std::vector<std::uint16_t>{1}); });
  picture();
  EXPECT_EQ(seen_of(student->recv.path.rtp, ssrc()).size(), 4U);
}

}  // namespace
}  // namespace vtp::sfu
