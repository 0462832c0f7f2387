#include "sfu/forwarding/consumer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "rtc/rtp/extension_values.h"
#include "rtc/rtp/rtx.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t audio_memory = 0;  // packets for sending again: nobody may ask for audio
constexpr std::size_t video_memory = 1024;

/// The header extensions of one packet, with the memory of those values that are made anew.
class ExtensionList {
 public:
  void add(std::uint8_t id, rtc::Bytes value) {
    if (id != 0) elements_[count_++] = {.id = id, .value = value};
  }
  void add_u16(std::uint8_t id, std::uint16_t value) {
    rtc::write_u16(number_, 0, value);
    add(id, number_);
  }
  void add_u24(std::uint8_t id, std::uint32_t value) {
    rtc::write_u24(time_, 0, value);
    add(id, time_);
  }
  [[nodiscard]] std::span<const rtc::ExtensionElement> elements() const {
    return std::span(elements_).first(count_);
  }

 private:
  std::array<rtc::ExtensionElement, 8> elements_;
  std::size_t count_ = 0;
  std::array<std::uint8_t, 2> number_{};
  std::array<std::uint8_t, 3> time_{};
};

rtc::Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

LayerSelector::Start selector_start(const Producer& producer, std::uint16_t sequence) {
  return {.sequence = sequence,
          .clock_rate = producer.media().clock_rate,
          .has_spatial_layers = producer.media().is_svc()};
}

}  // namespace

Consumer::Consumer(ConsumerId id, ParticipantId viewer, TransportId transport, Producer& producer,
                   ConsumedMedia media, ViewerPath& path, const Start& start)
    : preferred(start.preferred),
      id_(id),
      viewer_(viewer),
      transport_(transport),
      producer_(producer),
      media_(std::move(media)),
      path_(path),
      selector_(selector_start(producer, start.sequence)),
      sent_(producer.media().kind == MediaKind::video ? video_memory : audio_memory),
      rtx_sequence_(start.rtx_sequence),
      interruptions_(producer.interruptions) {
  const auto& streams = producer.streams();
  for (std::uint8_t i = 0; i < streams.size(); ++i)
    if (const auto& clock = streams[i].clock()) selector_.set_clock(i, clock->clock);
}

void Consumer::set_target(std::optional<TargetLayers> target) {
  target_ = target;
  selector_.set_target(target);
  if (!target) {
    selector_.interrupt();
    catch_up_.reset();
  }
}

bool Consumer::forward(const MediaPacket& media, OutgoingPacket& outgoing, rtc::Instant now) {
  if (!target_ || !path_.path.is_open()) return false;
  // What is newer than where catching up stands is sent from the ring, in its turn.
  if (catch_up_ && media.layers.layer == catch_up_->encoding && media.layers.sequence >= catch_up_->next)
    return false;
  if (interruptions_ != producer_.interruptions) {
    interruptions_ = producer_.interruptions;
    selector_.interrupt();
  }
  const auto forwarded = selector_.take(media.layers, now);
  if (forwarded.what == Forwarding::drop) return forwarded.has_switched;
  if (forwarded.what == Forwarding::pad) {
    send_padding(forwarded, now);
    return forwarded.has_switched;
  }
  rewrite_payload(producer_.media().codec, outgoing.payload(), forwarded.picture_id, forwarded.base_index);
  const Numbers numbers{.payload_type = media_.payload_type,
                        .ssrc = ssrc(),
                        .sequence = forwarded.sequence,
                        .timestamp = forwarded.timestamp,
                        .marker = media.packet.marker() || forwarded.ends_picture};
  if (send(numbers, media.packet, outgoing, now)) {
    counters_.payload_bytes += static_cast<std::uint32_t>(outgoing.payload().size());
    sent_.add({.source_sequence = media.layers.sequence,
               .timestamp = forwarded.timestamp,
               .sequence = forwarded.sequence,
               .picture_id = forwarded.picture_id,
               .layer = media.layers.layer,
               .base_index = forwarded.base_index,
               .ends_picture = forwarded.ends_picture},
              now);
    last_sequence_ = forwarded.sequence;
  }
  return forwarded.has_switched;
}

bool Consumer::send(const Numbers& numbers, const rtc::RtpPacket& source, OutgoingPacket& outgoing,
                    rtc::Instant now) {
  const auto& ids = media_.extensions;
  const auto& source_ids = producer_.media().extensions;
  ExtensionList list;
  list.add(ids[Extension::mid], bytes_of(*media_.parameters.mid));
  if (ids[Extension::send_time] != 0) list.add_u24(ids[Extension::send_time], rtc::absolute_send_time(now));
  std::optional<std::uint16_t> number;
  if (ids[Extension::transport_sequence] != 0) {
    number = path_.next_number++;
    list.add_u16(ids[Extension::transport_sequence], *number);
  }
  for (const auto passed_on : {Extension::audio_level, Extension::orientation, Extension::capture_time}) {
    if (ids[passed_on] == 0 || source_ids[passed_on] == 0) continue;
    if (const auto value = source.extension(source_ids[passed_on])) list.add(ids[passed_on], *value);
  }
  const auto packet = outgoing.with_header({.marker = numbers.marker,
                                            .payload_type = numbers.payload_type,
                                            .sequence = numbers.sequence,
                                            .timestamp = numbers.timestamp,
                                            .ssrc = numbers.ssrc},
                                           list.elements());
  if (!packet || !path_.path.send_rtp(*packet)) return false;
  const auto size = static_cast<std::uint32_t>(packet->size());
  path_.bandwidth.on_sent(number, size, now);
  ++counters_.packets;
  counters_.bytes += size;
  counters_.rate.add(now.time_since_epoch(), size);
  return true;
}

/// Something must come with a number that is waited for. The viewer's decoder sees nothing of it.
void Consumer::send_padding(const ForwardedPacket& forwarded, rtc::Instant now) {
  std::array<std::uint8_t, 64> memory;
  ExtensionList list;
  list.add(media_.extensions[Extension::mid], bytes_of(*media_.parameters.mid));
  std::optional<std::uint16_t> number;
  if (media_.extensions[Extension::transport_sequence] != 0) {
    number = path_.next_number++;
    list.add_u16(media_.extensions[Extension::transport_sequence], *number);
  }
  const auto size = rtc::write_rtp_padding({.marker = false,
                                            .payload_type = media_.payload_type,
                                            .sequence = forwarded.sequence,
                                            .timestamp = forwarded.timestamp,
                                            .ssrc = ssrc()},
                                           list.elements(), 1, memory);
  if (!size || !path_.path.send_rtp(rtc::Bytes(memory).first(*size))) return;
  path_.bandwidth.on_sent(number, static_cast<std::uint32_t>(*size), now);
  ++counters_.packets;
  counters_.bytes += *size;
  sent_.add({.timestamp = forwarded.timestamp, .sequence = forwarded.sequence, .is_padding = true}, now);
}

bool Consumer::catch_up(OutgoingPacket& outgoing, rtc::Instant now) {
  const auto encoding = selector_.awaited();
  if (!encoding || selector_.current() || catch_up_) return catch_up_.has_value();
  const auto range = stream_of(*encoding).replayable(now);
  if (!range) return false;
  catch_up_ = CatchUp{.encoding = *encoding, .next = range->begin};
  go_on_catching_up(outgoing, now);
  return true;
}

rtc::Instant Consumer::go_on_catching_up(OutgoingPacket& outgoing, rtc::Instant now) {
  if (!catch_up_) return rtc::never;
  auto& stream = stream_of(catch_up_->encoding);
  // Never slower than the encoding grows, whatever the way is believed to carry: the viewer would stay
  // behind.
  pacer_.set_estimate(std::max(path_.bandwidth.estimate(), stream.rates().in_all(now)));
  while (catch_up_) {
    if (catch_up_->next >= stream.end()) {
      catch_up_.reset();
      break;
    }
    if (const auto stored = stream.ring().find(catch_up_->next)) {
      if (!pacer_.take(static_cast<std::uint32_t>(stored->bytes.size()), now)) return pacer_.ready_at();
    }
    catch_up_with(catch_up_->next++, outgoing, now);
  }
  return rtc::never;
}

void Consumer::catch_up_with(std::int64_t sequence, OutgoingPacket& outgoing, rtc::Instant now) {
  std::array<std::uint8_t, PacketRing::longest_packet> memory;
  // forward() keeps back what is not before `next`, which is one further on already.
  const auto media = stream_of(catch_up_->encoding).recall(sequence, memory);
  if (media && outgoing.set_payload(media->packet.payload())) forward(*media, outgoing, now);
}

rtc::Instant Consumer::catch_up_deadline() const {
  return catch_up_ ? pacer_.ready_at() : rtc::never;
}

void Consumer::repeat(std::uint16_t sequence, OutgoingPacket& outgoing, rtc::Instant now) {
  ++counters_.nacks;
  if (!media_.rtx_payload_type || !path_.path.is_open()) return;
  const auto sent = sent_.ask_again(sequence, now, path_.round_trip);
  // While less fits than is sent, only what the viewer is to have is worth sending again.
  if (!sent || sent->is_padding || !selector_.current() || sent->layer != *selector_.current()) return;
  send_again(*sent, outgoing, now);
}

bool Consumer::send_again(const SentPacket& sent, OutgoingPacket& outgoing, rtc::Instant now) {
  std::array<std::uint8_t, PacketRing::longest_packet> memory;
  const auto stored = stream_of(sent.layer).ring().find(sent.source_sequence);
  if (!stored || stored->bytes.size() > memory.size()) return false;
  std::ranges::copy(stored->bytes, memory.begin());
  const auto packet = rtc::RtpPacket::parse(rtc::MutableBytes(memory).first(stored->bytes.size()));
  if (!packet || !outgoing.set_payload(packet->payload(), rtc::rtx_overhead_bytes)) return false;
  const auto payload = outgoing.payload();
  rtc::write_u16(payload, 0, sent.sequence);
  rewrite_payload(producer_.media().codec, payload.subspan(rtc::rtx_overhead_bytes), sent.picture_id,
                  sent.base_index);
  const Numbers numbers{.payload_type = *media_.rtx_payload_type,
                        .ssrc = media_.parameters.encodings[0].rtx->ssrc,
                        .sequence = rtx_sequence_++,
                        .timestamp = sent.timestamp,
                        .marker = packet->marker() || sent.ends_picture};
  ++counters_.repeated;
  return send(numbers, *packet, outgoing, now);
}

std::uint32_t Consumer::repeat_latest(OutgoingPacket& outgoing, rtc::Instant now) {
  if (!media_.rtx_payload_type || !path_.path.is_open()) return 0;
  const auto latest = sent_.find(last_sequence_);
  if (!latest || latest->is_padding) return 0;
  const auto before = counters_.bytes;
  return send_again(*latest, outgoing, now) ? static_cast<std::uint32_t>(counters_.bytes - before) : 0;
}

std::optional<rtc::SenderReport> Consumer::sender_report(rtc::Instant now) const {
  const auto encoding = selector_.current();
  if (!encoding || counters_.packets == 0) return std::nullopt;
  const auto& clock = producer_.streams()[*encoding].clock();
  if (!clock) return std::nullopt;
  // The publisher's clock, as it must have gone on, so that sound and picture stay in step as they were sent.
  const auto elapsed = now - clock->at;
  const auto ticks = elapsed.count() * producer_.media().clock_rate / 1'000'000;
  rtc::SenderReport report{.ssrc = ssrc()};
  report.sent_at = rtc::to_ntp(rtc::from_ntp(clock->clock.wall) + elapsed);
  report.timestamp = selector_.timestamp_of(clock->clock.timestamp + static_cast<std::uint32_t>(ticks));
  report.packets = static_cast<std::uint32_t>(counters_.packets);
  report.octets = counters_.payload_bytes;
  return report;
}

void Consumer::note_report(rtc::NtpTime sent, rtc::Instant now) {
  reported_ = sent.compact();
  reported_at_ = now;
}

std::optional<rtc::Duration> Consumer::on_report(const rtc::ReportBlock& block, rtc::Instant now) {
  counters_.lost = block.lost;
  counters_.fraction_lost = block.fraction_lost / 256.0;
  counters_.jitter_ms = block.jitter * 1000.0 / producer_.media().clock_rate;
  if (reported_ == 0 || block.last_report != reported_) return std::nullopt;
  const auto held = rtc::from_compact_ntp(block.delay_since_report);
  return std::max(now - reported_at_ - held, rtc::Duration(0));
}

std::uint8_t Consumer::score() const {
  return static_cast<std::uint8_t>(std::clamp(10 - std::lround(counters_.fraction_lost * 50), 0L, 10L));
}

std::uint8_t Consumer::producer_score() const {
  const auto& streams = producer_.streams();
  const auto encoding = std::min<std::size_t>(selector_.current().value_or(0), streams.size() - 1);
  return streams[encoding].statistics().score();
}

}  // namespace vtp::sfu
