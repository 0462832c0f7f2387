// Packets of Socket.IO protocol 5: reading their text, writing it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::socketio {

/// The first character of a packet's text.
enum class PacketType : char {
  connect = '0',
  disconnect = '1',
  event = '2',
  ack = '3',
  connect_error = '4',
  binary_event = '5',
  binary_ack = '6',
};

/// What travels in an event or its acknowledgement: JSON values, and the attachments that placeholders among
/// them stand for. Values are valid JSON texts.
struct Arguments {
  std::vector<std::string> values;
  std::vector<std::string> attachments;

  Arguments() = default;
  /// One value.
  Arguments(std::string value) { values.push_back(std::move(value)); }

  /// Adds JSON text that is known to be valid.
  Arguments& json(std::string value);
  /// Adds text as a JSON string.
  Arguments& text(std::string_view value);
  /// Adds bytes, which arrive as a buffer.
  Arguments& binary(std::string bytes);
};

struct Packet {
  PacketType type = PacketType::event;
  std::string space = "/";  // the namespace
  std::optional<std::uint64_t> id;
  std::string event;                 // of events; a number counts as its text
  Arguments arguments;               // of events and acks
  std::string payload;               // of the other types: a JSON object, or nothing
  std::size_t attachment_count = 0;  // announced; they follow one by one

  [[nodiscard]] bool is_complete() const { return arguments.attachments.size() == attachment_count; }
};

/// A packet without its attachments; nullopt if it is not as the protocol says: types, payloads of the wrong
/// kind, reserved event names, placeholders without attachment.
std::optional<Packet> parse_socket_packet(std::string_view text, std::size_t max_attachments);

/// The texts of packets, with the type of the Engine.IO message before them.
std::string connect_text(std::string_view space, std::string_view payload);
std::string connect_error_text(std::string_view space, std::string_view payload);
std::string disconnect_text(std::string_view space);
std::string event_text(std::string_view space, std::string_view event, const Arguments& arguments,
                       std::optional<std::uint64_t> id = {}, std::string_view offset = {});
std::string ack_text(std::string_view space, std::uint64_t id, const Arguments& arguments);

}  // namespace vtp::socketio
