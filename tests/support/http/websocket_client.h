// The client's side of WebSocket, byte by byte as a test wants it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vtp::http {

/// One frame with the given first byte (FIN, RSV, opcode), masked as clients must.
std::string masked_frame(std::uint8_t first_byte, std::string_view payload);

/// The head of a request that asks for WebSocket, with the key of the RFC's example.
std::string websocket_request(std::string_view target, std::string_view more_fields = {});

/// A server's frame taken from the front of `bytes`; its first byte is 0 if there is no whole one.
struct ServerFrame {
  std::uint8_t first_byte = 0;
  std::string payload;
};
ServerFrame take_frame(std::string& bytes);

}  // namespace vtp::http
