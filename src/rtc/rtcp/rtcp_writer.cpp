#include "rtc/rtcp/rtcp_writer.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace vtp::rtc {
namespace {

constexpr std::size_t most_parts = 31;  // five bits count them
constexpr std::uint32_t remb_name = 0x52454D42;
constexpr std::size_t longest_name = 255;
constexpr std::size_t most_estimated = 255;
constexpr unsigned following_packets = 16;  // that one item of a NACK tells of

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

void RtcpWriter::begin(RtcpType type, std::size_t count) {
  begin_ = writer_.size();
  writer_.u8(static_cast<std::uint8_t>(0x80U | (count & most_parts)));
  writer_.u8(std::to_underlying(type));
  writer_.u16(0);
}

bool RtcpWriter::finish(bool is_acceptable) {
  writer_.zeros(padded_to_words(writer_.size()) - writer_.size());
  if (writer_.has_failed() || !is_acceptable) {
    writer_.rewind(begin_);
    return false;
  }
  write_u16(out_, begin_ + 2, static_cast<std::uint16_t>((writer_.size() - begin_) / 4 - 1));
  return true;
}

void RtcpWriter::block(const ReportBlock& block) {
  constexpr std::int32_t most = 0x7FFFFF;
  writer_.u32(block.ssrc);
  writer_.u8(block.fraction_lost);
  writer_.u24(static_cast<std::uint32_t>(std::clamp(block.lost, -most - 1, most)) & 0xFFFFFFU);
  writer_.u32(block.highest_sequence);
  writer_.u32(block.jitter);
  writer_.u32(block.last_report);
  writer_.u32(block.delay_since_report);
}

bool RtcpWriter::sender_report(std::uint32_t ssrc, const SenderState& state,
                               std::span<const ReportBlock> blocks) {
  begin(RtcpType::sender_report, blocks.size());
  writer_.u32(ssrc);
  writer_.u64(state.now.value);
  writer_.u32(state.timestamp);
  writer_.u32(state.packets);
  writer_.u32(state.octets);
  for (const auto& entry : blocks) block(entry);
  return finish(blocks.size() <= most_parts);
}

bool RtcpWriter::receiver_report(std::uint32_t ssrc, std::span<const ReportBlock> blocks) {
  begin(RtcpType::receiver_report, blocks.size());
  writer_.u32(ssrc);
  for (const auto& entry : blocks) block(entry);
  return finish(blocks.size() <= most_parts);
}

bool RtcpWriter::canonical_name(std::uint32_t ssrc, std::string_view name) {
  begin(RtcpType::source_description, 1);
  writer_.u32(ssrc);
  writer_.u8(1);
  writer_.u8(static_cast<std::uint8_t>(name.size()));
  writer_.bytes(bytes_of(name));
  writer_.u8(0);  // ends the list of items, before the padding
  return finish(name.size() <= longest_name);
}

bool RtcpWriter::goodbye(std::span<const std::uint32_t> ssrcs) {
  begin(RtcpType::goodbye, ssrcs.size());
  for (const auto ssrc : ssrcs) writer_.u32(ssrc);
  return finish(ssrcs.size() <= most_parts);
}

bool RtcpWriter::nack(std::uint32_t sender, std::uint32_t media, std::span<const std::uint16_t> sequences) {
  begin(RtcpType::transport_feedback, std::to_underlying(PacketFeedback::nack));
  writer_.u32(sender);
  writer_.u32(media);
  for (std::size_t i = 0; i < sequences.size();) {
    const auto first = sequences[i++];
    std::uint16_t following = 0;
    for (; i < sequences.size(); ++i) {
      const auto distance = static_cast<std::uint16_t>(sequences[i] - first);
      if (distance == 0 || distance > following_packets) break;
      following = static_cast<std::uint16_t>(following | 1U << (distance - 1));
    }
    writer_.u16(first);
    writer_.u16(following);
  }
  return finish(!sequences.empty());
}

bool RtcpWriter::picture_loss(std::uint32_t sender, std::uint32_t media) {
  begin(RtcpType::payload_feedback, std::to_underlying(PayloadFeedback::picture_loss));
  writer_.u32(sender);
  writer_.u32(media);
  return finish();
}

bool RtcpWriter::full_intra_request(std::uint32_t sender, std::span<const FullIntraRequest> requests) {
  begin(RtcpType::payload_feedback, std::to_underlying(PayloadFeedback::full_intra_request));
  writer_.u32(sender);
  writer_.u32(0);  // the streams stand in the entries
  for (const auto& [ssrc, number] : requests) {
    writer_.u32(ssrc);
    writer_.u8(number);
    writer_.u24(0);
  }
  return finish(!requests.empty());
}

bool RtcpWriter::receiver_estimate(std::uint32_t sender, std::uint64_t bits_per_second,
                                   std::span<const std::uint32_t> ssrcs) {
  constexpr unsigned mantissa_bits = 18;
  const auto width = static_cast<unsigned>(std::bit_width(bits_per_second));
  const auto exponent = width > mantissa_bits ? width - mantissa_bits : 0;
  begin(RtcpType::payload_feedback, std::to_underlying(PayloadFeedback::application));
  writer_.u32(sender);
  writer_.u32(0);
  writer_.u32(remb_name);
  writer_.u8(static_cast<std::uint8_t>(ssrcs.size()));
  writer_.u24(static_cast<std::uint32_t>(exponent << mantissa_bits | bits_per_second >> exponent));
  for (const auto ssrc : ssrcs) writer_.u32(ssrc);
  return finish(ssrcs.size() <= most_estimated);
}

std::size_t RtcpWriter::arrivals(const ArrivalReport& report) {
  const auto written = write_arrivals(report, out_.subspan(writer_.size()));
  if (!written) return 0;
  writer_.skip(written->size);
  return written->arrivals;
}

bool RtcpWriter::receiver_time(std::uint32_t sender, NtpTime now) {
  begin(RtcpType::extended_report, 0);
  writer_.u32(sender);
  writer_.u16(0x0400);
  writer_.u16(2);
  writer_.u64(now.value);
  return finish();
}

bool RtcpWriter::delays_since_receiver(std::uint32_t sender, std::span<const DelaySinceReceiver> delays) {
  begin(RtcpType::extended_report, 0);
  writer_.u32(sender);
  writer_.u16(0x0500);
  writer_.u16(static_cast<std::uint16_t>(delays.size() * 3));
  for (const auto& [ssrc, last_report, delay] : delays) {
    writer_.u32(ssrc);
    writer_.u32(last_report);
    writer_.u32(delay);
  }
  return finish(!delays.empty() && delays.size() <= most_parts);
}

}  // namespace vtp::rtc
