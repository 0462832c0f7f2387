#include "live/sdp_exchange.h"

#include <gtest/gtest.h>

#include "classroom/presence.h"
#include "classroom/sending.h"
#include "live/programme.h"
#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/trickle_fragment.h"
#include "support/classroom/room_stage.h"
#include "support/live/scripted_engine.h"
#include "support/rtc/browser_offers.h"
#include "support/rtc/encoder_offers.h"

namespace vtp::live {
namespace {

using classroom::Participant;
using vtp::testing::RoomStage;

class SdpExchangeTest : public ::testing::Test, private sfu::MediaListener {
 protected:
  void on_media_event(RoomId, sfu::MediaEvent) override {}

  /// The teacher by another device each time.
  static Newcomer encoder() {
    return {.entrant = RoomStage::host(), .device = classroom::DeviceId::make(), .display_name = "Hall"};
  }
  static Newcomer viewer() {
    return {
        .entrant = RoomStage::somebody("Sara"), .device = classroom::DeviceId::make(), .display_name = {}};
  }
  Opened published(std::string_view offer = rtc::werift_sendonly_offer, const Newcomer& who = encoder()) {
    auto opened = exchange_.publish(room_, who, offer, now_);
    if (opened) return *opened;
    ADD_FAILURE() << opened.error().message;
    return {};
  }
  ErrorCode refused_publishing(std::string_view offer, const Newcomer& who = encoder()) {
    const auto opened = exchange_.publish(room_, who, offer, now_);
    EXPECT_FALSE(opened);
    return opened ? ErrorCode::not_found : opened.error().code;
  }
  ErrorCode refused_playing(std::string_view offer = rtc::chromium_recv_offer,
                            const Newcomer& who = viewer()) {
    const auto opened = exchange_.play(room_, who, offer, now_);
    EXPECT_FALSE(opened);
    return opened ? ErrorCode::not_found : opened.error().code;
  }
  Result<Patched> patch(ResourceId id, std::optional<std::string_view> if_match,
                        std::string_view fragment = "a=end-of-candidates\r\n") {
    return exchange_.patch(room_, StreamRole::publisher, id, if_match, fragment);
  }
  Participant& participant_of(const Opened& opened, StreamRole role = StreamRole::publisher) {
    return *exchange_.find(room_, role, opened.id);
  }
  /// Somebody with the page of the class, alone in it so far.
  Participant& enter(const classroom::Entrant& who) {
    const auto joined =
        classroom::join(room_, who, {.connection = classroom::ConnectionId{7}, .socket_id = "s"},
                        {.device = classroom::DeviceId::make()}, now_);
    return *room_.roster.find(joined.value().participant);
  }
  std::string events() {
    std::string names;
    for (const auto& outgoing : room_.effects.take_outgoing())
      if (const auto* event = std::get_if<classroom::OutgoingEvent>(&outgoing))
        names.append(names.empty() ? "" : " ").append(event->name);
    return names;
  }

  ScriptedEngine engine_;
  classroom::RoomPolicy policy_;
  classroom::Room room_{RoomStage::stored_room(), policy_, {.engine = engine_, .listener = *this}};
  SdpExchange exchange_;
  Timestamp now_{std::chrono::seconds(1'800'000'000)};
};

TEST_F(SdpExchangeTest, APublisherSendsWhatItOffers) {
  for (const auto offer :
       {rtc::werift_sendonly_offer, rtc::gstreamer_sendrecv_offer, rtc::chromium_simulcast_offer,
        rtc::chromium_single_offer, rtc::chromium_data_offer}) {
    engine_.transports.clear();
    const auto opened = published(offer);
    ASSERT_EQ(engine_.transports.size(), 1U);
    const auto& transport = engine_.transports.begin()->second;
    EXPECT_EQ(transport.direction, sfu::Direction::send);
    EXPECT_EQ(transport.dtls->role, sfu::DtlsRoleOffer::client);
    ASSERT_EQ(transport.producers.size(), 2U) << offer;
    const auto answer = rtc::read_description(opened.answer);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->media[0].ice_ufrag, "server");
    EXPECT_EQ(answer->media[0].direction, rtc::SdpDirection::recvonly);
    EXPECT_TRUE(opened.etag.starts_with('"') && opened.etag.ends_with('"'));
    EXPECT_EQ(exchange_.find(room_, StreamRole::player, opened.id), nullptr);
  }
}

TEST_F(SdpExchangeTest, APublisherIsAParticipant) {
  auto& page = enter(RoomStage::somebody("Sara"));
  events();
  const auto opened = published();
  EXPECT_EQ(
      events(),
      "media-mode participant-joined new-producer participant-updated new-producer participant-updated");
  const auto& publisher = participant_of(opened);
  EXPECT_EQ(publisher.source, classroom::EntrySource::whip);
  EXPECT_EQ(publisher.display_name, "Hall");
  EXPECT_EQ(publisher.role(), classroom::RoomRole::host);
  EXPECT_EQ(room_.media.producers.size(), 2U);
  EXPECT_EQ(room_.media.mode, classroom::MediaMode::sfu);
  ASSERT_TRUE(exchange_.close(room_, StreamRole::publisher, opened.id, now_));
  EXPECT_EQ(events(), "participant-left");
  EXPECT_TRUE(room_.media.producers.empty());
  EXPECT_EQ(room_.roster.admitted(), std::vector<Participant*>{&page});
  EXPECT_EQ(exchange_.close(room_, StreamRole::publisher, opened.id, now_).error().code,
            ErrorCode::stream_not_found);
}

TEST_F(SdpExchangeTest, ADevicePublishesOnce) {
  const auto who = encoder();
  const auto first = published(rtc::werift_sendonly_offer, who);
  EXPECT_EQ(refused_publishing(rtc::werift_sendonly_offer, who), ErrorCode::publisher_exists);
  published(rtc::werift_sendonly_offer);
  ASSERT_TRUE(exchange_.close(room_, StreamRole::publisher, first.id, now_));
  published(rtc::werift_sendonly_offer, who);
  EXPECT_EQ(exchange_.count(StreamRole::publisher), 2U);
}

TEST_F(SdpExchangeTest, ALostPublisherIsReplacedByItsNextExchange) {
  const auto who = encoder();
  const auto first = published(rtc::werift_sendonly_offer, who);
  const auto id = participant_of(first).id;
  lose(room_, participant_of(first), now_, now_);
  EXPECT_TRUE(patch(first.id, first.etag)) << "it may still come back";
  const auto second = published(rtc::werift_sendonly_offer, who);
  EXPECT_EQ(participant_of(second).id, id);
  EXPECT_EQ(engine_.transports.size(), 1U);
  EXPECT_EQ(patch(first.id, first.etag).error().code, ErrorCode::stream_not_found);
  EXPECT_EQ(exchange_.count(StreamRole::publisher), 1U);
}

TEST_F(SdpExchangeTest, AnOfferOfNoUseLeavesNothingBehind) {
  EXPECT_EQ(refused_publishing("v=0\r\n"), ErrorCode::unusable_offer);
  EXPECT_EQ(refused_publishing(rtc::chromium_recv_offer), ErrorCode::unusable_offer);
  EXPECT_TRUE(events().empty()) << "nobody hears of it";
  const std::map<std::string, ErrorCode> expected{{"create", ErrorCode::transport_limit},
                                                  {"connect", ErrorCode::unusable_offer},
                                                  {"produce", ErrorCode::producer_limit}};
  for (const auto& [call, code] : expected) {
    engine_.refused = {call};
    EXPECT_EQ(refused_publishing(rtc::werift_sendonly_offer), code) << call;
    EXPECT_TRUE(engine_.transports.empty()) << call;
    EXPECT_TRUE(room_.roster.all().empty()) << call;
  }
  EXPECT_EQ(exchange_.count(StreamRole::publisher), 0U);
  engine_.refused.clear();
  published();
}

TEST_F(SdpExchangeTest, TricklesIntoItsOwnIceSession) {
  const auto opened = published();
  const auto trickled = patch(opened.id, opened.etag, "a=ice-ufrag:zzzz\r\na=end-of-candidates\r\n");
  ASSERT_FALSE(trickled) << "that is another user name";
  EXPECT_EQ(trickled.error().code, ErrorCode::precondition_failed);
  const auto fits = patch(opened.id, opened.etag);
  ASSERT_TRUE(fits);
  EXPECT_TRUE(fits->fragment.empty());
  EXPECT_EQ(fits->etag, opened.etag);
  EXPECT_EQ(patch(opened.id, std::nullopt).error().code, ErrorCode::precondition_required);
  EXPECT_EQ(patch(opened.id, "\"x\"").error().code, ErrorCode::precondition_failed);
  EXPECT_EQ(patch(opened.id, "W/" + opened.etag).error().code, ErrorCode::precondition_failed)
      << "it is a weak one";
  EXPECT_EQ(patch(opened.id, opened.etag, "x").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(patch(ResourceId::make(), opened.etag).error().code, ErrorCode::stream_not_found);
  EXPECT_FALSE(exchange_.patch(room_, StreamRole::player, opened.id, opened.etag, ""));
}

TEST_F(SdpExchangeTest, RestartsIce) {
  const auto opened = published();
  EXPECT_EQ(patch(opened.id, "*").error().code, ErrorCode::invalid_input) << "without credentials";
  const auto restarted =
      patch(opened.id, "*",
            "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\n");
  ASSERT_TRUE(restarted);
  EXPECT_EQ(engine_.restarts, 1);
  EXPECT_NE(restarted->etag, opened.etag);
  const auto fragment = rtc::read_fragment(restarted->fragment);
  ASSERT_TRUE(fragment);
  EXPECT_EQ(fragment->ice_ufrag, "again");
  EXPECT_EQ(fragment->sections.at(0).candidates.at(0).address, "192.0.2.9");
  EXPECT_FALSE(patch(opened.id, opened.etag)) << "the old session is over";
  EXPECT_TRUE(patch(opened.id, restarted->etag, "a=ice-ufrag:abcd\r\na=end-of-candidates\r\n"));
}

TEST_F(SdpExchangeTest, APlayerGetsTheProgramme) {
  published();
  const auto opened = exchange_.play(room_, viewer(), rtc::chromium_recv_offer, now_);
  ASSERT_TRUE(opened) << opened.error().message;
  const auto answer = rtc::read_description(opened->answer);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->media.size(), 2U);
  for (const auto& media : answer->media) {
    EXPECT_EQ(media.direction, rtc::SdpDirection::sendonly);
    EXPECT_EQ(media.sources.at(0).ssrc, 4711U);
  }
  const auto& player = participant_of(*opened, StreamRole::player);
  EXPECT_EQ(player.source, classroom::EntrySource::whep);
  EXPECT_EQ(player.display_name, "Sara");
  EXPECT_FALSE(player.wants_to_send);
  const auto transport =
      std::ranges::find(engine_.transports, player.id, [](const auto& entry) { return entry.second.owner; });
  EXPECT_EQ(transport->second.running.size(), 2U) << "it flows as soon as it is connected";
}

TEST_F(SdpExchangeTest, APlayerWithoutProgrammeIsSentAwayForAWhile) {
  EXPECT_EQ(refused_playing(), ErrorCode::nothing_to_play);
  EXPECT_TRUE(room_.roster.all().empty());
  EXPECT_EQ(room_.media.mode, classroom::MediaMode::p2p) << "nobody would come to send";
  const auto refusal = exchange_.play(room_, viewer(), rtc::chromium_recv_offer, now_);
  EXPECT_EQ(refusal.error().retry_after, std::chrono::seconds(2));
  published();
  engine_.refused = {"consume"};
  EXPECT_EQ(refused_playing(), ErrorCode::nothing_to_play) << "it understands nothing of it";
  EXPECT_EQ(engine_.transports.size(), 1U) << "that of the publisher";
  EXPECT_EQ(refused_playing(rtc::chromium_single_offer), ErrorCode::unusable_offer);
}

TEST_F(SdpExchangeTest, APlayerBringsPeersToTheServer) {
  enter(RoomStage::host());
  EXPECT_EQ(refused_playing(), ErrorCode::nothing_to_play);
  EXPECT_EQ(room_.media.mode, classroom::MediaMode::sfu);
  EXPECT_EQ(events(), "media-mode") << "so that the next try finds something";
}

TEST_F(SdpExchangeTest, WhoMayNotJoinMovesNothing) {
  enter(RoomStage::host());
  Newcomer stranger = viewer();
  stranger.entrant.course_role.reset();
  EXPECT_EQ(refused_playing(rtc::chromium_recv_offer, stranger), ErrorCode::room_not_found);
  EXPECT_EQ(room_.media.mode, classroom::MediaMode::p2p);
}

TEST(Programme, ShowsScreensAndHostsFirst) {
  const auto host = ParticipantId::make();
  const auto guest = ParticipantId::make();
  const auto make = [](ParticipantId owner, sfu::Source source, bool is_paused = false) {
    return sfu::ProducerInfo{.id = sfu::ProducerId::make(),
                             .owner = owner,
                             .source = source,
                             .app_data = {},
                             .is_paused = is_paused};
  };
  const auto paused = make(host, sfu::Source::screen, true);
  const auto early = make(guest, sfu::Source::camera);
  const auto teacher = make(host, sfu::Source::camera);
  const auto screen = make(guest, sfu::Source::screen);
  const auto late = make(guest, sfu::Source::mic);
  const auto sorted =
      programme({late, early, paused, teacher, screen}, [&](ParticipantId id) { return id == host; });
  std::vector<sfu::ProducerId> ids;
  for (const auto& producer : sorted) ids.push_back(producer.id);
  EXPECT_EQ(ids, (std::vector<sfu::ProducerId>{screen.id, teacher.id, early.id, late.id, paused.id}));
}

}  // namespace
}  // namespace vtp::live
