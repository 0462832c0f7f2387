// Any text as a payload of long polling and as packets of Socket.IO: what is read must be valid JSON, and
// come out the same when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/scan.h"
#include "socketio/engine_packet.h"
#include "socketio/packet.h"

namespace {

using namespace vtp::socketio;

void check_event(const Packet& packet) {
  for (const auto& value : packet.arguments.values)
    if (!vtp::json::is_json(value)) std::abort();
  Arguments arguments = packet.arguments;
  arguments.attachments.resize(packet.attachment_count);
  const auto text = event_text(packet.space, packet.event, arguments, packet.id);
  const auto again = parse_socket_packet(std::string_view(text).substr(1), 10);
  if (!again || again->event != packet.event || again->arguments.values != packet.arguments.values ||
      again->space != packet.space || again->id != packet.id)
    std::abort();
}

void read_packet(std::string_view text) {
  const auto packet = parse_socket_packet(text, 10);
  if (!packet) return;
  if (packet->attachment_count > 10) std::abort();
  if (packet->type == PacketType::event || packet->type == PacketType::binary_event) check_event(*packet);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_packet(text);
  const auto packets = parse_payload(text);
  if (!packets) return 0;
  for (const auto& packet : *packets)
    if (!packet.is_binary) read_packet(packet.data);
  return 0;
}
