// STUN messages (RFC 8489), by which also TURN speaks (RFC 8656): bytes in, bytes out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::rtc {

enum class StunMethod : std::uint16_t { binding = 0x001, allocate = 0x003, refresh = 0x004 };
enum class StunClass : std::uint16_t { request = 0x000, indication = 0x010, success = 0x100, error = 0x110 };

enum class StunAttribute : std::uint16_t {
  username = 0x0006,
  message_integrity = 0x0008,
  error_code = 0x0009,
  lifetime = 0x000D,
  realm = 0x0014,
  nonce = 0x0015,
  requested_transport = 0x0019,
};

using TransactionId = std::array<char, 12>;

struct StunMessage {
  StunMethod method = StunMethod::binding;
  StunClass kind = StunClass::request;
  TransactionId transaction{};
  std::vector<std::pair<StunAttribute, std::string>> attributes;  // in order, without padding

  [[nodiscard]] std::optional<std::string_view> find(StunAttribute attribute) const;
  /// Of an error answer, e.g. 401.
  [[nodiscard]] std::optional<int> error_code() const;
};

/// The key of the long-term credential mechanism (RFC 8489 section 9.2.2).
std::string long_term_key(std::string_view username, std::string_view realm, std::string_view password);

std::string write_stun(const StunMessage& message);
/// With a MESSAGE-INTEGRITY at the end.
std::string write_stun(const StunMessage& message, std::string_view key);

/// nullopt for anything that is no STUN message. A MESSAGE-INTEGRITY is among the attributes, unchecked.
std::optional<StunMessage> parse_stun(std::string_view bytes);

/// Was the message signed with this key?
bool has_integrity(std::string_view bytes, std::string_view key);

/// A number as it stands in messages: `bytes` bytes, the highest first.
std::string big_endian(std::uint32_t number, std::size_t bytes);

}  // namespace vtp::rtc
