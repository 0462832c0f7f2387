#include "sfu/forwarding/incoming_stream.h"

#include <algorithm>
#include <cstring>

#include "rtc/rtp/rtx.h"

namespace vtp::sfu {
namespace {

constexpr rtc::Duration activity = std::chrono::seconds(1);

}  // namespace

IncomingStream::IncomingStream(const ProducedMedia& media, std::uint8_t encoding, std::size_t slots)
    : media_(media),
      ssrc_(media.encodings[encoding].ssrc),
      rtx_ssrc_(media.encodings[encoding].rtx_ssrc),
      rid_(media.encodings[encoding].rid),
      asks_again_(media.has_nack),
      reader_(media.codec, encoding),
      ring_(slots),
      statistics_(media.clock_rate) {}

rtc::Bytes IncomingStream::dependencies_of(const rtc::RtpPacket& packet) const {
  const auto id = media_.extensions[Extension::dependency_descriptor];
  if (media_.codec != Codec::av1 || id == 0) return {};
  const auto value = packet.extension(id);
  return value ? rtc::Bytes(*value) : rtc::Bytes();
}

std::optional<MediaPacket> IncomingStream::take(const rtc::RtpPacket& received, bool is_retransmission,
                                                rtc::Instant now) {
  auto packet = std::optional(received);
  if (is_retransmission) {
    if (received.payload_type() != media_.rtx_payload_type || !ssrc_) return std::nullopt;
    packet = rtc::read_rtx(received, {.ssrc = *ssrc_, .payload_type = media_.payload_type});
  }
  if (!packet || packet->payload_type() != media_.payload_type) return std::nullopt;
  const auto sequence = sequences_.unwrap(packet->sequence());
  if (nack_.on_packet(sequence, now) == Reception::duplicate) return std::nullopt;
  statistics_.on_packet(sequence, packet->timestamp(), packet->bytes().size(), is_retransmission, now);
  const auto media = keep(*packet, sequence, now);
  if (media && media->layers.is_key_frame && media_.kind == MediaKind::video) nack_.on_key_frame(sequence);
  return media;
}

std::optional<MediaPacket> IncomingStream::keep(const rtc::RtpPacket& packet, std::int64_t sequence,
                                                rtc::Instant now) {
  const auto layers = reader_.read(packet, sequence, dependencies_of(packet));
  if (!layers) return std::nullopt;
  ring_.store(sequence, packet.bytes(), now);
  rates_.add(layers->spatial_layer, layers->temporal_layer, packet.bytes().size(), now);
  pictures_.on_packet(sequence, layers->is_key_frame, packet.bytes().size(), now);
  end_ = std::max(end_, sequence + 1);
  return MediaPacket{.packet = packet, .layers = *layers};
}

std::optional<MediaPacket> IncomingStream::mirror(const rtc::RtpPacket& packet, std::int64_t sequence,
                                                  rtc::Instant arrival) {
  statistics_.on_packet(sequence, packet.timestamp(), packet.bytes().size(), false, arrival);
  return keep(packet, sequence, arrival);
}

IncomingStream::Snapshot IncomingStream::snapshot(rtc::Instant now) const {
  Snapshot copy{.reader = reader_,
                .pictures = pictures_,
                .statistics = statistics_,
                .rates = rates_,
                .clock = clock_,
                .end = end_,
                .packets = {},
                .bytes = {}};
  const auto range = media_.kind == MediaKind::video ? replayable(now) : std::nullopt;
  for (auto sequence = range ? range->begin : 0; range && sequence < range->end; ++sequence) {
    const auto stored = ring_.find(sequence);
    copy.packets.push_back({.sequence = sequence, .arrival = stored->arrival, .size = stored->bytes.size()});
    copy.bytes.insert(copy.bytes.end(), stored->bytes.begin(), stored->bytes.end());
  }
  return copy;
}

void IncomingStream::restore(const Snapshot& from) {
  reader_ = from.reader;
  pictures_ = from.pictures;
  statistics_ = from.statistics;
  rates_ = from.rates;
  clock_ = from.clock;
  end_ = from.end;
  auto rest = rtc::Bytes(from.bytes);
  for (const auto& packet : from.packets) {
    ring_.store(packet.sequence, rest.first(packet.size), packet.arrival);
    rest = rest.subspan(packet.size);
  }
}

void IncomingStream::skip(const rtc::RtpPacket& packet, bool is_retransmission, rtc::Instant now) {
  if (is_retransmission || packet.payload_type() != media_.payload_type) return;
  const auto sequence = sequences_.unwrap(packet.sequence());
  nack_.skip(sequence);
  forget_pictures();
  statistics_.on_packet(sequence, packet.timestamp(), packet.bytes().size(), false, now);
}

std::optional<MediaPacket> IncomingStream::recall(std::int64_t sequence, rtc::MutableBytes memory) {
  const auto stored = ring_.find(sequence);
  if (!stored || stored->bytes.size() > memory.size()) return std::nullopt;
  std::memcpy(memory.data(), stored->bytes.data(), stored->bytes.size());
  const auto packet = rtc::RtpPacket::parse(memory.first(stored->bytes.size()));
  if (!packet) return std::nullopt;
  const auto layers = reader_.read(*packet, sequence, dependencies_of(*packet));
  if (!layers) return std::nullopt;
  return MediaPacket{.packet = *packet, .layers = *layers};
}

void IncomingStream::on_sender_report(const rtc::SenderReport& report, rtc::Instant now) {
  statistics_.on_sender_report(report.sent_at, now);
  clock_ = Clock{.clock = {.wall = report.sent_at, .timestamp = report.timestamp}, .at = now};
}

bool IncomingStream::is_active(rtc::Instant now) const {
  return statistics_.has_begun() && now - statistics_.last_arrival() < activity;
}

}  // namespace vtp::sfu
