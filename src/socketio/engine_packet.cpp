#include "socketio/engine_packet.h"

#include <utility>

#include "base/text.h"
#include "socketio/base64.h"

namespace vtp::socketio {
namespace {

constexpr char separator = '\x1e';
constexpr char binary_mark = 'b';

void separate(std::string& payload) {
  if (!payload.empty()) payload += separator;
}

}  // namespace

std::optional<EnginePacket> parse_packet(std::string_view text) {
  if (text.empty() || text.front() < std::to_underlying(EnginePacketType::open) ||
      text.front() > std::to_underlying(EnginePacketType::noop))
    return std::nullopt;
  return EnginePacket{.type = static_cast<EnginePacketType>(text.front()),
                      .data = std::string(text.substr(1))};
}

std::optional<std::vector<EnginePacket>> parse_payload(std::string_view body) {
  if (!is_utf8(body)) return std::nullopt;
  std::vector<EnginePacket> packets;
  for (const auto part : split(body, separator)) {
    if (part.starts_with(binary_mark)) {
      auto bytes = base64_decode(part.substr(1));
      if (!bytes) return std::nullopt;
      packets.push_back({.is_binary = true, .data = *std::move(bytes)});
    } else {
      auto packet = parse_packet(part);
      if (!packet) return std::nullopt;
      packets.push_back(*std::move(packet));
    }
  }
  return packets;
}

void append_to_payload(std::string& payload, std::string_view text) {
  separate(payload);
  payload += text;
}

void append_binary_to_payload(std::string& payload, std::string_view bytes) {
  separate(payload);
  payload += binary_mark;
  payload += base64_encode(bytes);
}

}  // namespace vtp::socketio
