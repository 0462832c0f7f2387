// Any bytes as an RTP packet: what is read lies within them, what is written from it reads the same.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rtc/rtp/extension_values.h"
#include "rtc/rtp/rtp_packet.h"
#include "rtc/rtp/rtx.h"

namespace {

using namespace vtp::rtc;

void require(bool condition) {
  if (!condition) std::abort();
}

void write_again(const RtpPacket& packet) {
  std::array<ExtensionElement, 32> elements;
  std::size_t count = 0;
  for (auto reader = packet.extensions(); count < elements.size();) {
    const auto element = reader.next();
    if (!element) break;
    if (element->id != 0) elements[count++] = *element;
    static_cast<void>(read_audio_level(element->value));
    static_cast<void>(read_stream_word(element->value));
  }
  const auto kept = std::span(elements).first(count);
  std::vector<std::uint8_t> out(extensions_size(kept) + packet.payload().size() + rtp_fixed_header_bytes);
  require(write_rtp(header_of(packet), kept, packet.payload(), out) == out.size());
  const auto back = RtpPacket::parse(out);
  require(back && back->payload().size() == packet.payload().size());
}

void repeat(const RtpPacket& packet) {
  std::vector<std::uint8_t> out(packet.bytes().size() + rtx_overhead_bytes);
  const auto size = write_rtx(packet, {.ssrc = 1, .payload_type = 97}, 2, out);
  require(size.has_value());
  const auto back = read_rtx(*RtpPacket::parse(std::span(out).first(*size)),
                             {.ssrc = packet.ssrc(), .payload_type = packet.payload_type()});
  require(back && std::ranges::equal(back->payload(), packet.payload()) &&
          back->sequence() == packet.sequence());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> bytes(data, data + size);
  const auto packet = RtpPacket::parse(bytes);
  if (!packet) return 0;
  write_again(*packet);
  repeat(*packet);
  static_cast<void>(read_rtx(*packet, {.ssrc = 1, .payload_type = 2}));
  return 0;
}
