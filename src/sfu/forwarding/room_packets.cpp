// The way of a packet through a room. Nothing is allocated here but when a stream appears.
#include <algorithm>
#include <array>

#include "rtc/rtp/extension_values.h"
#include "sfu/forwarding/room.h"

namespace vtp::sfu {
namespace {

constexpr rtc::Duration heard_interval = std::chrono::seconds(1);

}  // namespace

void RoomTransport::on_rtp(rtc::MutableBytes packet, rtc::Instant now) {
  room_.on_rtp(*this, packet, now);
}

Consumer* RoomTransport::find_consumer(std::uint32_t ssrc) const {
  const auto found =
      std::ranges::find(consumers, ssrc, [](const Consumer* consumer) { return consumer->ssrc(); });
  return found == consumers.end() ? nullptr : *found;
}

void Room::note_heard(Participant& participant, rtc::Instant now) {
  if (participant.heard != rtc::Instant::min() && now - participant.heard < heard_interval) return;
  participant.heard = now;
  tell(MediaHeard{.participant = participant.id});
}

void Room::on_rtp(RoomTransport& transport, rtc::MutableBytes bytes, rtc::Instant now) {
  const auto packet = rtc::RtpPacket::parse(bytes);
  if (!packet) {
    ++transport.malformed;
    return;
  }
  ++transport.received_packets;
  transport.received_bytes += bytes.size();
  note_heard(transport.owner, now);
  if (transport.sequence_extension != 0) {
    const auto value = packet->extension(transport.sequence_extension);
    const auto number = value ? rtc::read_transport_sequence(*value) : std::nullopt;
    if (number) transport.arrivals.on_packet(packet->ssrc(), *number, now);
    note_due(transport.arrivals.deadline());
  }
  const auto* route = transport.find_route(packet->ssrc());
  if (route == nullptr) route = learn(transport, *packet);
  if (route == nullptr) {
    ++transport.unknown;
    return;
  }
  auto& producer = *route->producer;
  auto& stream = producer.streams()[route->encoding];
  if (producer.info().is_paused) {
    stream.skip(*packet, route->is_retransmission, now);
    return;
  }
  const auto media = stream.take(*packet, route->is_retransmission, now);
  if (!media) return;
  if (stream.asks_again()) note_due(stream.nack().deadline());
  if (stream.nack().take_needs_key_frame() && producer.is_received())
    producer.want_key_frame(route->encoding, now);
  if (producer.media().kind == MediaKind::audio && !is_heard(producer, media->packet, now)) {
    ++producer.interruptions;
    return;
  }
  if (media->layers.is_key_frame) producer.on_key_frame(route->encoding);
  feed(producer, route->encoding, *media, now);
  forward(producer, *media, now);
  note_due(producer.key_frame_deadline());
}

/// Streams whose SSRC nobody has told are known by the words in their first packets.
const RoomTransport::Route* Room::learn(RoomTransport& transport, const rtc::RtpPacket& packet) {
  for (auto* const producer : transport.producers) {
    const auto recognised = producer->recognise(packet);
    if (!recognised) continue;
    transport.routes.push_back(
        {packet.ssrc(), producer, recognised->encoding, recognised->is_retransmission});
    return &transport.routes.back();
  }
  return nullptr;
}

/// Notes how loud a packet is. Is it to be forwarded?
bool Room::is_heard(Producer& producer, const rtc::RtpPacket& packet, rtc::Instant now) {
  const auto id = producer.media().extensions[Extension::audio_level];
  const auto value = id == 0 ? std::nullopt : packet.extension(id);
  const auto level = value ? rtc::read_audio_level(*value) : std::nullopt;
  if (producer.info().source == Source::mic && level) {
    speakers_.on_level(producer.speaker, level->dbov, now);
    producer.loudness = std::max(producer.loudness, level->dbov);
  }
  return producer.is_always_heard() || loudest_.admit(producer.speaker, level ? level->dbov : 0, now);
}

void Room::forward(Producer& producer, const MediaPacket& media, rtc::Instant now) {
  if (producer.consumers.empty() || !outgoing_.set_payload(media.packet.payload())) return;
  for (auto* const consumer : producer.consumers) {
    if (consumer->forward(media, outgoing_, now)) {
      forward_what_followed(*consumer, media.layers, now);
      tell_layers(*consumer);
    }
    if (consumer->catch_up_deadline() <= now) consumer->go_on_catching_up(again_, now);
    note_due(consumer->catch_up_deadline());
  }
}

/// The first packet of a key frame came late: what overtook it was not wanted then, and is now.
void Room::forward_what_followed(Consumer& consumer, const LayerPacket& first, rtc::Instant now) {
  auto& stream = consumer.producer().streams()[first.layer];
  std::array<std::uint8_t, PacketRing::longest_packet> memory;
  for (auto sequence = first.sequence + 1; sequence < stream.end(); ++sequence) {
    const auto media = stream.recall(sequence, memory);
    if (media && again_.set_payload(media->packet.payload())) consumer.forward(*media, again_, now);
  }
}

}  // namespace vtp::sfu
