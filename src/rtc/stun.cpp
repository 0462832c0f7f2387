#include "rtc/stun.h"

#include <algorithm>

#include <openssl/core_names.h>
#include <openssl/crypto.h>

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t header_bytes = 20;
constexpr std::size_t attribute_header_bytes = 4;
constexpr std::size_t integrity_bytes = 20;
constexpr std::size_t fingerprint_bytes = 4;
constexpr std::uint32_t magic_cookie = 0x2112A442;
constexpr std::uint32_t class_bits = 0x110;
constexpr std::uint32_t fingerprint_mask = 0x5354554E;  // "STUN"
constexpr std::uint8_t family_v4 = 1;
constexpr std::uint8_t family_v6 = 2;

using Code = std::array<std::uint8_t, integrity_bytes>;

/// Of a message up to its MESSAGE-INTEGRITY, as if that were the last attribute (section 14.5).
Code integrity_of(Bytes before, std::string_view key) {
  const auto length = before.size() + attribute_header_bytes + integrity_bytes - header_bytes;
  std::array<std::uint8_t, header_bytes> header{};
  std::ranges::copy(before.first(header_bytes), header.begin());
  write_u16(header, 2, static_cast<std::uint16_t>(length));
  static const std::unique_ptr<EVP_MAC, evp::Free> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  const evp::MacContext context(EVP_MAC_CTX_new(hmac.get()));
  std::array<char, 5> digest{"SHA1"};
  const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                              OSSL_PARAM_construct_end()};
  const auto key_bytes = bytes_of(key);
  evp::require(EVP_MAC_init(context.get(), key_bytes.data(), key_bytes.size(), parameters.data()) == 1);
  for (const auto part : {Bytes(header), before.subspan(header_bytes)})
    evp::require(EVP_MAC_update(context.get(), part.data(), part.size()) == 1);
  Code code{};
  std::size_t size = 0;
  evp::require(EVP_MAC_final(context.get(), code.data(), &size, code.size()) == 1);
  return code;
}

constexpr std::array<std::uint32_t, 256> crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    auto value = i;
    for (int bit = 0; bit < 8; ++bit) value = value >> 1U ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}();

/// The cyclic redundancy check of ITU V.42, as Ethernet has it.
std::uint32_t crc32(Bytes bytes) {
  std::uint32_t crc = ~0U;
  for (const auto byte : bytes) crc = crc >> 8U ^ crc_table[(crc ^ byte) & 0xFFU];
  return ~crc;
}

bool is_well_formed(Bytes bytes) {
  if (bytes.size() < header_bytes || read_u32(bytes, 4) != magic_cookie || bytes[0] > 0x3F) return false;
  if (read_u16(bytes, 2) != bytes.size() - header_bytes) return false;
  for (std::size_t at = header_bytes; at < bytes.size();) {
    if (bytes.size() - at < attribute_header_bytes) return false;
    const auto length = padded_to_words(read_u16(bytes, at + 2));
    if (bytes.size() - at - attribute_header_bytes < length) return false;
    at += attribute_header_bytes + length;
  }
  return true;
}

}  // namespace

std::string long_term_key(std::string_view username, std::string_view realm, std::string_view password) {
  const auto text = std::string(username).append(":").append(realm).append(":").append(password);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  evp::require(EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_md5(), nullptr) == 1);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

std::optional<StunMessage> StunMessage::parse(Bytes bytes) {
  return is_well_formed(bytes) ? std::optional(StunMessage(bytes)) : std::nullopt;
}

StunMethod StunMessage::method() const {
  return static_cast<StunMethod>(read_u16(bytes_, 0) & ~class_bits);
}

StunClass StunMessage::kind() const {
  return static_cast<StunClass>(read_u16(bytes_, 0) & class_bits);
}

TransactionId StunMessage::transaction() const {
  TransactionId transaction;
  std::ranges::copy(bytes_.subspan(8, transaction.size()), transaction.begin());
  return transaction;
}

std::optional<std::size_t> StunMessage::offset_of(StunAttribute attribute) const {
  bool is_signed = false;
  for (std::size_t at = header_bytes; at < bytes_.size();) {
    const auto type = static_cast<StunAttribute>(read_u16(bytes_, at));
    if (type == attribute && (!is_signed || type == StunAttribute::fingerprint)) return at;
    is_signed = is_signed || type == StunAttribute::message_integrity;
    at += attribute_header_bytes + padded_to_words(read_u16(bytes_, at + 2));
  }
  return std::nullopt;
}

std::optional<Bytes> StunMessage::find(StunAttribute attribute) const {
  const auto at = offset_of(attribute);
  if (!at) return std::nullopt;
  return bytes_.subspan(*at + attribute_header_bytes, read_u16(bytes_, *at + 2));
}

std::optional<std::string_view> StunMessage::find_text(StunAttribute attribute) const {
  const auto value = find(attribute);
  return value ? std::optional(text_of(*value)) : std::nullopt;
}

std::optional<int> StunMessage::error_code() const {
  const auto value = find(StunAttribute::error_code);
  if (kind() != StunClass::error || !value || value->size() < 4) return std::nullopt;
  return (*value)[2] * 100 + (*value)[3];
}

bool StunMessage::has_integrity(std::string_view key) const {
  const auto at = offset_of(StunAttribute::message_integrity);
  if (!at || read_u16(bytes_, *at + 2) != integrity_bytes) return false;
  const auto code = integrity_of(bytes_.first(*at), key);
  return CRYPTO_memcmp(code.data(), bytes_.data() + *at + attribute_header_bytes, code.size()) == 0;
}

bool StunMessage::has_acceptable_fingerprint() const {
  const auto at = offset_of(StunAttribute::fingerprint);
  if (!at) return true;
  const bool is_last = *at + attribute_header_bytes + fingerprint_bytes == bytes_.size();
  return is_last &&
         read_u32(bytes_, *at + attribute_header_bytes) == (crc32(bytes_.first(*at)) ^ fingerprint_mask);
}

StunWriter::StunWriter(MutableBytes out, StunMethod method, StunClass kind, const TransactionId& transaction)
    : out_(out), writer_(out), transaction_(transaction) {
  writer_.u16(static_cast<std::uint16_t>(static_cast<unsigned>(method) | static_cast<unsigned>(kind)));
  writer_.u16(0);
  writer_.u32(magic_cookie);
  writer_.bytes(transaction);
}

/// What the header says, when the message is `size` bytes long.
void StunWriter::set_length(std::size_t size) {
  if (!writer_.has_failed()) write_u16(out_, 2, static_cast<std::uint16_t>(size - header_bytes));
}

void StunWriter::attribute(StunAttribute attribute, Bytes value) {
  writer_.u16(static_cast<std::uint16_t>(attribute));
  writer_.u16(static_cast<std::uint16_t>(value.size()));
  writer_.bytes(value);
  writer_.zeros(padded_to_words(value.size()) - value.size());
  set_length(writer_.size());
}

void StunWriter::number(StunAttribute attribute, std::uint32_t value) {
  std::array<std::uint8_t, 4> bytes{};
  write_u32(bytes, 0, value);
  this->attribute(attribute, bytes);
}

void StunWriter::error(int code, std::string_view reason) {
  std::array<std::uint8_t, 64> value{};
  ByteWriter writer(value);
  writer.u16(0);
  writer.u8(static_cast<std::uint8_t>(code / 100));
  writer.u8(static_cast<std::uint8_t>(code % 100));
  writer.bytes(bytes_of(reason.substr(0, value.size() - 4)));
  attribute(StunAttribute::error_code, writer.written());
}

void StunWriter::mapped_address(const Endpoint& endpoint) {
  std::array<std::uint8_t, 16> mask{};
  write_u32(mask, 0, magic_cookie);
  std::ranges::copy(transaction_, mask.begin() + 4);
  std::array<std::uint8_t, 20> value{};
  ByteWriter writer(value);
  writer.u8(0);
  writer.u8(endpoint.address.is_v4() ? family_v4 : family_v6);
  writer.u16(endpoint.port ^ static_cast<std::uint16_t>(magic_cookie >> 16U));
  const auto address = endpoint.address.shortest();
  for (std::size_t i = 0; i < address.size(); ++i) writer.u8(address[i] ^ mask[i]);
  attribute(StunAttribute::xor_mapped_address, writer.written());
}

void StunWriter::integrity(std::string_view key) {
  if (!writer_.has_failed())
    attribute(StunAttribute::message_integrity, integrity_of(writer_.written(), key));
}

void StunWriter::fingerprint() {
  set_length(writer_.size() + attribute_header_bytes + fingerprint_bytes);
  if (!writer_.has_failed()) number(StunAttribute::fingerprint, crc32(writer_.written()) ^ fingerprint_mask);
}

std::optional<MutableBytes> StunWriter::finish() const {
  return writer_.has_failed() ? std::nullopt : std::optional(writer_.written());
}

}  // namespace vtp::rtc
