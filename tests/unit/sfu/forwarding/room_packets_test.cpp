#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

class RoomPackets : public ::testing::Test {
 protected:
  RoomPackets() : teacher(stage.join()), student(stage.join()) {}

  void send(std::vector<Packet> packets) {
    for (auto& packet : packets) teacher->send.receiver->on_rtp(packet, stage.now);
  }
  void send_picture(bool is_key = false) {
    send(source.picture(is_key));
    stage.pass(33ms);
  }
  [[nodiscard]] std::vector<SeenPacket> seen(const ConsumerInfo& consumer) const {
    return seen_of(student->recv.path.rtp, *consumer.rtp_parameters.encodings[0].ssrc);
  }
  static std::vector<std::uint8_t> extension(Packet bytes, const ConsumerInfo& consumer, Extension which) {
    for (const auto& one : consumer.rtp_parameters.header_extensions) {
      if (one.uri != uri_of(which)) continue;
      const auto value = rtc::RtpPacket::parse(bytes)->extension(one.id);
      if (value) return {value->begin(), value->end()};
    }
    return {};
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> teacher;
  std::unique_ptr<RoomStage::Person> student;
  CameraSource source{1};
};

TEST_F(RoomPackets, APacketGoesOutWithTheViewersNumbers) {
  const auto camera_info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  const auto consumer = stage.consume(*student, camera_info.id);
  send_picture(true);
  ASSERT_EQ(student->recv.path.rtp.size(), 2U);
  auto first = student->recv.path.rtp[0];
  const auto packet = rtc::RtpPacket::parse(first);
  EXPECT_EQ(packet->payload_type(), consumer.rtp_parameters.codecs[0].payload_type);
  EXPECT_EQ(packet->ssrc(), consumer.rtp_parameters.encodings[0].ssrc);
  EXPECT_EQ(extension(first, consumer, Extension::mid), (std::vector<std::uint8_t>{'0'}));
  EXPECT_EQ(extension(first, consumer, Extension::orientation), (std::vector<std::uint8_t>{1}));
  EXPECT_EQ(extension(first, consumer, Extension::send_time).size(), 3U);
  EXPECT_EQ(extension(first, consumer, Extension::transport_sequence), (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(extension(student->recv.path.rtp[1], consumer, Extension::transport_sequence),
            (std::vector<std::uint8_t>{0, 2}));
  const auto packets = seen(consumer);
  EXPECT_EQ(packets[1].sequence, packets[0].sequence + 1);
  EXPECT_GE(packets[0].sequence, 1000);
  EXPECT_LT(packets[0].sequence, 32'768);
  EXPECT_FALSE(packets[0].marker);
  EXPECT_TRUE(packets[1].marker);
}

TEST_F(RoomPackets, ThePublishersPacketIsNotChangedForThoseWhoFollow) {
  const auto info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  const auto other = stage.join();
  const auto mine = stage.consume(*student, info.id);
  send_picture(true);
  send_picture();
  const auto theirs = stage.consume(*other, info.id);
  send_picture();
  const auto first = seen(mine);
  const auto second = seen_of(other->recv.path.rtp, *theirs.rtp_parameters.encodings[0].ssrc);
  ASSERT_EQ(first.size(), 6U);
  ASSERT_EQ(second.size(), 6U) << "from the key frame on, which is remembered";
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(first[i].mark.frame, second[i].mark.frame);
    EXPECT_EQ(first[i].picture_id - first[0].picture_id, second[i].picture_id - second[0].picture_id);
  }
}

TEST_F(RoomPackets, StreamsAreKnownByTheirWordsAndLaterBySsrc) {
  source = CameraSource(3);
  const auto info = stage.produce(*teacher, MediaKind::video, camera(3), Source::camera);
  const auto consumer = stage.consume(*student, info.id);
  EXPECT_EQ(info.type, ProducerType::simulcast);
  send_picture(true);
  source.has_words = false;
  send_picture();
  const auto figures = stage.router.statistics({}, info.id, stage.now);
  ASSERT_EQ(figures->size(), 3U);
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*figures)[i].ssrc, CameraSource::first_ssrc + i);
    EXPECT_EQ((*figures)[i].packets, 4U);
  }
  EXPECT_FALSE(seen(consumer).empty());
}

TEST_F(RoomPackets, WhatBelongsToNobodyIsDropped) {
  const auto info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  const auto consumer = stage.consume(*student, info.id);
  source.has_words = false;
  send_picture(true);
  Packet rubbish(40, 0x11);
  teacher->send.receiver->on_rtp(rubbish, stage.now);
  EXPECT_TRUE(seen(consumer).empty());
  EXPECT_EQ((*stage.router.statistics({}, info.id, stage.now))[0].packets, 0U);
}

TEST_F(RoomPackets, ARepetitionTakesThePlaceOfWhatWasLost) {
  auto parameters = camera(1);
  parameters.encodings[0].ssrc = CameraSource::first_ssrc;
  parameters.encodings[0].rtx = RtxEncoding{CameraSource::rtx_ssrc(0)};
  const auto info = stage.produce(*teacher, MediaKind::video, parameters, Source::camera);
  const auto consumer = stage.consume(*student, info.id);
  send_picture(true);
  const auto frame = source.picture(false, 3);
  send({frame[0], frame[2]});
  const auto before = seen(consumer).size();
  send({source.repeat(frame[1]), source.repeat(frame[1])});
  const auto packets = seen(consumer);
  ASSERT_EQ(packets.size(), before + 1) << "once, though it came twice";
  EXPECT_EQ(packets.back().mark.index, 1);
  EXPECT_EQ(packets.back().sequence, packets[before - 1].sequence - 1);
}

TEST_F(RoomPackets, PaddingOfThePublisherLeavesNoGap) {
  const auto info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  const auto consumer = stage.consume(*student, info.id);
  send_picture(true);
  auto picture = source.picture(false, 3);
  // The middle one becomes padding alone, as a probe of the publisher is.
  auto packet = rtc::RtpPacket::parse(picture[1]);
  Packet padding(64);
  padding.resize(*rtc::write_rtp_padding(rtc::header_of(*packet), {}, 20, padding));
  picture[1] = padding;
  send(picture);
  const auto packets = seen(consumer);
  ASSERT_EQ(packets.size(), 4U);
  EXPECT_EQ(packets[3].sequence, packets[2].sequence + 1);
}

TEST_F(RoomPackets, AMutedProducerIsNotHeard) {
  const auto info = stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  const auto consumer = stage.consume(*student, info.id);
  send_picture(true);
  ASSERT_TRUE(stage.router.pause_producer(info.id, true, Actor::moderator, stage.now).has_value());
  send_picture(true);
  EXPECT_EQ(seen(consumer).size(), 2U);
  ASSERT_TRUE(stage.router.pause_producer(info.id, false, Actor::self, stage.now).has_value());
  send_picture();
  EXPECT_EQ(seen(consumer).size(), 2U) << "a key frame is waited for";
  send_picture(true);
  const auto packets = seen(consumer);
  ASSERT_EQ(packets.size(), 4U);
  EXPECT_EQ(packets[2].sequence, packets[1].sequence + 1);
}

TEST_F(RoomPackets, PresenceIsToldOnceASecond) {
  stage.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  for (int i = 0; i < 60; ++i) send_picture(i == 0);
  EXPECT_EQ(stage.listener.of<MediaHeard>().size(), 2U);
}

/// Microphones of several people.
class RoomVoices : public ::testing::Test {
 protected:
  struct Speaker {
    std::unique_ptr<RoomStage::Person> person;
    ProducerInfo info;
    ConsumerInfo consumer;
    std::uint16_t sequence = 0;
  };

  void add(std::size_t count, bool has_host = false) {
    for (std::size_t i = 0; i < count; ++i) {
      Speaker speaker{.person = stage.join()};
      speaker.info =
          stage.produce(*speaker.person, MediaKind::audio, microphone(static_cast<std::uint32_t>(100 + i)),
                        Source::mic, has_host && i == 0);
      speaker.consumer = stage.consume(*listener, speaker.info.id);
      speakers.push_back(std::move(speaker));
    }
  }
  /// 20 ms of everybody, with these levels.
  void say(const std::vector<int>& dbov) {
    for (std::size_t i = 0; i < dbov.size(); ++i) {
      auto& speaker = speakers[i];
      const std::vector<std::uint8_t> level{static_cast<std::uint8_t>(-dbov[i])};
      const std::vector<rtc::ExtensionElement> extensions{{9, level}};  // as browser_extensions() has it
      const std::vector<std::uint8_t> payload{0x78, 1, 2, 3};
      Packet packet(200);
      packet.resize(*rtc::write_rtp({.payload_type = 111,
                                     .sequence = speaker.sequence,
                                     .timestamp = speaker.sequence * 960U,
                                     .ssrc = static_cast<std::uint32_t>(100 + i)},
                                    extensions, payload, packet));
      ++speaker.sequence;
      speaker.person->send.receiver->on_rtp(packet, stage.now);
    }
    stage.pass(20ms);
  }
  std::vector<std::uint16_t> heard(std::size_t speaker) const {
    std::vector<std::uint16_t> sequences;
    for (const auto& packet : listener->recv.path.rtp)
      if (rtc::read_u32(packet, 8) == speakers[speaker].consumer.rtp_parameters.encodings[0].ssrc)
        sequences.push_back(rtc::read_u16(packet, 2));
    return sequences;
  }

  RoomStage stage;
  std::unique_ptr<RoomStage::Person> listener = stage.join();
  std::vector<Speaker> speakers;
};

TEST_F(RoomVoices, SixAreForwardedAndTheHostAlways) {
  add(8, true);
  for (int i = 0; i < 50; ++i) say({-70, -20, -20, -20, -20, -20, -20, -70});
  EXPECT_EQ(heard(0).size(), 50U) << "the host";
  for (std::size_t i = 1; i < 7; ++i) EXPECT_EQ(heard(i).size(), 50U);
  EXPECT_EQ(heard(7).size(), 0U);
}

TEST_F(RoomVoices, WhoBecomesLouderTakesAPlaceWithoutAGapInTheNumbers) {
  add(7);
  for (int i = 0; i < 50; ++i) say({-20, -20, -20, -20, -20, -80, -90});
  EXPECT_EQ(heard(6).size(), 0U);
  for (int i = 0; i < 50; ++i) say({-20, -20, -20, -20, -20, -80, -15});
  EXPECT_EQ(heard(6).size(), 50U);
  EXPECT_EQ(heard(5).size(), 51U) << "the silent one went";
  for (int i = 0; i < 50; ++i) say({-20, -20, -20, -20, -20, -15, -90});
  const auto numbers = heard(5);
  EXPECT_GT(numbers.size(), 60U);
  for (std::size_t i = 1; i < numbers.size(); ++i)
    EXPECT_EQ(numbers[i], static_cast<std::uint16_t>(numbers[i - 1] + 1));
}

TEST_F(RoomVoices, LevelsAndTheActiveSpeakerAreTold) {
  add(3);
  for (int i = 0; i < 100; ++i) say({-30, -70, -90});
  const auto levels = stage.listener.of<AudioLevels>();
  EXPECT_EQ(levels.size(), 6U) << "every 300 ms";
  ASSERT_EQ(levels.back().levels.size(), 1U);
  EXPECT_EQ(levels.back().levels[0].participant, speakers[0].person->id);
  EXPECT_EQ(levels.back().levels[0].volume, -30);
  const auto active = stage.listener.of<ActiveSpeakerChanged>();
  ASSERT_EQ(active.size(), 1U);
  EXPECT_EQ(active[0].participant, speakers[0].person->id);
  EXPECT_EQ(active[0].producer, speakers[0].info.id);
  for (int i = 0; i < 200; ++i) say({-70, -25, -90});
  EXPECT_EQ(stage.listener.of<ActiveSpeakerChanged>().back().participant, speakers[1].person->id);
}

}  // namespace
}  // namespace vtp::sfu
