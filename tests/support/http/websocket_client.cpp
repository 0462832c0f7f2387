#include "support/http/websocket_client.h"

#include <array>

namespace vtp::http {
namespace {

void append_number(std::string& out, std::size_t number, unsigned bytes) {
  for (unsigned i = bytes; i > 0; --i) out += static_cast<char>(number >> 8U * (i - 1));
}

}  // namespace

std::string masked_frame(std::uint8_t first_byte, std::string_view payload) {
  static constexpr std::array<char, 4> mask{0x37, 0x5A, 0x21, 0x3D};
  std::string frame(1, static_cast<char>(first_byte));
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() <= 0xFFFF) {
    frame += static_cast<char>(0x80U | 126U);
    append_number(frame, payload.size(), 2);
  } else {
    frame += static_cast<char>(0x80U | 127U);
    append_number(frame, payload.size(), 8);
  }
  frame.append(mask.data(), mask.size());
  for (std::size_t i = 0; i < payload.size(); ++i) frame += static_cast<char>(payload[i] ^ mask[i % 4]);
  return frame;
}

std::string websocket_request(std::string_view target, std::string_view more_fields) {
  return "GET " + std::string(target) +
         " HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         std::string(more_fields) + "\r\n";
}

ServerFrame take_frame(std::string& bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  if (bytes.size() < 2) return {};
  std::size_t head = 2;
  std::size_t length = byte(1);
  if (length >= 126) {
    const std::size_t digits = length == 126 ? 2 : 8;
    if (bytes.size() < head + digits) return {};
    length = 0;
    for (std::size_t i = 0; i < digits; ++i) length = length << 8U | byte(head + i);
    head += digits;
  }
  if (bytes.size() < head + length) return {};
  ServerFrame frame{.first_byte = byte(0), .payload = bytes.substr(head, length)};
  bytes.erase(0, head + length);
  return frame;
}

}  // namespace vtp::http
