#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rtc/rtcp/feedback.h"
#include "rtc/rtcp/rtcp_writer.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/shared_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

using Person = RoomStage::Person;

/// A teacher at home, and viewers in the shadow.
class RoomSharing : public ::testing::Test {
 protected:
  explicit RoomSharing(std::size_t encodings = 1) : teacher(stage.home.join()), source(encodings) {
    info = stage.home.produce(*teacher, MediaKind::video, camera(encodings), Source::camera);
    stage.carry();
  }

  struct Viewer {
    std::unique_ptr<Person> person = std::make_unique<Person>();
    ConsumerInfo consumer;

    [[nodiscard]] std::uint32_t ssrc() const { return *consumer.rtp_parameters.encodings[0].ssrc; }
    [[nodiscard]] std::vector<SeenPacket> seen() const { return seen_of(person->recv.path.rtp, ssrc()); }
  };
  Viewer view(ProducerId producer) {
    Viewer viewer;
    stage.shadow.open(*viewer.person, viewer.person->recv, Direction::recv);
    viewer.consumer = stage.shadow.consume(*viewer.person, producer);
    stage.carry();
    return viewer;
  }
  Viewer view() { return view(info.id); }

  void send(std::vector<Packet> packets) {
    for (auto& packet : packets) teacher->send.receiver->on_rtp(packet, stage.home.now);
  }
  void picture(bool is_key = false) {
    send(source.picture(is_key));
    stage.carry();
    stage.pass(33ms);
  }
  /// As a browser does it: a key frame follows each request.
  void run(rtc::Duration duration) {
    const auto end = stage.home.now + duration;
    while (stage.home.now < end) picture(is_asked());
  }
  bool is_asked() {
    const auto asked = requests();
    return std::exchange(answered_, asked) < asked;
  }
  [[nodiscard]] std::size_t requests() const {
    return rtcp_of(teacher->send.path.rtcp, rtc::RtcpType::payload_feedback, 1).size();
  }
  template <class Write>
  void says(const Viewer& viewer, Write&& write) {
    std::array<std::uint8_t, 500> memory;
    rtc::RtcpWriter writer(memory);
    write(writer);
    viewer.person->recv.receiver->on_rtcp(writer.written(), stage.shadow.now);
  }
  void tell_clock(std::uint8_t layer) {
    std::array<std::uint8_t, 100> memory;
    rtc::RtcpWriter writer(memory);
    const auto clock = SimulcastSource::clock(layer);
    writer.sender_report(CameraSource::first_ssrc + layer, {.now = clock.wall, .timestamp = clock.timestamp},
                         {});
    teacher->send.receiver->on_rtcp(writer.written(), stage.home.now);
  }
  template <class Wish>
  [[nodiscard]] std::size_t wishes() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        stage.wished, [](const ShadowWish& wish) { return std::holds_alternative<Wish>(wish); }));
  }

  SharedStage stage;
  std::unique_ptr<Person> teacher;
  CameraSource source;
  ProducerInfo info;

 private:
  std::size_t answered_ = 0;
};

void expect_no_gap(const std::vector<SeenPacket>& packets) {
  for (std::size_t i = 1; i < packets.size(); ++i)
    ASSERT_EQ(packets[i].sequence, static_cast<std::uint16_t>(packets[i - 1].sequence + 1)) << i;
}

TEST_F(RoomSharing, ViewersElsewhereGetWhatThoseAtHomeGet) {
  const auto at_home = stage.home.join();
  const auto consumer = stage.home.consume(*at_home, info.id);
  const auto viewer = view();
  EXPECT_EQ(viewer.consumer.rtp_parameters.rtcp.cname, consumer.rtp_parameters.rtcp.cname);
  EXPECT_EQ(viewer.consumer.producer.owner, teacher->id);
  picture(true);
  for (int i = 0; i < 5; ++i) picture();
  const auto here = seen_of(at_home->recv.path.rtp, *consumer.rtp_parameters.encodings[0].ssrc);
  const auto there = viewer.seen();
  ASSERT_EQ(there.size(), 12U);
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    EXPECT_EQ(here[i].mark.frame, there[i].mark.frame);
    EXPECT_EQ(here[i].mark.index, there[i].mark.index);
    EXPECT_EQ(here[i].timestamp - here[0].timestamp, there[i].timestamp - there[0].timestamp);
  }
  expect_no_gap(there);
}

TEST_F(RoomSharing, ALateViewerBeginsInThePast) {
  picture(true);
  for (int i = 0; i < 3; ++i) picture();
  const auto before = requests();
  const auto first = view();
  stage.pass(50ms);
  ASSERT_EQ(first.seen().size(), 8U) << "what home had kept comes along";
  EXPECT_TRUE(first.seen()[0].mark.is_key);
  picture();
  const auto second = view();
  stage.pass(50ms);
  EXPECT_EQ(second.seen().size(), 10U) << "from the memory of the shadow";
  picture();
  EXPECT_EQ(first.seen().size(), 12U);
  expect_no_gap(first.seen());
  expect_no_gap(second.seen());
  EXPECT_EQ(requests(), before);
  EXPECT_EQ(wishes<KeyFrameWish>(), 0U);
}

TEST_F(RoomSharing, AKeyFrameIsAskedForOnceForManyViewers) {
  picture(true);
  stage.pass(3s);  // too long ago to begin with
  picture();
  const auto before = requests();
  std::vector<Viewer> viewers;
  for (int i = 0; i < 5; ++i) viewers.push_back(view());
  for (const auto& viewer : viewers)
    says(viewer, [&](rtc::RtcpWriter& writer) { writer.picture_loss(1, viewer.ssrc()); });
  stage.pass(100ms);
  EXPECT_EQ(wishes<KeyFrameWish>(), 1U);
  EXPECT_EQ(requests(), before + 1);
  picture(true);
  for (const auto& viewer : viewers) EXPECT_EQ(viewer.seen().size(), 2U);
  stage.pass(3s);
  EXPECT_EQ(requests(), before + 1) << "it has come";
}

TEST_F(RoomSharing, WhatAViewerMissesComesFromTheShadow) {
  const auto viewer = view();
  picture(true);
  const auto sent = viewer.seen();
  says(viewer, [&](rtc::RtcpWriter& writer) {
    const std::array<std::uint16_t, 1> missing{sent[1].sequence};
    writer.nack(1, viewer.ssrc(), missing);
  });
  const auto rtx = viewer.consumer.rtp_parameters.encodings[0].rtx->ssrc;
  EXPECT_EQ(rtc::read_u32(viewer.person->recv.path.rtp.back(), 8), rtx);
  const auto figures =
      (*stage.shadow.router.statistics(viewer.person->id, viewer.consumer.id, stage.shadow.now))[0];
  EXPECT_EQ(figures.nack_count, 1U);
  EXPECT_EQ(figures.packets, 3U);
}

TEST_F(RoomSharing, WhoeverSendsHearsOfItOnceAndSoDoesWhoeverReceives) {
  const auto viewer = view();
  picture(true);
  ASSERT_TRUE(stage.home.router.pause_producer(info.id, true, Actor::moderator, stage.home.now));
  stage.carry();
  const auto here = stage.home.listener.of<ProducerPaused>();
  const auto there = stage.shadow.listener.of<ProducerPaused>();
  ASSERT_EQ(here.size(), 1U);
  ASSERT_EQ(there.size(), 1U);
  EXPECT_THAT(here[0].to, ElementsAre(teacher->id));
  EXPECT_THAT(there[0].to, ElementsAre(viewer.person->id));
  EXPECT_EQ(there[0].by, Actor::moderator);
  EXPECT_EQ(stage.shadow.listener.of<ConsumerPaused>().size(), 1U);
  picture(true);
  EXPECT_EQ(viewer.seen().size(), 2U);

  ASSERT_TRUE(stage.home.router.pause_producer(info.id, false, Actor::moderator, stage.home.now));
  stage.carry();
  picture(true);
  EXPECT_EQ(viewer.seen().size(), 4U);
  expect_no_gap(viewer.seen());
  EXPECT_FALSE(stage.shadow.listener.of<ConsumerPaused>().back().is_paused);

  ASSERT_TRUE(stage.home.router.close_producer(info.id, Actor::self, stage.home.now));
  stage.carry();
  EXPECT_THAT(stage.home.listener.of<ProducerClosed>()[0].to, ElementsAre(teacher->id));
  EXPECT_THAT(stage.shadow.listener.of<ProducerClosed>()[0].to, ElementsAre(viewer.person->id));
  const auto closed = stage.shadow.listener.of<ConsumerClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].reason, ConsumerCloseReason::producer_closed);
  EXPECT_TRUE(stage.shadow.router.producers().empty());
  stage.pass(2s);
}

TEST_F(RoomSharing, WhatWasMutedIsShownToNobodyLater) {
  picture(true);
  auto first = view();
  ASSERT_TRUE(stage.home.router.pause_producer(info.id, true, Actor::self, stage.home.now));
  picture(true);
  picture();
  ASSERT_TRUE(stage.home.router.pause_producer(info.id, false, Actor::self, stage.home.now));
  stage.carry();
  picture();
  const auto late = view();
  stage.pass(100ms);
  EXPECT_TRUE(late.seen().empty());
  picture(true);
  EXPECT_EQ(late.seen().size(), 2U);
  for (const auto& packet : first.seen()) EXPECT_TRUE(packet.mark.frame < 1 || packet.mark.frame > 2);
}

TEST_F(RoomSharing, NothingCrossesForNobody) {
  picture(true);
  EXPECT_EQ(stage.sent_packets, 0U);
  const auto viewer = view();
  picture();
  EXPECT_EQ(stage.sent_packets, 2U);
  ASSERT_TRUE(stage.shadow.router.close_consumer(viewer.person->id, viewer.consumer.id, stage.shadow.now));
  stage.carry();
  picture();
  EXPECT_EQ(stage.sent_packets, 2U);
  stage.shadow.router.remove(viewer.person->id, stage.shadow.now);
  const auto again = view();
  stage.pass(50ms);
  EXPECT_EQ(again.seen().size(), 6U) << "with what was not sent over meanwhile";
  expect_no_gap(again.seen());
}

TEST_F(RoomSharing, WhatFindsNoRoomIsMadeGoodByAKeyFrame) {
  const auto viewer = view();
  const auto other = view();
  picture(true);
  picture();
  const auto before = requests();
  stage.most_packets = 4;
  for (int i = 0; i < 5; ++i) send(source.picture(false));  // all at once: six packets are lost
  stage.carry();
  EXPECT_EQ(viewer.seen().size(), 8U);
  EXPECT_EQ(requests(), before) << "there was no room for one yet";
  picture();
  EXPECT_EQ(viewer.seen().size(), 8U) << "what nobody can decode is not sent";
  stage.pass(20ms);
  EXPECT_EQ(requests(), before + 1);
  picture(true);
  picture();
  const auto packets = viewer.seen();
  ASSERT_EQ(packets.size(), 12U);
  EXPECT_TRUE(packets[8].mark.is_key);
  expect_no_gap(packets);
  stage.pass(3s);
  EXPECT_EQ(requests(), before + 1);
}

TEST_F(RoomSharing, TheNetworkOfAParticipantIsMeasuredInBothPlaces) {
  // Whoever sends at home and receives elsewhere.
  auto student = std::make_unique<Person>();
  stage.home.open(*student, student->send, Direction::send);
  stage.shadow.open(*student, student->recv, Direction::recv);
  stage.shadow.consume(*student, info.id);
  stage.home.produce(*student, MediaKind::audio, microphone(77), Source::mic);
  std::uint16_t sequence = 0;
  for (int i = 0; i < 400; ++i) {
    Packet packet(100);
    packet.resize(
        *rtc::write_rtp({.payload_type = 111, .sequence = sequence++, .ssrc = 77}, {}, Packet(40), packet));
    student->send.receiver->on_rtp(packet, stage.home.now);
    picture(i == 0);
  }
  const auto measures = stage.home.listener.of<NetworkMeasured>();
  const auto theirs = std::ranges::find_if(measures.rbegin(), measures.rend(), [&](const auto& measure) {
    return measure.participant == student->id;
  });
  ASSERT_NE(theirs, measures.rend());
  EXPECT_TRUE(theirs->uplink.has_media);
  EXPECT_TRUE(theirs->downlink.has_media);
  EXPECT_GT(theirs->downlink.kbps, theirs->uplink.kbps);
  EXPECT_TRUE(stage.shadow.listener.of<NetworkMeasured>().empty());
}

TEST_F(RoomSharing, ScoresComeFromHome) {
  const auto viewer = view();
  picture(true);
  run(1s);
  for (int i = 0; i < 40; ++i) {
    auto packets = source.picture(false);
    if (i % 2 == 0) packets.pop_back();
    send(std::move(packets));
    stage.pass(33ms);
  }
  const auto scored = stage.shadow.listener.of<ConsumerScored>();
  ASSERT_FALSE(scored.empty());
  EXPECT_LT(scored.back().producer_score, 5);
  EXPECT_EQ(scored.back().to, viewer.person->id);
  EXPECT_EQ(scored.back().score, 10) << "of the way to the viewer alone";
  EXPECT_TRUE(stage.shadow.listener.of<ProducerScored>().empty());
  EXPECT_EQ(view().consumer.producer_score, scored.back().producer_score);
}

class RoomSharingInLayers : public RoomSharing {
 protected:
  RoomSharingInLayers() : RoomSharing(3) {
    picture(true);
    for (std::uint8_t layer = 0; layer < 3; ++layer) tell_clock(layer);
  }
  void estimates(const Viewer& viewer, std::uint64_t bits_per_second) {
    says(viewer, [&](rtc::RtcpWriter& writer) {
      const std::array<std::uint32_t, 1> ssrcs{viewer.ssrc()};
      writer.receiver_estimate(1, bits_per_second, ssrcs);
    });
  }
  void run_with(const Viewer& viewer, rtc::Duration duration) {
    for (rtc::Duration passed{}; passed < duration; passed += 200ms) {
      estimates(viewer, 5'000'000);
      run(200ms);
    }
  }
  [[nodiscard]] std::optional<Layers> layers() const {
    const auto told = stage.shadow.listener.of<ConsumerLayersChanged>();
    return told.empty() ? std::nullopt : told.back().layers;
  }
};

TEST_F(RoomSharingInLayers, LayersSwitchWithoutASeam) {
  const auto viewer = view();
  const auto prefer = [&](std::uint8_t spatial) {
    ASSERT_TRUE(stage.shadow.router.prefer_layers(viewer.person->id, viewer.consumer.id,
                                                  {.spatial = spatial, .temporal = {}}, stage.shadow.now));
  };
  prefer(0);
  run_with(viewer, 2s);
  EXPECT_EQ(layers()->spatial, 0);
  const auto low = viewer.seen().size();
  EXPECT_GT(low, 60U);
  prefer(2);
  run_with(viewer, 12s);
  EXPECT_EQ(layers()->spatial, 2);
  EXPECT_GT(wishes<KeyFrameWish>(), 0U);
  const auto packets = viewer.seen();
  EXPECT_EQ(packets.back().mark.layer, 2);
  expect_no_gap(packets);
  for (std::size_t i = 1; i < packets.size(); ++i)
    ASSERT_LT(packets[i].timestamp - packets[i - 1].timestamp, 90'000U / 5) << i;
}

TEST_F(RoomSharingInLayers, WhatIsWantedElsewhereIsWanted) {
  const auto viewer = view();
  run_with(viewer, 7s);
  EXPECT_TRUE(stage.home.listener.of<ProducerConstrained>().empty());
  const auto prefer = [&](std::uint8_t spatial) {
    ASSERT_TRUE(stage.shadow.router.prefer_layers(viewer.person->id, viewer.consumer.id,
                                                  {.spatial = spatial, .temporal = {}}, stage.shadow.now));
    stage.carry();
  };
  prefer(1);
  run_with(viewer, 7s);
  auto constrained = stage.home.listener.of<ProducerConstrained>();
  ASSERT_EQ(constrained.size(), 1U);
  EXPECT_EQ(constrained[0].max_spatial_layer, 1);
  EXPECT_EQ(constrained[0].to, teacher->id);
  prefer(2);
  constrained = stage.home.listener.of<ProducerConstrained>();
  ASSERT_EQ(constrained.size(), 2U) << "at once";
  EXPECT_EQ(constrained[1].max_spatial_layer, 2);
  EXPECT_TRUE(stage.shadow.listener.of<ProducerConstrained>().empty());
}

/// Two people who speak, where one is heard at a time.
class RoomSharingOfVoices : public ::testing::Test {
 protected:
  RoomSharingOfVoices() {
    viewer.id = ParticipantId::make();
    stage.shadow.open(viewer, viewer.recv, Direction::recv);
    for (std::uint32_t i = 0; i < 2; ++i) {
      people.push_back(stage.home.join());
      producers.push_back(stage.home.produce(*people[i], MediaKind::audio, microphone(100 + i), Source::mic));
      stage.carry();
      consumers.push_back(stage.shadow.consume(viewer, producers[i].id));
      stage.carry();
    }
  }

  void speak(std::uint32_t who, std::int8_t dbov) {
    const std::vector<std::uint8_t> level{static_cast<std::uint8_t>(-dbov)};
    const std::vector<rtc::ExtensionElement> extensions{{9, level}};  // as browser_extensions() has it
    Packet packet(200);
    packet.resize(*rtc::write_rtp({.payload_type = 111,
                                   .sequence = sequence[who],
                                   .timestamp = sequence[who] * 960U,
                                   .ssrc = 100 + who},
                                  extensions, Packet(40), packet));
    ++sequence[who];
    people[who]->send.receiver->on_rtp(packet, stage.home.now);
  }
  void speak_for(rtc::Duration duration, std::int8_t first, std::int8_t second) {
    for (rtc::Duration passed{}; passed < duration; passed += 20ms) {
      speak(0, first);
      speak(1, second);
      stage.carry();
      stage.pass(20ms);
    }
  }
  [[nodiscard]] std::vector<std::uint16_t> heard(std::size_t who) const {
    std::vector<std::uint16_t> numbers;
    for (const auto& packet : viewer.recv.path.rtp)
      if (rtc::read_u32(packet, 8) == consumers[who].rtp_parameters.encodings[0].ssrc)
        numbers.push_back(rtc::read_u16(packet, 2));
    return numbers;
  }

  SharedStage stage{{.speakers = 1}};
  std::vector<std::unique_ptr<Person>> people;
  std::vector<ProducerInfo> producers;
  std::vector<ConsumerInfo> consumers;
  std::array<std::uint16_t, 2> sequence{};
  Person viewer;
};

TEST_F(RoomSharingOfVoices, WhoIsHeardIsDecidedAtHome) {
  speak_for(1s, -20, -70);
  EXPECT_EQ(heard(0).size(), 50U);
  EXPECT_TRUE(heard(1).empty());
  speak_for(3s, -80, -15);
  EXPECT_LT(heard(0).size(), 120U);
  EXPECT_GT(heard(1).size(), 80U);
  speak_for(3s, -15, -80);
  for (std::size_t who = 0; who < 2; ++who) {
    const auto numbers = heard(who);
    for (std::size_t i = 1; i < numbers.size(); ++i)
      ASSERT_EQ(numbers[i], static_cast<std::uint16_t>(numbers[i - 1] + 1))
          << "no gap where nobody was heard";
  }
}

TEST_F(RoomSharingOfVoices, TheShadowKnowsWhoSpeaksAndTellsNobody) {
  speak_for(1s, -20, -70);
  const auto active = stage.home.listener.of<ActiveSpeakerChanged>();
  ASSERT_FALSE(active.empty());
  EXPECT_EQ(active.back().participant, people[0]->id);
  EXPECT_FALSE(stage.home.listener.of<AudioLevels>().empty());
  EXPECT_TRUE(stage.shadow.listener.of<ActiveSpeakerChanged>().empty());
  EXPECT_TRUE(stage.shadow.listener.of<AudioLevels>().empty());
  std::optional<std::uint32_t> told;
  std::optional<std::uint32_t> first_speaker;
  for (const auto& news : stage.told) {
    if (const auto* const speaker = std::get_if<SpeakerChanged>(&news)) told = speaker->speaker;
    if (const auto* const opened = std::get_if<MirrorOpened>(&news))
      if (opened->info.id == producers[0].id) first_speaker = opened->speaker;
  }
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told, first_speaker);
}

TEST(RoomSharingLater, AShadowIsToldOfWhatThereIsAlready) {
  RoomStage home;
  const auto teacher = home.join();
  const auto info = home.produce(*teacher, MediaKind::video, camera(1), Source::camera);
  ASSERT_TRUE(home.router.pause_producer(info.id, true, Actor::self, home.now));
  struct Listener final : Shadow {
    void tell(ShadowNews news) override { told.push_back(std::move(news)); }
    bool send(const FeedPacket&, rtc::Bytes) override { return true; }
    bool has_room() override { return true; }
    std::vector<ShadowNews> told;
  } shadow;
  home.router.attach(shadow);
  ASSERT_EQ(shadow.told.size(), 2U);
  const auto opened = std::get<MirrorOpened>(shadow.told[0]);
  EXPECT_EQ(opened.info.id, info.id);
  EXPECT_TRUE(opened.info.is_paused);
  EXPECT_THAT(opened.scores, ElementsAre(10));
}

}  // namespace
}  // namespace vtp::sfu
