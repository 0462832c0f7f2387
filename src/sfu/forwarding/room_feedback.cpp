// What comes by RTCP: reports of publishers and viewers, and what viewers ask for.
#include "rtc/rtcp/arrival_feedback.h"
#include "rtc/rtcp/feedback.h"
#include "rtc/rtcp/reports.h"
#include "sfu/forwarding/room.h"

namespace vtp::sfu {

void RoomTransport::on_rtcp(rtc::Bytes compound, rtc::Instant now) {
  room_.on_rtcp(*this, compound, now);
}

void RoomTransport::on_path_state(rtc::IceState ice, std::optional<rtc::DtlsState> dtls, rtc::Instant now) {
  room_.on_path_state(*this, ice, dtls, now);
}

void Room::on_rtcp(RoomTransport& transport, rtc::Bytes compound, rtc::Instant now) {
  auto reader = rtc::CompoundReader::open(compound);
  if (!reader) {
    ++transport.malformed;
    return;
  }
  note_heard(transport.owner, now);
  while (const auto packet = reader->next()) {
    switch (packet->type) {
      case rtc::RtcpType::sender_report:
      case rtc::RtcpType::receiver_report:
        on_reports(transport, *packet, now);
        break;
      case rtc::RtcpType::transport_feedback:
        on_packet_feedback(transport, *packet, now);
        break;
      case rtc::RtcpType::payload_feedback:
        on_payload_feedback(transport, *packet, now);
        break;
      default:
        break;
    }
  }
  note_due(transport.viewer.bandwidth.deadline());
}

void Room::on_reports(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now) {
  if (const auto sent = rtc::read_sender_report(packet)) {
    on_sender_report(transport, *sent, now);
    on_blocks(transport, sent->blocks, now);
  } else if (const auto received = rtc::read_receiver_report(packet)) {
    on_blocks(transport, received->blocks, now);
  }
}

void Room::on_sender_report(RoomTransport& transport, const rtc::SenderReport& report, rtc::Instant now) {
  const auto* const route = transport.find_route(report.ssrc);
  if (route == nullptr || route->is_retransmission) return;
  auto& stream = route->producer->streams()[route->encoding];
  const bool is_first = !stream.clock();
  stream.on_sender_report(report, now);
  spread_clock(*route->producer, route->encoding, is_first, now);
}

void Room::spread_clock(Producer& producer, std::uint8_t encoding, bool is_first, rtc::Instant now) {
  for (auto* const consumer : producer.consumers)
    consumer->set_clock(encoding, producer.streams()[encoding].clock()->clock);
  if (is_first) report_at_ = std::min(report_at_, now);  // viewers need it to play sound and picture in step
  note_due(report_at_);
}

void Room::on_blocks(RoomTransport& transport, const rtc::ReportBlocks& blocks, rtc::Instant now) {
  double loss = 0;
  bool has_loss = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto* const consumer = transport.find_consumer(blocks[i].ssrc);
    if (consumer == nullptr) continue;
    if (const auto round_trip = consumer->on_report(blocks[i], now)) {
      transport.viewer.round_trip = *round_trip;
      transport.viewer.has_round_trip = true;
      transport.viewer.bandwidth.on_round_trip(*round_trip);
    }
    loss = std::max(loss, consumer->counters().fraction_lost);
    has_loss = true;
    tell_scores(*consumer);
  }
  if (has_loss) transport.viewer.bandwidth.on_loss(loss, now);
}

void Room::on_packet_feedback(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now) {
  if (const auto nack = rtc::read_nack(packet)) {
    if (auto* const consumer = transport.find_consumer(nack->media))
      nack->for_each([&](std::uint16_t sequence) { consumer->repeat(sequence, again_, now); });
  } else if (const auto arrivals = rtc::ArrivalFeedback::read(packet)) {
    transport.viewer.bandwidth.on_feedback(*arrivals, now);
  }
}

void Room::on_payload_feedback(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now) {
  if (const auto loss = rtc::read_picture_loss(packet)) {
    if (auto* const consumer = transport.find_consumer(loss->media)) {
      ++consumer->counters().plis;
      want_key_frame(*consumer, now);
    }
  } else if (const auto requests = rtc::read_full_intra_requests(packet)) {
    for (std::size_t i = 0; i < requests->size(); ++i) {
      auto* const consumer = transport.find_consumer((*requests)[i].ssrc);
      if (consumer == nullptr || consumer->fir_number == (*requests)[i].number) continue;
      consumer->fir_number = (*requests)[i].number;
      ++consumer->counters().firs;
      want_key_frame(*consumer, now);
    }
  } else if (const auto estimate = rtc::read_receiver_estimate(packet)) {
    const auto most = static_cast<std::uint64_t>(INT64_MAX);
    transport.viewer.bandwidth.on_receiver_estimate(
        static_cast<std::int64_t>(std::min(estimate->bits_per_second, most)), now);
  }
}

void Room::want_key_frame(Consumer& consumer, rtc::Instant now) {
  if (!consumer.is_wanted()) return;
  const auto encoding = consumer.selector().awaited();
  consumer.producer().want_key_frame(encoding.value_or(consumer.selector().current().value_or(0)), now);
  note_due(consumer.producer().key_frame_deadline());
}

}  // namespace vtp::sfu
