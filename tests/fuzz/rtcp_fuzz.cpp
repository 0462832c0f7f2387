// Any bytes as RTCP: every reader either refuses a packet or reads it within its bounds.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rtc/rtcp/arrival_feedback.h"
#include "rtc/rtcp/rtcp_writer.h"

namespace {

using namespace vtp::rtc;

void read_reports(const RtcpPacket& packet) {
  if (const auto report = read_sender_report(packet))
    for (std::size_t i = 0; i < report->blocks.size(); ++i) static_cast<void>(report->blocks[i]);
  if (const auto report = read_receiver_report(packet))
    for (std::size_t i = 0; i < report->blocks.size(); ++i)
      static_cast<void>(round_trip_time(report->blocks[i], NtpTime{1}));
  if (auto names = CanonicalNames::open(packet))
    while (const auto name = names->next())
      if (name->name.size() > 255) std::abort();
  static_cast<void>(read_goodbye(packet));
  if (const auto report = read_extended_report(packet))
    for (std::size_t i = 0; i < report->delays.size(); ++i) static_cast<void>(report->delays[i]);
}

void read_feedback(const RtcpPacket& packet) {
  if (const auto nack = read_nack(packet)) {
    std::size_t asked = 0;
    nack->for_each([&](std::uint16_t) { ++asked; });
    if (asked > packet.body.size() / 4 * 17) std::abort();
  }
  static_cast<void>(read_picture_loss(packet));
  if (const auto requests = read_full_intra_requests(packet))
    for (std::size_t i = 0; i < requests->size(); ++i) static_cast<void>((*requests)[i]);
  static_cast<void>(read_receiver_estimate(packet));
  if (const auto feedback = ArrivalFeedback::read(packet)) {
    std::size_t told = 0;
    feedback->for_each([&](const PacketStatus&) { ++told; });
    if (told != feedback->status_count()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::uint8_t> bytes(data, data + size);  // with its own end, for the address sanitizer
  auto reader = CompoundReader::open(bytes);
  if (!reader) return 0;
  while (const auto packet = reader->next()) {
    read_reports(*packet);
    read_feedback(*packet);
  }
  return 0;
}
