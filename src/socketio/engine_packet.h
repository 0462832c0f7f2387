// Packets of Engine.IO protocol 4, and the payloads by which long polling carries several at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::socketio {

/// The first character of a packet's text.
enum class EnginePacketType : char {
  open = '0',
  close = '1',
  ping = '2',
  pong = '3',
  message = '4',
  upgrade = '5',
  noop = '6',
};

struct EnginePacket {
  EnginePacketType type = EnginePacketType::message;
  bool is_binary = false;  // only messages are
  std::string data;
};

/// A text packet ("4hello"); nullopt if it has no known type.
std::optional<EnginePacket> parse_packet(std::string_view text);

/// The body of a POST: packets separated by U+001E, binary ones as "b" and Base64. nullopt if any is
/// malformed or the text is not UTF-8.
std::optional<std::vector<EnginePacket>> parse_payload(std::string_view body);

/// Appends a packet to the body of a GET's answer. `text` is the whole packet, with its type.
void append_to_payload(std::string& payload, std::string_view text);
void append_binary_to_payload(std::string& payload, std::string_view bytes);

}  // namespace vtp::socketio
