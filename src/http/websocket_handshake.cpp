#include "http/websocket_handshake.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

#include "base/text.h"

namespace vtp::http {
namespace {

/// RFC 6455 section 1.3.
constexpr std::string_view magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::size_t nonce_bytes = 16;

bool has_token(std::string_view list, std::string_view token) {
  return std::ranges::any_of(split(list, ','),
                             [&](auto part) { return equals_ignoring_case(trim(part), token); });
}

/// Base64 of 16 bytes.
bool is_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  std::array<unsigned char, 18> bytes;
  return EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(key.data()), 24) ==
         static_cast<int>(nonce_bytes) + 2;  // the padding counts as zero bytes
}

std::string accept_key(std::string_view key) {
  const auto text = std::string(key).append(magic);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha1(), nullptr);
  std::array<unsigned char, 32> coded;
  const int size = EVP_EncodeBlock(coded.data(), digest.data(), static_cast<int>(length));
  return {reinterpret_cast<const char*>(coded.data()), static_cast<std::size_t>(size)};
}

/// One offer of permessage-deflate, as we speak it: every message by itself, so that idle connections hold no
/// windows and a broadcast is compressed once. A client that wants smaller windows from us is not served.
bool is_acceptable(std::string_view offer) {
  const auto parts = split(offer, ';');
  if (!equals_ignoring_case(trim(parts.front()), "permessage-deflate")) return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    const auto name = trim(split(part, '=').front());
    const auto value = part.contains('=') ? trim(part.substr(part.find('=') + 1)) : std::string_view();
    if (name == "server_no_context_takeover" || name == "client_no_context_takeover") return value.empty();
    if (name == "server_max_window_bits") return value == "15" || value == "\"15\"";
    return name == "client_max_window_bits";
  });
}

bool offers_compression(const Headers& headers) {
  return std::ranges::any_of(headers, [](const auto& field) {
    return equals_ignoring_case(field.first, "Sec-WebSocket-Extensions") &&
           std::ranges::any_of(split(field.second, ','), is_acceptable);
  });
}

Response refusal(int status, std::string message) {
  auto response = text_response(status, "text/plain; charset=utf-8", std::move(message));
  if (status == 426) {
    response.headers.set("Sec-WebSocket-Version", "13");
    response.headers.set("Upgrade", "websocket");
  }
  return response;
}

}  // namespace

bool asks_for_websocket(const Request& request) {
  return request.method == Method::get && has_token(request.headers.get("Connection"), "upgrade") &&
         has_token(request.headers.get("Upgrade"), "websocket");
}

std::expected<WebSocketHandshake, Response> shake_hands(const Request& request, bool may_compress) {
  if (request.headers.get("Sec-WebSocket-Version") != "13")
    return std::unexpected(refusal(426, "WebSocket is spoken in version 13"));
  const auto key = request.headers.get("Sec-WebSocket-Key");
  if (!is_key(key)) return std::unexpected(refusal(400, "Sec-WebSocket-Key must be 16 bytes in Base64"));
  WebSocketHandshake handshake;
  handshake.compresses = may_compress && offers_compression(request.headers);
  handshake.head =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
      accept_key(key) + "\r\n";
  if (handshake.compresses)
    handshake.head +=
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
        "client_no_context_takeover\r\n";
  handshake.head += "\r\n";
  return handshake;
}

}  // namespace vtp::http
