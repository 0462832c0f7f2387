#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rtc/rtcp/arrival_feedback.h"
#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class RoomUpkeep : public ::testing::Test {
 protected:
  RoomUpkeep() : teacher(stage.join()), student(stage.join()) {
    info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
    consumer = stage.consume(*student, info.id);
  }

  std::vector<Packet> picture(bool is_key = false, int packets = 2) {
    return source.picture(is_key, packets);
  }
  void send(Packet packet) { teacher->send.receiver->on_rtp(packet, stage.now); }
  [[nodiscard]] std::vector<std::uint16_t> asked_for() const {
    std::vector<std::uint16_t> numbers;
    for (const auto& packet : rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::transport_feedback, 1))
      rtc::read_nack(packet)->for_each([&](std::uint16_t number) { numbers.push_back(number); });
    return numbers;
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
  CameraSource source{1};
  ProducerInfo info;
  ConsumerInfo consumer;
};

TEST_F(RoomUpkeep, ThePublisherIsAskedForWhatIsMissing) {
  for (auto& packet : picture(true)) send(packet);
  const auto lost = picture(false, 3);
  send(lost[0]);
  send(lost[2]);
  stage.pass(15ms);
  const auto number = rtc::read_u16(lost[1], 2);
  EXPECT_THAT(asked_for(), ElementsAre(number));
  stage.pass(60ms);
  EXPECT_THAT(asked_for(), ElementsAre(number)) << "the answer is on its way";
  stage.pass(60ms);
  EXPECT_THAT(asked_for(), ElementsAre(number, number));
  send(source.repeat(lost[1]));
  stage.pass(1s);
  EXPECT_THAT(asked_for(), ElementsAre(number, number));
}

TEST_F(RoomUpkeep, WhatIsGivenUpNeedsAKeyFrame) {
  for (auto& packet : picture(true)) send(packet);
  const auto lost = picture(false, 3);
  send(lost[0]);
  send(lost[2]);
  for (int i = 0; i < 60; ++i) {
    for (auto& packet : picture()) send(packet);
    stage.pass(33ms);
  }
  EXPECT_EQ(asked_for().size(), 10U);
  EXPECT_EQ(rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::payload_feedback, 1).size(), 1U);
}

TEST_F(RoomUpkeep, ThePublisherLearnsWhichPacketsArrive) {
  for (int i = 0; i < 10; ++i) {
    for (auto& packet : picture(i == 0)) send(packet);
    stage.pass(33ms);
  }
  stage.pass(60ms);
  std::size_t there = 0;
  const auto feedbacks = rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::transport_feedback, 15);
  EXPECT_GE(feedbacks.size(), 5U);
  for (const auto& packet : feedbacks) {
    const auto feedback = rtc::ArrivalFeedback::read(packet);
    ASSERT_TRUE(feedback.has_value());
    feedback->for_each([&](const rtc::PacketStatus& status) { there += status.arrival ? 1 : 0; });
  }
  EXPECT_EQ(there, 20U);
}

TEST_F(RoomUpkeep, ThePublisherGetsReports) {
  for (int i = 0; i < 40; ++i) {
    for (auto& packet : picture(i == 0))
      if (i % 10 != 5) send(packet);
    stage.pass(33ms);
  }
  const auto reports = rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::receiver_report);
  ASSERT_FALSE(reports.empty());
  const auto report = rtc::read_receiver_report(reports.back());
  ASSERT_EQ(report->blocks.size(), 1U);
  EXPECT_EQ(report->blocks[0].ssrc, CameraSource::first_ssrc);
  EXPECT_EQ(report->blocks[0].lost, 6);
  EXPECT_NEAR(report->blocks[0].fraction_lost, 256 / 10, 3);
}

TEST_F(RoomUpkeep, SoundAndPictureAreReportedInThePublishersClock) {
  const auto mic = stage.produce(*teacher, MediaKind::audio, microphone(77), Source::mic);
  const auto sound = stage.consume(*student, mic.id);
  for (auto& packet : picture(true)) send(packet);
  const auto timestamp =
      seen_of(student->recv.path.rtp, *consumer.rtp_parameters.encodings[0].ssrc)[0].timestamp;
  const std::vector<std::uint8_t> payload{0x78, 1};
  Packet audio(60);
  audio.resize(*rtc::write_rtp({.payload_type = 111, .sequence = 1, .timestamp = 5000, .ssrc = 77}, {},
                               payload, audio));
  send(audio);
  std::array<std::uint8_t, 200> memory;
  rtc::RtcpWriter writer(memory);
  writer.sender_report(CameraSource::first_ssrc,
                       {.now = rtc::to_ntp(Timestamp(100s)), .timestamp = timestamp}, {});
  writer.sender_report(77, {.now = rtc::to_ntp(Timestamp(100s)), .timestamp = 5000}, {});
  teacher->send.receiver->on_rtcp(writer.written(), stage.now);
  stage.pass(500ms);
  const auto reports = rtcp_of(student->recv.path.rtcp, rtc::RtcpType::sender_report);
  ASSERT_EQ(reports.size(), 2U) << "as soon as the clock is known";
  for (const auto& packet : reports) {
    const auto report = *rtc::read_sender_report(packet);
    const bool is_video = report.ssrc == *consumer.rtp_parameters.encodings[0].ssrc;
    const auto first = is_video ? timestamp : 5000;
    const auto elapsed = rtc::from_ntp(report.sent_at) - Timestamp(100s);
    const auto ticks = elapsed.count() * (is_video ? 90'000 : 48'000) / 1'000'000;
    EXPECT_NEAR(static_cast<double>(report.timestamp - first), static_cast<double>(ticks), 2);
  }
  EXPECT_EQ(rtcp_of(student->recv.path.rtcp, rtc::RtcpType::source_description).size(), 2U);
}

TEST_F(RoomUpkeep, NothingIsSentOnAWayThatIsNotOpen) {
  student->recv.path.is_there = false;
  for (int i = 0; i < 40; ++i) {
    for (auto& packet : picture(i == 0)) send(packet);
    stage.pass(33ms);
  }
  EXPECT_EQ(student->recv.path.count, 0U);
  EXPECT_TRUE(student->recv.path.rtcp.empty());
}

TEST_F(RoomUpkeep, AnEmptyRoomHasNothingToDo) {
  RoomStage empty;
  EXPECT_EQ(empty.router.deadline(), rtc::never);
}

}  // namespace
}  // namespace vtp::sfu
