#include "rtc/rtcp/extended_report.h"

namespace vtp::rtc {
namespace {

constexpr std::uint8_t receiver_time_block = 4;
constexpr std::uint8_t delays_block = 5;
constexpr std::size_t delay_bytes = 12;

}  // namespace

std::optional<ExtendedReport> read_extended_report(const RtcpPacket& packet) {
  if (packet.type != RtcpType::extended_report) return std::nullopt;
  ByteReader reader(packet.body);
  ExtendedReport report{.sender = reader.u32(), .receiver_time = {}, .delays = {}};
  while (!reader.has_failed() && !reader.rest().empty()) {
    const auto type = reader.u8();
    reader.u8();
    const auto body = reader.take(std::size_t{reader.u16()} * 4);
    if (type == receiver_time_block && body.size() == 8) report.receiver_time = NtpTime{read_u64(body, 0)};
    if (type == delays_block && body.size() % delay_bytes == 0) report.delays = DelaysSinceReceiver(body);
  }
  return reader.has_failed() ? std::nullopt : std::optional(report);
}

}  // namespace vtp::rtc
