// Our SRTP against libsrtp's: what one seals the other opens, and both refuse the same packets.
#include <cstring>
#include <memory>
#include <srtp2/srtp.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/srtp.h"

namespace vtp::rtc {
namespace {

/// One direction of libsrtp.
class Reference {
 public:
  Reference(SrtpProfile profile, const SrtpMasterKey& master, bool seals) {
    static const bool is_initialised = srtp_init() == srtp_err_status_ok;
    if (!is_initialised) throw std::runtime_error("libsrtp does not start");
    const auto sizes = sizes_of(profile);
    std::ranges::copy(std::span(master.key).first(sizes.key), key_.begin());
    std::ranges::copy(std::span(master.salt).first(sizes.salt),
                      key_.begin() + static_cast<std::ptrdiff_t>(sizes.key));
    srtp_policy_t policy{};
    set_ciphers(profile, policy.rtp);
    set_ciphers(profile, policy.rtcp);
    policy.ssrc.type = seals ? ssrc_any_outbound : ssrc_any_inbound;
    policy.key = key_.data();
    policy.window_size = ReplayWindow::size;
    if (srtp_create(&session_, &policy) != srtp_err_status_ok) throw std::runtime_error("srtp_create failed");
  }
  ~Reference() { srtp_dealloc(session_); }
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;

  using Function = srtp_err_status_t (*)(srtp_t, void*, int*);
  std::optional<Buffer> apply(Function function, Buffer packet) {
    int size = static_cast<int>(packet.size());
    packet.resize(packet.size() + SRTP_MAX_TRAILER_LEN);
    if (function(session_, packet.data(), &size) != srtp_err_status_ok) return std::nullopt;
    packet.resize(static_cast<std::size_t>(size));
    return packet;
  }
  std::optional<Buffer> seal_rtp(const Buffer& packet) { return apply(srtp_protect, packet); }
  std::optional<Buffer> open_rtp(const Buffer& packet) { return apply(srtp_unprotect, packet); }
  std::optional<Buffer> seal_rtcp(const Buffer& packet) { return apply(srtp_protect_rtcp, packet); }
  std::optional<Buffer> open_rtcp(const Buffer& packet) { return apply(srtp_unprotect_rtcp, packet); }

 private:
  static void set_ciphers(SrtpProfile profile, srtp_crypto_policy_t& policy) {
    switch (profile) {
      case SrtpProfile::aes_128_cm_sha1_80:
        return srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy);
      case SrtpProfile::aes_128_gcm:
        return srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy);
      case SrtpProfile::aes_256_gcm:
        return srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy);
    }
  }

  std::array<unsigned char, 64> key_{};
  srtp_t session_ = nullptr;
};

template <class Opened>
std::optional<Buffer> as_buffer(const Opened& opened) {
  return opened ? std::optional(copy_of(*opened)) : std::nullopt;
}

std::optional<Buffer> ours(std::expected<std::size_t, SrtpFailure> (SrtpSealer::*function)(Bytes,
                                                                                           MutableBytes),
                           SrtpSealer& sealer, const Buffer& packet) {
  Buffer out(packet.size() + most_srtp_overhead);
  const auto size = (sealer.*function)(packet, out);
  if (!size) return std::nullopt;
  out.resize(*size);
  return out;
}

SrtpMasterKey any_master_key() {
  SrtpMasterKey master;
  for (auto& byte : master.key) byte = *rc::gen::arbitrary<std::uint8_t>();
  for (auto& byte : master.salt) byte = *rc::gen::arbitrary<std::uint8_t>();
  return master;
}

/// Numbers that go on over the wrap, with gaps up to `widest`, repetitions and stragglers. `from_first`: none
/// before the first.
std::vector<std::uint16_t> any_sequences(int widest, bool from_first) {
  const auto steps = *rc::gen::container<std::vector<int>>(
      rc::gen::weightedOneOf<int>({{12, rc::gen::inRange(-3, 6)}, {1, rc::gen::inRange(0, widest)}}));
  const int first = *rc::gen::inRange(1, 65'536);
  int place = first;
  std::vector<std::uint16_t> sequences{static_cast<std::uint16_t>(place)};
  for (const int step : steps) {
    place = std::max(from_first ? first + 1 : 0, place + step);
    sequences.push_back(static_cast<std::uint16_t>(place));
  }
  return sequences;
}

/// A packet with an extension now and then, and a payload of any length.
Buffer any_rtp(std::uint16_t sequence) {
  const Buffer value{1, 2, 3};
  const std::vector<ExtensionElement> elements{{.id = 3, .value = value}};
  const bool is_extended = *rc::gen::arbitrary<bool>();
  const auto payload = *rc::gen::arbitrary<Buffer>();
  Buffer bytes(40 + payload.size());
  const RtpHeader header{.payload_type = 96,
                         .sequence = sequence,
                         .timestamp = *rc::gen::arbitrary<std::uint32_t>(),
                         .ssrc = 0x12345678};
  bytes.resize(write_rtp(header, std::span(elements).first(is_extended ? 1 : 0), payload, bytes).value());
  return bytes;
}

Buffer any_rtcp() {
  Buffer bytes = from_hex("80C90001 00000007");
  const auto more = *rc::gen::inRange(0, 20);
  for (int i = 0; i < more * 4; ++i) bytes.push_back(*rc::gen::arbitrary<std::uint8_t>());
  write_u16(bytes, 2, static_cast<std::uint16_t>(bytes.size() / 4 - 1));
  return bytes;
}

RC_GTEST_PROP(SrtpDifferential, BothSealTheSameRtp, ()) {
  const auto profile = *rc::gen::elementOf(all_srtp_profiles);
  const auto master = any_master_key();
  SrtpSealer sealer(profile, master);
  Reference reference(profile, master, true);
  // libsrtp seals what is before the first as if it were far ahead.
  for (const auto sequence : any_sequences(20'000, true)) {
    const auto packet = any_rtp(sequence);
    RC_ASSERT(ours(&SrtpSealer::seal_rtp, sealer, packet) == reference.seal_rtp(packet));
  }
}

RC_GTEST_PROP(SrtpDifferential, BothOpenTheSameRtp, ()) {
  const auto profile = *rc::gen::elementOf(all_srtp_profiles);
  const auto master = any_master_key();
  Reference sealer(profile, master, true);
  SrtpOpener opener(profile, master);
  Reference reference(profile, master, false);
  std::vector<Buffer> sent;
  for (const auto sequence : any_sequences(40'000, false)) {
    auto sealed = sealer.seal_rtp(any_rtp(sequence));
    if (sealed) sent.push_back(*sealed);
    // Now and then something that was sent before, or something changed.
    auto packet =
        *rc::gen::weightedOneOf<Buffer>({{3, rc::gen::just(sent.back())}, {1, rc::gen::elementOf(sent)}});
    if (*rc::gen::inRange(0, 8) == 0) packet[*rc::gen::inRange<std::size_t>(12, packet.size())] ^= 1;
    auto copy = packet;
    RC_ASSERT(as_buffer(opener.open_rtp(copy)) == reference.open_rtp(packet));
  }
}

RC_GTEST_PROP(SrtpDifferential, RtcpGoesBothWays, ()) {
  const auto profile = *rc::gen::elementOf(all_srtp_profiles);
  const auto master = any_master_key();
  SrtpSealer our_sealer(profile, master);
  SrtpOpener our_opener(profile, master);
  Reference their_sealer(profile, master, true);
  Reference their_opener(profile, master, false);
  const int count = *rc::gen::inRange(1, 20);
  for (int i = 0; i < count; ++i) {
    const auto packet = any_rtcp();
    const auto sealed = ours(&SrtpSealer::seal_rtcp, our_sealer, packet);
    RC_ASSERT(sealed.has_value());
    RC_ASSERT(their_opener.open_rtcp(*sealed) == packet);
    RC_ASSERT(!their_opener.open_rtcp(*sealed));
    auto theirs = their_sealer.seal_rtcp(packet).value();
    auto again = theirs;
    RC_ASSERT(as_buffer(our_opener.open_rtcp(theirs)) == packet);
    RC_ASSERT(!our_opener.open_rtcp(again));
  }
}

TEST(SrtpDifferential, BothCountTheSameRollovers) {
  for (const auto profile : all_srtp_profiles) {
    const auto master = some_master_key();
    SrtpSealer sealer(profile, master);
    SrtpOpener opener(profile, master);
    Reference reference_sealer(profile, master, true);
    Reference reference_opener(profile, master, false);
    for (std::uint32_t place = 1000; place < 5 * 65'536; place += 9'973) {
      const auto packet = rtp_with(1, static_cast<std::uint16_t>(place), from_text("rollover"));
      auto sealed = ours(&SrtpSealer::seal_rtp, sealer, packet);
      ASSERT_TRUE(sealed);
      ASSERT_EQ(sealed, reference_sealer.seal_rtp(packet)) << place;
      ASSERT_EQ(reference_opener.open_rtp(*sealed), packet) << place;
      ASSERT_EQ(as_buffer(opener.open_rtp(*sealed)), packet) << place;
    }
  }
}

}  // namespace
}  // namespace vtp::rtc
