#include "live/sdp_exchange.h"

#include <gtest/gtest.h>

#include "live/programme.h"
#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/trickle_fragment.h"
#include "support/live/scripted_engine.h"
#include "support/rtc/browser_offers.h"
#include "support/rtc/encoder_offers.h"

namespace vtp::live {
namespace {

class SdpExchangeTest : public ::testing::Test {
 protected:
  Party party(std::string key = "key") {
    return {.room = room_, .participant = ParticipantId::make(), .key = std::move(key)};
  }
  Opened published(std::string_view offer = rtc::werift_sendonly_offer, std::string key = "key") {
    auto opened = exchange_.publish(party(std::move(key)), offer);
    if (opened) return *opened;
    ADD_FAILURE() << opened.error().message;
    return {};
  }
  Reason refused_publishing(std::string_view offer, std::string key = "key") {
    const auto opened = exchange_.publish(party(std::move(key)), offer);
    EXPECT_FALSE(opened);
    return opened ? Reason::not_found : opened.error().reason;
  }
  Outcome<Patched> patch(ResourceId id, std::optional<std::string_view> if_match,
                         std::string_view fragment = "a=end-of-candidates\r\n") {
    return exchange_.patch(Role::publisher, id, if_match, fragment);
  }
  std::vector<sfu::ProducerInfo> everything() {
    return programme(engine_.producers(room_), [](ParticipantId) { return false; });
  }

  ScriptedEngine engine_;
  SdpExchange exchange_{engine_};
  RoomId room_ = RoomId::make();
};

TEST_F(SdpExchangeTest, APublisherSendsWhatItOffers) {
  for (const auto offer :
       {rtc::werift_sendonly_offer, rtc::gstreamer_sendrecv_offer, rtc::chromium_simulcast_offer,
        rtc::chromium_single_offer, rtc::chromium_data_offer}) {
    engine_.transports.clear();
    const auto opened = published(offer, std::string(offer.substr(0, 40)));
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
    EXPECT_EQ(exchange_.find(Role::publisher, opened.id)->party.room, room_);
    EXPECT_FALSE(exchange_.find(Role::player, opened.id));
  }
}

TEST_F(SdpExchangeTest, AKeyPublishesOnce) {
  const auto first = published();
  EXPECT_EQ(refused_publishing(rtc::werift_sendonly_offer), Reason::publisher_exists);
  published(rtc::werift_sendonly_offer, "another key");
  ASSERT_TRUE(exchange_.close(Role::publisher, first.id));
  published();
  EXPECT_EQ(exchange_.count(), 2U);
}

TEST_F(SdpExchangeTest, AnOfferOfNoUseLeavesNothingBehind) {
  EXPECT_EQ(refused_publishing("v=0\r\n"), Reason::unusable_offer);
  EXPECT_EQ(refused_publishing(rtc::chromium_recv_offer), Reason::unusable_offer);
  for (const auto* const call : {"create", "connect", "produce"}) {
    engine_.refused = {call};
    EXPECT_EQ(refused_publishing(rtc::werift_sendonly_offer), Reason::refused_by_engine) << call;
    EXPECT_TRUE(engine_.transports.empty()) << call;
  }
  EXPECT_EQ(exchange_.count(), 0U);
  engine_.refused.clear();
  published();
}

TEST_F(SdpExchangeTest, TricklesIntoItsOwnIceSession) {
  const auto opened = published();
  const auto trickled = patch(opened.id, opened.etag, "a=ice-ufrag:zzzz\r\na=end-of-candidates\r\n");
  ASSERT_FALSE(trickled) << "that is another user name";
  EXPECT_EQ(trickled.error().reason, Reason::precondition_failed);
  const auto fits = patch(opened.id, opened.etag);
  ASSERT_TRUE(fits);
  EXPECT_TRUE(fits->fragment.empty());
  EXPECT_EQ(fits->etag, opened.etag);
  EXPECT_EQ(patch(opened.id, std::nullopt).error().reason, Reason::precondition_required);
  EXPECT_EQ(patch(opened.id, "\"x\"").error().reason, Reason::precondition_failed);
  EXPECT_EQ(patch(opened.id, "W/" + opened.etag).error().reason, Reason::precondition_failed)
      << "it is a weak one";
  EXPECT_EQ(patch(opened.id, opened.etag, "x").error().reason, Reason::malformed_fragment);
  EXPECT_EQ(patch(ResourceId::make(), opened.etag).error().reason, Reason::not_found);
  EXPECT_FALSE(exchange_.patch(Role::player, opened.id, opened.etag, ""));
}

TEST_F(SdpExchangeTest, RestartsIce) {
  const auto opened = published();
  EXPECT_EQ(patch(opened.id, "*").error().reason, Reason::malformed_fragment) << "without credentials";
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
  const auto opened = exchange_.play(party("viewer"), rtc::chromium_recv_offer, everything());
  ASSERT_TRUE(opened);
  const auto answer = rtc::read_description(opened->answer);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->media.size(), 2U);
  for (const auto& media : answer->media) {
    EXPECT_EQ(media.direction, rtc::SdpDirection::sendonly);
    EXPECT_EQ(media.sources.at(0).ssrc, 4711U);
  }
  const auto resource = exchange_.find(Role::player, opened->id);
  ASSERT_TRUE(resource);
  EXPECT_EQ(engine_.transports.at(resource->transport).running.size(), 2U)
      << "it flows as soon as it is connected";
}

TEST_F(SdpExchangeTest, APlayerWithoutProgrammeIsSentAway) {
  const auto nothing = exchange_.play(party("viewer"), rtc::chromium_recv_offer, {});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().reason, Reason::nothing_to_play);
  published();
  engine_.refused = {"consume"};
  const auto foreign = exchange_.play(party("viewer"), rtc::chromium_recv_offer, everything());
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().reason, Reason::nothing_to_play);
  EXPECT_EQ(engine_.transports.size(), 1U) << "that of the publisher";
  const auto useless = exchange_.play(party("viewer"), rtc::chromium_single_offer, everything());
  ASSERT_FALSE(useless);
  EXPECT_EQ(useless.error().reason, Reason::unusable_offer);
}

TEST_F(SdpExchangeTest, EndsInEveryWay) {
  const auto first = published();
  const auto transport = exchange_.find(Role::publisher, first.id)->transport;
  EXPECT_FALSE(exchange_.close(Role::player, first.id));
  const auto closed = exchange_.close(Role::publisher, first.id);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->transport, transport);
  EXPECT_TRUE(engine_.transports.empty());
  EXPECT_FALSE(exchange_.close(Role::publisher, first.id));

  const auto second = published();
  const auto lost = exchange_.forget(exchange_.find(Role::publisher, second.id)->transport);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->party.key, "key");
  EXPECT_FALSE(exchange_.forget(sfu::TransportId::make()));
  published();
  exchange_.forget(RoomId::make());
  EXPECT_EQ(exchange_.count(), 1U);
  exchange_.forget(room_);
  EXPECT_EQ(exchange_.count(), 0U);
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
