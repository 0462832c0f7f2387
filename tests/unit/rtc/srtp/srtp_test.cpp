#include "rtc/srtp/srtp.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/srtp.h"

namespace vtp::rtc {
namespace {

Buffer seal(SrtpSealer& sealer, const Buffer& packet) {
  Buffer out(packet.size() + most_srtp_overhead);
  out.resize(sealer.seal_rtp(packet, out).value());
  return out;
}

Buffer seal_rtcp(SrtpSealer& sealer, const Buffer& packet) {
  Buffer out(packet.size() + most_srtp_overhead);
  out.resize(sealer.seal_rtcp(packet, out).value());
  return out;
}

const auto report = from_hex("80C90001 00000007");

class Srtp : public ::testing::TestWithParam<SrtpProfile> {
 protected:
  SrtpSealer sealer_{GetParam(), some_master_key(), 3};
  SrtpOpener opener_{GetParam(), some_master_key(), 3};
};

TEST_P(Srtp, OpensWhatItSeals) {
  const auto packet = rtp_with(1, 1000, from_text("hello"));
  auto sealed = seal(sealer_, packet);
  EXPECT_EQ(sealed.size(), packet.size() + sizes_of(GetParam()).tag);
  EXPECT_TRUE(std::equal(packet.begin(), packet.begin() + 12, sealed.begin()));
  EXPECT_NE(copy_of(std::span(sealed).subspan(12, 5)), from_text("hello"));
  EXPECT_EQ(copy_of(opener_.open_rtp(sealed).value()), packet);

  auto sealed_report = seal_rtcp(sealer_, report);
  EXPECT_EQ(copy_of(opener_.open_rtcp(sealed_report).value()), report);
}

TEST_P(Srtp, SealsInPlace) {
  auto packet = rtp_with(1, 1000, from_text("hello"));
  const auto apart = seal(sealer_, packet);
  SrtpSealer other(GetParam(), some_master_key());
  packet.resize(packet.size() + most_srtp_overhead);
  const auto size = other.seal_rtp(std::span(packet).first(17), packet);
  packet.resize(size.value());
  EXPECT_EQ(packet, apart);
}

TEST_P(Srtp, FollowsSequenceNumbersOverTheWrap) {
  for (const auto sequence : std::to_array<std::uint16_t>({65534, 65535, 0, 65533, 2, 1})) {
    const auto packet = rtp_with(1, sequence, from_text("x"));
    auto sealed = seal(sealer_, packet);
    EXPECT_EQ(copy_of(opener_.open_rtp(sealed).value()), packet) << sequence;
  }
}

TEST_P(Srtp, RefusesRepetitions) {
  auto sealed = seal(sealer_, rtp_with(1, 1000, from_text("x")));
  auto again = sealed;
  ASSERT_TRUE(opener_.open_rtp(sealed));
  EXPECT_EQ(opener_.open_rtp(again).error(), SrtpFailure::replayed);

  auto sealed_report = seal_rtcp(sealer_, report);
  auto report_again = sealed_report;
  ASSERT_TRUE(opener_.open_rtcp(sealed_report));
  EXPECT_EQ(opener_.open_rtcp(report_again).error(), SrtpFailure::replayed);
}

TEST_P(Srtp, NeverSealsANumberTwice) {
  Buffer out(100);
  ASSERT_TRUE(sealer_.seal_rtp(rtp_with(1, 1000, from_text("x")), out));
  EXPECT_EQ(sealer_.seal_rtp(rtp_with(1, 1000, from_text("y")), out).error(), SrtpFailure::replayed);
  EXPECT_TRUE(sealer_.seal_rtp(rtp_with(2, 1000, from_text("y")), out));
  EXPECT_EQ(sealer_.seal_rtp(rtp_with(3, 0, from_text("y")), out).value(), 13 + sizes_of(GetParam()).tag);
  EXPECT_EQ(sealer_.seal_rtp(rtp_with(3, 65535, from_text("y")), out).error(), SrtpFailure::replayed);
}

TEST_P(Srtp, RefusesWhatIsNotAuthenticAndForgetsIt) {
  const auto sealed = seal(sealer_, rtp_with(1, 1000, from_text("x")));
  for (std::size_t at = 1; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] ^= 0x40;
    EXPECT_FALSE(opener_.open_rtp(changed)) << at;
  }
  auto intact = sealed;
  EXPECT_TRUE(opener_.open_rtp(intact));

  const auto sealed_report = seal_rtcp(sealer_, report);
  for (std::size_t at = 4; at < sealed_report.size(); ++at) {
    auto changed = sealed_report;
    changed[at] ^= 0x80;
    EXPECT_FALSE(opener_.open_rtcp(changed)) << at;
  }
  auto intact_report = sealed_report;
  EXPECT_TRUE(opener_.open_rtcp(intact_report));
}

TEST_P(Srtp, KeepsTwoDirectionsApart) {
  auto key = some_master_key();
  key.key[0] ^= 1;
  SrtpOpener other(GetParam(), key);
  auto sealed = seal(sealer_, rtp_with(1, 1000, from_text("x")));
  EXPECT_EQ(other.open_rtp(sealed).error(), SrtpFailure::not_authentic);
}

TEST_P(Srtp, RefusesWhatIsNoPacket) {
  Buffer noise(40, 0xFF);
  EXPECT_EQ(opener_.open_rtp(noise).error(), SrtpFailure::malformed);
  Buffer stub(5);
  EXPECT_EQ(opener_.open_rtp(stub).error(), SrtpFailure::malformed);
  EXPECT_EQ(opener_.open_rtcp(stub).error(), SrtpFailure::malformed);
  Buffer out(20);
  EXPECT_EQ(sealer_.seal_rtp(stub, out).error(), SrtpFailure::malformed);
  EXPECT_EQ(sealer_.seal_rtcp(stub, out).error(), SrtpFailure::malformed);
  EXPECT_EQ(sealer_.seal_rtp(rtp_with(1, 1, from_text("x")), out).error(), SrtpFailure::no_room);
  EXPECT_EQ(sealer_.seal_rtcp(report, std::span(out).first(12)).error(), SrtpFailure::no_room);
}

TEST_P(Srtp, RefusesRtcpInTheClear) {
  Buffer clear(40);
  EXPECT_EQ(opener_.open_rtcp(clear).error(), SrtpFailure::not_encrypted);
}

TEST_P(Srtp, LimitsItsStreams) {
  Buffer out(100);
  for (std::uint32_t ssrc = 1; ssrc <= 3; ++ssrc)
    EXPECT_TRUE(sealer_.seal_rtp(rtp_with(ssrc, 1, from_text("x")), out));
  EXPECT_EQ(sealer_.seal_rtp(rtp_with(4, 1, from_text("x")), out).error(), SrtpFailure::too_many_streams);
  EXPECT_TRUE(sealer_.seal_rtp(rtp_with(1, 2, from_text("x")), out));

  SrtpSealer plenty(GetParam(), some_master_key());
  for (std::uint32_t ssrc = 1; ssrc <= 4; ++ssrc) {
    auto sealed = seal(plenty, rtp_with(ssrc, 1, from_text("x")));
    EXPECT_EQ(opener_.open_rtp(sealed).has_value(), ssrc <= 3);
    auto forged = seal(plenty, rtp_with(ssrc + 10, 1, from_text("x")));
    forged.back() ^= 1;
    EXPECT_EQ(opener_.open_rtp(forged).error(), SrtpFailure::not_authentic);  // takes up no place
  }
}

INSTANTIATE_TEST_SUITE_P(Profiles, Srtp, ::testing::ValuesIn(all_srtp_profiles));

}  // namespace
}  // namespace vtp::rtc
