#include "rtc/srtp/srtp.h"

#include <cstring>

#include "rtc/rtp/rtp_packet.h"

namespace vtp::rtc {
namespace {

constexpr std::uint64_t indexes_of_rtp = std::uint64_t{1} << 48;  // a rollover counter and a sequence number
constexpr std::uint32_t indexes_of_rtcp = 0x80000000;
constexpr std::uint32_t encrypted_bit = 0x80000000;  // of the word with the index
constexpr std::size_t rtcp_header_bytes = 8;         // with the sender's SSRC
constexpr std::size_t index_bytes = 4;

using Word = std::array<std::uint8_t, 4>;

Word word_of(std::uint32_t number) {
  Word word;
  write_u32(word, 0, number);
  return word;
}

/// Counter mode authenticates the rollover counter behind the packet; GCM has it in its nonce.
Bytes rtp_trailer(SrtpProfile profile, const Word& rollovers) {
  return profile == SrtpProfile::aes_128_cm_sha1_80 ? Bytes(rollovers) : Bytes();
}

Word rollovers_of(std::uint64_t index) {
  return word_of(static_cast<std::uint32_t>(index >> 16));
}

/// Where the parts of a sealed RTCP packet lie behind its content: the tag first with GCM, the index first
/// with counter mode (RFC 7714 section 9.2, RFC 3711 section 3.4).
struct RtcpTail {
  std::size_t tag = 0;
  std::size_t index = 0;
};

RtcpTail rtcp_tail(SrtpProfile profile, std::size_t content_end) {
  return profile == SrtpProfile::aes_128_cm_sha1_80
             ? RtcpTail{.tag = content_end + index_bytes, .index = content_end}
             : RtcpTail{.tag = content_end, .index = content_end + sizes_of(profile).tag};
}

std::unique_ptr<PacketCipher> cipher_for(SrtpProfile profile, const SrtpMasterKey& key, SrtpTraffic traffic) {
  return make_packet_cipher(profile, derive_session_keys(profile, key, traffic));
}

void copy_if_apart(Bytes from, MutableBytes to) {
  if (from.data() != to.data()) std::memcpy(to.data(), from.data(), from.size());
}

}  // namespace

SrtpStreams::Stream* SrtpStreams::find(std::uint32_t ssrc) {
  if (last_ != nullptr && last_ssrc_ == ssrc) return last_;
  const auto found = streams_.find(ssrc);
  if (found == streams_.end()) return nullptr;
  last_ssrc_ = ssrc;
  return last_ = &found->second;
}

SrtpStreams::Stream* SrtpStreams::obtain(std::uint32_t ssrc) {
  if (auto* const stream = find(ssrc)) return stream;
  if (streams_.size() >= most_) return nullptr;
  last_ssrc_ = ssrc;
  return last_ = &streams_[ssrc];
}

SrtpSealer::SrtpSealer(SrtpProfile profile, const SrtpMasterKey& key, std::size_t most_streams)
    : profile_(profile),
      rtp_(cipher_for(profile, key, SrtpTraffic::rtp)),
      rtcp_(cipher_for(profile, key, SrtpTraffic::rtcp)),
      rtp_streams_(most_streams),
      rtcp_streams_(most_streams) {}

std::expected<std::size_t, SrtpFailure> SrtpSealer::seal_rtp(Bytes packet, MutableBytes out) {
  const auto header_size = rtp_header_size(packet);
  if (!header_size) return std::unexpected(SrtpFailure::malformed);
  const auto tag_size = sizes_of(profile_).tag;
  if (out.size() < packet.size() + tag_size) return std::unexpected(SrtpFailure::no_room);
  const auto ssrc = read_u32(packet, 8);
  auto* const stream = rtp_streams_.obtain(ssrc);
  if (stream == nullptr) return std::unexpected(SrtpFailure::too_many_streams);
  const auto sequence = read_u16(packet, 2);
  const auto index = stream->index.guess(sequence);
  if (index >= indexes_of_rtp) return std::unexpected(SrtpFailure::exhausted);
  if (stream->index.is_before_first(sequence) || stream->window.has_seen(index))
    return std::unexpected(SrtpFailure::replayed);

  const auto header = packet.first(*header_size);
  copy_if_apart(header, out);
  const auto rollovers = rollovers_of(index);
  rtp_->seal({.ssrc = ssrc, .index = index, .header = header, .trailer = rtp_trailer(profile_, rollovers)},
             packet.subspan(*header_size), out.subspan(*header_size, packet.size() - *header_size),
             out.subspan(packet.size(), tag_size));
  stream->window.add(index);
  stream->index.note(index);
  return packet.size() + tag_size;
}

std::expected<std::size_t, SrtpFailure> SrtpSealer::seal_rtcp(Bytes packet, MutableBytes out) {
  if (packet.size() < rtcp_header_bytes) return std::unexpected(SrtpFailure::malformed);
  const auto tag_size = sizes_of(profile_).tag;
  const auto sealed_size = packet.size() + tag_size + index_bytes;
  if (out.size() < sealed_size) return std::unexpected(SrtpFailure::no_room);
  const auto ssrc = read_u32(packet, 4);
  auto* const stream = rtcp_streams_.obtain(ssrc);
  if (stream == nullptr) return std::unexpected(SrtpFailure::too_many_streams);
  if (stream->next_index == indexes_of_rtcp) return std::unexpected(SrtpFailure::exhausted);

  const auto index = stream->next_index++;
  const auto header = packet.first(rtcp_header_bytes);
  copy_if_apart(header, out);
  const auto word = word_of(index | encrypted_bit);
  const auto tail = rtcp_tail(profile_, packet.size());
  rtcp_->seal(
      {.ssrc = ssrc, .index = index, .header = header, .trailer = word}, packet.subspan(rtcp_header_bytes),
      out.subspan(rtcp_header_bytes, packet.size() - rtcp_header_bytes), out.subspan(tail.tag, tag_size));
  std::ranges::copy(word, out.subspan(tail.index, index_bytes).begin());
  return sealed_size;
}

SrtpOpener::SrtpOpener(SrtpProfile profile, const SrtpMasterKey& key, std::size_t most_streams)
    : profile_(profile),
      rtp_(cipher_for(profile, key, SrtpTraffic::rtp)),
      rtcp_(cipher_for(profile, key, SrtpTraffic::rtcp)),
      rtp_streams_(most_streams),
      rtcp_streams_(most_streams) {}

std::expected<MutableBytes, SrtpFailure> SrtpOpener::open_rtp(MutableBytes packet) {
  const auto tag_size = sizes_of(profile_).tag;
  if (packet.size() < tag_size) return std::unexpected(SrtpFailure::malformed);
  const auto opened = packet.first(packet.size() - tag_size);
  const auto header_size = rtp_header_size(opened);
  if (!header_size) return std::unexpected(SrtpFailure::malformed);
  const auto ssrc = read_u32(packet, 8);
  const auto sequence = read_u16(packet, 2);
  auto* stream = rtp_streams_.find(ssrc);
  const std::uint64_t index = stream != nullptr ? stream->index.guess(sequence) : sequence;
  if (index >= indexes_of_rtp) return std::unexpected(SrtpFailure::exhausted);
  if (stream != nullptr && stream->window.has_seen(index)) return std::unexpected(SrtpFailure::replayed);

  const auto rollovers = rollovers_of(index);
  const PacketFrame frame{.ssrc = ssrc,
                          .index = index,
                          .header = opened.first(*header_size),
                          .trailer = rtp_trailer(profile_, rollovers)};
  if (!rtp_->open(frame, opened.subspan(*header_size), packet.last(tag_size)))
    return std::unexpected(SrtpFailure::not_authentic);
  stream = rtp_streams_.obtain(ssrc);  // not before it is authentic: strangers make no streams
  if (stream == nullptr) return std::unexpected(SrtpFailure::too_many_streams);
  stream->window.add(index);
  stream->index.note(index);
  return opened;
}

std::expected<MutableBytes, SrtpFailure> SrtpOpener::open_rtcp(MutableBytes packet) {
  const auto tag_size = sizes_of(profile_).tag;
  if (packet.size() < rtcp_header_bytes + tag_size + index_bytes)
    return std::unexpected(SrtpFailure::malformed);
  const auto opened = packet.first(packet.size() - tag_size - index_bytes);
  const auto tail = rtcp_tail(profile_, opened.size());
  const auto word = read_u32(packet, tail.index);
  if ((word & encrypted_bit) == 0) return std::unexpected(SrtpFailure::not_encrypted);
  const auto index = word & ~encrypted_bit;
  const auto ssrc = read_u32(packet, 4);
  auto* stream = rtcp_streams_.find(ssrc);
  if (stream != nullptr && stream->window.has_seen(index)) return std::unexpected(SrtpFailure::replayed);

  const PacketFrame frame{.ssrc = ssrc,
                          .index = index,
                          .header = opened.first(rtcp_header_bytes),
                          .trailer = packet.subspan(tail.index, index_bytes)};
  if (!rtcp_->open(frame, opened.subspan(rtcp_header_bytes), packet.subspan(tail.tag, tag_size)))
    return std::unexpected(SrtpFailure::not_authentic);
  stream = rtcp_streams_.obtain(ssrc);
  if (stream == nullptr) return std::unexpected(SrtpFailure::too_many_streams);
  stream->window.add(index);
  return opened;
}

}  // namespace vtp::rtc
