#include "rtc/stun.h"

#include <algorithm>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace vtp::rtc {
namespace {

constexpr std::size_t header_bytes = 20;
constexpr std::size_t attribute_header_bytes = 4;
constexpr std::size_t integrity_bytes = 20;
constexpr std::uint32_t magic_cookie = 0x2112A442;
constexpr std::uint32_t class_bits = 0x110;

std::size_t padded(std::size_t length) {
  return (length + 3) / 4 * 4;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(at, count)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int length = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), code.data(), &length) == nullptr)
    throw std::runtime_error("HMAC failed");
  return {reinterpret_cast<const char*>(code.data()), length};
}

std::string body_of(const StunMessage& message) {
  std::string body;
  for (const auto& [type, value] : message.attributes) {
    body += big_endian(static_cast<std::uint32_t>(type), 2) +
            big_endian(static_cast<std::uint32_t>(value.size()), 2) + value;
    body.resize(padded(body.size()), '\0');
  }
  return body;
}

/// The header for a body of that length.
std::string header_of(const StunMessage& message, std::size_t body_length) {
  const auto type = static_cast<std::uint32_t>(message.method) | static_cast<std::uint32_t>(message.kind);
  return big_endian(type, 2) + big_endian(static_cast<std::uint32_t>(body_length), 2) +
         big_endian(magic_cookie, 4) + std::string(message.transaction.data(), message.transaction.size());
}

/// Where the MESSAGE-INTEGRITY begins, if the message is well formed and has one.
std::optional<std::size_t> integrity_offset(std::string_view bytes) {
  for (std::size_t at = header_bytes; at + attribute_header_bytes <= bytes.size();) {
    const auto type = static_cast<StunAttribute>(number_at(bytes, at, 2));
    const auto length = number_at(bytes, at + 2, 2);
    if (type == StunAttribute::message_integrity)
      return length == integrity_bytes && at + attribute_header_bytes + length <= bytes.size()
                 ? std::optional(at)
                 : std::nullopt;
    at += attribute_header_bytes + padded(length);
  }
  return std::nullopt;
}

}  // namespace

std::string big_endian(std::uint32_t number, std::size_t bytes) {
  std::string text(bytes, '\0');
  for (auto byte = text.rbegin(); byte != text.rend(); ++byte, number >>= 8)
    *byte = static_cast<char>(number & 0xFF);
  return text;
}

std::optional<std::string_view> StunMessage::find(StunAttribute attribute) const {
  const auto found = std::ranges::find(attributes, attribute, [](const auto& entry) { return entry.first; });
  return found == attributes.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<int> StunMessage::error_code() const {
  const auto value = find(StunAttribute::error_code);
  if (kind != StunClass::error || !value || value->size() < 4) return std::nullopt;
  return static_cast<int>(number_at(*value, 2, 1) * 100 + number_at(*value, 3, 1));
}

std::string long_term_key(std::string_view username, std::string_view realm, std::string_view password) {
  const auto text = std::string(username).append(":").append(realm).append(":").append(password);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_md5(), nullptr) != 1)
    throw std::runtime_error("MD5 is not available");
  return {reinterpret_cast<const char*>(digest.data()), length};
}

std::string write_stun(const StunMessage& message) {
  const auto body = body_of(message);
  return header_of(message, body.size()) + body;
}

std::string write_stun(const StunMessage& message, std::string_view key) {
  const auto body = body_of(message);
  // The length in the header covers the attribute that is about to follow (section 14.5).
  auto bytes = header_of(message, body.size() + attribute_header_bytes + integrity_bytes) + body;
  const auto code = hmac_sha1(key, bytes);
  return bytes + big_endian(static_cast<std::uint32_t>(StunAttribute::message_integrity), 2) +
         big_endian(integrity_bytes, 2) + code;
}

std::optional<StunMessage> parse_stun(std::string_view bytes) {
  if (bytes.size() < header_bytes || number_at(bytes, 4, 4) != magic_cookie) return std::nullopt;
  const auto type = number_at(bytes, 0, 2);
  if (type > 0x3FFF || number_at(bytes, 2, 2) != bytes.size() - header_bytes) return std::nullopt;
  StunMessage message;
  message.kind = static_cast<StunClass>(type & class_bits);
  message.method = static_cast<StunMethod>(type & ~class_bits);
  std::ranges::copy(bytes.substr(8, message.transaction.size()), message.transaction.begin());
  for (std::size_t at = header_bytes; at < bytes.size();) {
    if (bytes.size() - at < attribute_header_bytes) return std::nullopt;
    const auto length = number_at(bytes, at + 2, 2);
    if (bytes.size() - at - attribute_header_bytes < padded(length)) return std::nullopt;
    message.attributes.emplace_back(static_cast<StunAttribute>(number_at(bytes, at, 2)),
                                    bytes.substr(at + attribute_header_bytes, length));
    at += attribute_header_bytes + padded(length);
  }
  return message;
}

bool has_integrity(std::string_view bytes, std::string_view key) {
  if (!parse_stun(bytes)) return false;
  const auto at = integrity_offset(bytes);
  if (!at) return false;
  std::string signed_part(bytes.substr(0, *at));
  const auto length = *at + attribute_header_bytes + integrity_bytes - header_bytes;
  signed_part.replace(2, 2, big_endian(static_cast<std::uint32_t>(length), 2));
  const auto code = hmac_sha1(key, signed_part);
  return CRYPTO_memcmp(code.data(), bytes.data() + *at + attribute_header_bytes, integrity_bytes) == 0;
}

}  // namespace vtp::rtc
