#include "rtc/rtcp/reports.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t block_bytes = 24;
constexpr std::size_t ssrc_bytes = 4;
constexpr std::size_t sender_info_bytes = 20;
constexpr std::uint8_t item_end = 0;
constexpr std::uint8_t item_cname = 1;

std::int32_t sign_extended_24(std::uint32_t number) {
  return static_cast<std::int32_t>(number << 8U) >> 8;
}

/// Profile-specific extensions may follow the blocks: they are left out.
std::optional<ReportBlocks> blocks_at(const RtcpPacket& packet, std::size_t offset) {
  const auto size = packet.count * block_bytes;
  if (packet.body.size() < offset + size) return std::nullopt;
  return ReportBlocks(packet.body.subspan(offset, size));
}

}  // namespace

std::size_t ReportBlocks::size() const {
  return bytes_.size() / block_bytes;
}

ReportBlock ReportBlocks::operator[](std::size_t index) const {
  ByteReader reader(bytes_.subspan(index * block_bytes, block_bytes));
  ReportBlock block;
  block.ssrc = reader.u32();
  block.fraction_lost = reader.u8();
  block.lost = sign_extended_24(reader.u24());
  block.highest_sequence = reader.u32();
  block.jitter = reader.u32();
  block.last_report = reader.u32();
  block.delay_since_report = reader.u32();
  return block;
}

std::optional<SenderReport> read_sender_report(const RtcpPacket& packet) {
  if (packet.type != RtcpType::sender_report) return std::nullopt;
  const auto blocks = blocks_at(packet, ssrc_bytes + sender_info_bytes);
  if (!blocks) return std::nullopt;
  ByteReader reader(packet.body);
  SenderReport report;
  report.ssrc = reader.u32();
  report.sent_at.value = reader.u64();
  report.timestamp = reader.u32();
  report.packets = reader.u32();
  report.octets = reader.u32();
  report.blocks = *blocks;
  return report;
}

std::optional<ReceiverReport> read_receiver_report(const RtcpPacket& packet) {
  if (packet.type != RtcpType::receiver_report) return std::nullopt;
  const auto blocks = blocks_at(packet, ssrc_bytes);
  if (!blocks) return std::nullopt;
  return ReceiverReport{.ssrc = read_u32(packet.body, 0), .blocks = *blocks};
}

std::optional<Duration> round_trip_time(const ReportBlock& block, NtpTime now) {
  if (block.last_report == 0) return std::nullopt;
  return from_compact_ntp(now.compact() - block.last_report - block.delay_since_report);
}

std::optional<CanonicalNames> CanonicalNames::open(const RtcpPacket& packet) {
  if (packet.type != RtcpType::source_description) return std::nullopt;
  CanonicalNames check(packet.body, packet.count);
  for (CanonicalName name; check.left_ > 0;)
    if (!check.read_chunk(name)) return std::nullopt;
  return CanonicalNames(packet.body, packet.count);
}

bool CanonicalNames::read_chunk(CanonicalName& name) {
  --left_;
  name = {.ssrc = reader_.u32(), .name = {}};
  while (!reader_.has_failed()) {
    const auto item = reader_.u8();
    if (item == item_end) break;
    const auto value = reader_.take(reader_.u8());
    if (item == item_cname) name.name = {reinterpret_cast<const char*>(value.data()), value.size()};
  }
  reader_.take(padded_to_words(reader_.position()) - reader_.position());
  return !reader_.has_failed();
}

std::optional<CanonicalName> CanonicalNames::next() {
  for (CanonicalName name; left_ > 0;)
    if (read_chunk(name) && !name.name.empty()) return name;
  return std::nullopt;
}

std::optional<Bytes> read_goodbye(const RtcpPacket& packet) {
  const auto size = packet.count * ssrc_bytes;
  if (packet.type != RtcpType::goodbye || packet.body.size() < size) return std::nullopt;
  return packet.body.first(size);
}

}  // namespace vtp::rtc
