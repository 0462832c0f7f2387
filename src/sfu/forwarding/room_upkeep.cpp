// What time brings in a room: requests to publishers, reports, and the division of bandwidth.
#include <algorithm>
#include <array>

#include "sfu/forwarding/room.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t longest_compound = 1200;  // bytes
constexpr std::uint32_t probe_ssrc = 1234;      // where mediasoup-client takes packets that mean nothing
constexpr std::uint8_t probe_payload_type = 127;
constexpr std::uint8_t probe_padding = 255;
constexpr std::size_t most_nacks = 128;  // numbers in one request

}  // namespace

void Room::on_time(rtc::Instant now) {
  for (auto& [id, producer] : producers_) ask_publisher(*producer, now);
  for (auto& [id, transport] : transports_) look_after(*transport, now);
  if (now >= allocate_at_) {
    allocate_at_ = now + settings_.allocation_interval;
    for (auto& [id, transport] : transports_) allocate(*transport, now);
    for (auto& [id, producer] : producers_) constrain(*producer, now);
  }
  if (now >= audio_at_) {
    audio_at_ = now + settings_.audio_interval;
    tell_levels(now);
  }
  if (now >= report_at_) {
    report_at_ = now + settings_.report_interval;
    for (auto& [id, transport] : transports_) send_reports(*transport, now);
    for (auto& [id, producer] : producers_) tell_scores(*producer);
    for (auto& [id, participant] : participants_) measure_network(participant, now);
  }
  due_ = next_due();
}

rtc::Instant Room::next_due() const {
  auto due = std::min({report_at_, allocate_at_, audio_at_});
  for (const auto& [id, producer] : producers_) {
    due = std::min(due, producer->key_frame_deadline());
    for (const auto& stream : producer->streams())
      if (stream.asks_again()) due = std::min(due, stream.nack().deadline());
  }
  for (const auto& [id, transport] : transports_) {
    due = std::min({due, transport->arrivals.deadline(), transport->viewer.bandwidth.deadline()});
    for (const auto* const consumer : transport->consumers)
      due = std::min(due, consumer->catch_up_deadline());
  }
  return due;
}

/// For packets that are missing, and for key frames.
void Room::ask_publisher(Producer& producer, rtc::Instant now) {
  if (home_ != nullptr) return ask_home(producer, now);
  std::array<std::uint8_t, longest_compound> memory;
  rtc::RtcpWriter writer(memory);
  for (auto& stream : producer.streams()) {
    if (!stream.asks_again() || !stream.ssrc() || stream.nack().deadline() > now) continue;
    std::array<std::uint16_t, most_nacks> numbers;
    const auto missing = stream.nack().due(now, numbers);
    if (!missing.empty() && writer.nack(our_ssrc_, *stream.ssrc(), missing))
      stream.nack_count += missing.size();
    if (stream.nack().take_needs_key_frame() && producer.is_received())
      for (std::uint8_t i = 0; i < producer.streams().size(); ++i)
        if (&producer.streams()[i] == &stream) producer.want_key_frame(i, now);
  }
  if (const auto encoding = producer.take_key_frame_request(now)) {
    auto& stream = producer.streams()[*encoding];
    if (stream.ssrc() && writer.picture_loss(our_ssrc_, *stream.ssrc())) ++stream.pli_count;
  }
  auto& path = transports_.at(producer.transport())->viewer.path;
  if (!writer.written().empty() && path.is_open()) path.send_rtcp(writer.written());
}

void Room::look_after(RoomTransport& transport, rtc::Instant now) {
  auto& path = transport.viewer.path;
  while (transport.arrivals.deadline() <= now) {
    std::array<std::uint8_t, longest_compound> memory;
    rtc::RtcpWriter writer(memory);
    if (!transport.arrivals.write(writer, now)) break;
    if (path.is_open()) path.send_rtcp(writer.written());
  }
  for (auto* const consumer : transport.consumers)
    if (consumer->catch_up_deadline() <= now) consumer->go_on_catching_up(again_, now);
  if (transport.viewer.bandwidth.deadline() <= now) {
    transport.viewer.bandwidth.on_time(now);
    probe(transport, now);
  }
  if (transport.needs_allocation) allocate(transport, now);
}

/// Sends packets that nobody needs, so that the viewer tells whether they arrive in time.
void Room::probe(RoomTransport& transport, rtc::Instant now) {
  auto left = transport.viewer.bandwidth.padding(now);
  while (left > 0 && transport.viewer.path.is_open()) {
    const auto sent = send_probe(transport, left, now);
    if (sent == 0) return;
    transport.probe_bytes += sent;
    left -= std::min(left, sent);
  }
}

/// A packet that was sent already, if there is one, because networks treat real ones alike; else mere
/// padding.
std::uint32_t Room::send_probe(RoomTransport& transport, std::uint32_t bytes, rtc::Instant now) {
  for (auto* const consumer : transport.consumers) {
    if (!consumer->is_video() || !consumer->target()) continue;
    if (const auto sent = consumer->repeat_latest(again_, now); sent > 0) return sent;
  }
  const auto video = std::ranges::find_if(transport.consumers, [](const Consumer* consumer) {
    return consumer->is_video() && consumer->media().extensions[Extension::transport_sequence] != 0;
  });
  if (video == transport.consumers.end()) return 0;
  const auto number = transport.viewer.next_number++;
  std::array<std::uint8_t, 2> value;
  rtc::write_u16(value, 0, number);
  const rtc::ExtensionElement extension{.id = (*video)->media().extensions[Extension::transport_sequence],
                                        .value = value};
  std::array<std::uint8_t, 320> memory;
  const auto padding = static_cast<std::uint8_t>(std::clamp<std::uint32_t>(bytes, 1, probe_padding));
  const auto size = rtc::write_rtp_padding(
      {.payload_type = probe_payload_type, .sequence = transport.probe_sequence++, .ssrc = probe_ssrc},
      std::span(&extension, 1), padding, memory);
  if (!size || !transport.viewer.path.send_rtp(rtc::Bytes(memory).first(*size))) return 0;
  transport.viewer.bandwidth.on_sent(number, static_cast<std::uint32_t>(*size), now);
  return static_cast<std::uint32_t>(*size);
}

void Room::send_reports(RoomTransport& transport, rtc::Instant now) {
  if (!transport.viewer.path.is_open()) return;
  send_receiver_reports(transport, now);
  send_sender_reports(transport, now);
}

void Room::send_receiver_reports(RoomTransport& transport, rtc::Instant now) {
  std::array<rtc::ReportBlock, rtc::most_report_blocks> blocks;
  std::size_t count = 0;
  for (auto* const producer : transport.producers)
    for (auto& stream : producer->streams()) {
      const auto block = stream.ssrc() ? stream.statistics().report(*stream.ssrc(), now) : std::nullopt;
      if (block && count < blocks.size()) blocks[count++] = *block;
    }
  if (count == 0) return;
  std::array<std::uint8_t, longest_compound> memory;
  rtc::RtcpWriter writer(memory);
  if (writer.receiver_report(our_ssrc_, std::span(blocks).first(count)))
    transport.viewer.path.send_rtcp(writer.written());
}

void Room::send_sender_reports(RoomTransport& transport, rtc::Instant now) {
  std::array<std::uint8_t, longest_compound> memory;
  rtc::RtcpWriter writer(memory);
  for (auto* const consumer : transport.consumers) {
    const auto report = consumer->sender_report(now);
    if (!report) continue;
    const auto write = [&] {
      return writer.sender_report(report->ssrc,
                                  {.now = report->sent_at,
                                   .timestamp = report->timestamp,
                                   .packets = report->packets,
                                   .octets = report->octets},
                                  {}) &&
             writer.canonical_name(report->ssrc, *consumer->media().parameters.rtcp.cname);
    };
    if (writer.written().size() + 64 + 40 > memory.size()) {
      transport.viewer.path.send_rtcp(writer.written());
      writer = rtc::RtcpWriter(memory);
    }
    if (write()) consumer->note_report(report->sent_at, now);
  }
  if (!writer.written().empty()) transport.viewer.path.send_rtcp(writer.written());
}

}  // namespace vtp::sfu
