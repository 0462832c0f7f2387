// STUN messages (RFC 8489), by which ICE checks its paths (RFC 8445) and TURN speaks (RFC 8656): read where
// they lie, written into memory that somebody else owns.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rtc/bytes.h"
#include "rtc/endpoint.h"

namespace vtp::rtc {

enum class StunMethod : std::uint16_t { binding = 0x001, allocate = 0x003, refresh = 0x004 };
enum class StunClass : std::uint16_t { request = 0x000, indication = 0x010, success = 0x100, error = 0x110 };

enum class StunAttribute : std::uint16_t {
  username = 0x0006,
  message_integrity = 0x0008,
  error_code = 0x0009,
  unknown_attributes = 0x000A,
  lifetime = 0x000D,
  realm = 0x0014,
  nonce = 0x0015,
  requested_transport = 0x0019,
  xor_mapped_address = 0x0020,
  priority = 0x0024,
  use_candidate = 0x0025,
  fingerprint = 0x8028,
  ice_controlled = 0x8029,
  ice_controlling = 0x802A,
  nomination = 0xC001,  // draft-thatcher-ice-renomination-01
};

/// Must one who does not know the attribute refuse the message (RFC 8489 section 14)?
constexpr bool is_comprehension_required(StunAttribute attribute) {
  return static_cast<std::uint16_t>(attribute) < 0x8000;
}

using TransactionId = std::array<std::uint8_t, 12>;

/// Text as the bytes that it is, and back.
inline Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The key of the long-term credential mechanism (RFC 8489 section 9.2.2). That of the short-term one is the
/// password itself.
std::string long_term_key(std::string_view username, std::string_view realm, std::string_view password);

/// A view of the bytes of one message, which it neither owns nor copies.
class StunMessage {
 public:
  /// nullopt for anything that is no STUN message. Nothing is known yet of its integrity.
  static std::optional<StunMessage> parse(Bytes bytes);

  [[nodiscard]] StunMethod method() const;
  [[nodiscard]] StunClass kind() const;
  [[nodiscard]] TransactionId transaction() const;

  /// Calls `function(StunAttribute, Bytes value)` for each attribute, in order.
  template <class Function>
  void for_each(Function&& function) const {
    for (std::size_t at = header_bytes; at < bytes_.size();) {
      const std::size_t length = read_u16(bytes_, at + 2);
      function(static_cast<StunAttribute>(read_u16(bytes_, at)),
               bytes_.subspan(at + attribute_header_bytes, length));
      at += attribute_header_bytes + padded_to_words(length);
    }
  }
  /// The first such attribute. Those behind MESSAGE-INTEGRITY are not there, save FINGERPRINT: nobody vouches
  /// for them.
  [[nodiscard]] std::optional<Bytes> find(StunAttribute attribute) const;
  [[nodiscard]] std::optional<std::string_view> find_text(StunAttribute attribute) const;
  /// Of an error answer, e.g. 401.
  [[nodiscard]] std::optional<int> error_code() const;

  /// Was the message signed with this key?
  [[nodiscard]] bool has_integrity(std::string_view key) const;
  /// Is there no FINGERPRINT, or a right one at the end?
  [[nodiscard]] bool has_acceptable_fingerprint() const;

 private:
  static constexpr std::size_t header_bytes = 20;
  static constexpr std::size_t attribute_header_bytes = 4;

  explicit StunMessage(Bytes bytes) : bytes_(bytes) {}
  /// Where the attribute begins.
  [[nodiscard]] std::optional<std::size_t> offset_of(StunAttribute attribute) const;

  Bytes bytes_;
};

/// Writes one message. What does not fit is noticed at the end.
class StunWriter {
 public:
  StunWriter(MutableBytes out, StunMethod method, StunClass kind, const TransactionId& transaction);

  void attribute(StunAttribute attribute, Bytes value);
  void attribute(StunAttribute attribute, std::string_view value) {
    this->attribute(attribute, bytes_of(value));
  }
  void number(StunAttribute attribute, std::uint32_t value);
  /// `code` is 300 to 699.
  void error(int code, std::string_view reason);
  /// XOR-MAPPED-ADDRESS.
  void mapped_address(const Endpoint& endpoint);
  /// Signs what has been written. Only a fingerprint may follow.
  void integrity(std::string_view key);
  /// The last attribute.
  void fingerprint();

  /// nullopt: there was no room.
  [[nodiscard]] std::optional<MutableBytes> finish() const;

 private:
  void set_length(std::size_t size);

  MutableBytes out_;
  ByteWriter writer_;
  TransactionId transaction_;
};

}  // namespace vtp::rtc
