#include "http/websocket_frame.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace vtp::http {
namespace {

constexpr std::uint8_t final_bit = 0x80;
constexpr std::uint8_t compressed_bit = 0x40;  // RSV1, RFC 7692 section 6
constexpr std::uint8_t reserved_bits = 0x30;
constexpr std::uint8_t opcode_bits = 0x0F;
constexpr std::uint8_t control_bit = 0x08;
constexpr std::uint8_t mask_bit = 0x80;
constexpr std::uint8_t length_bits = 0x7F;
constexpr std::uint8_t length_of_16_bits = 126;
constexpr std::uint8_t length_of_64_bits = 127;
constexpr std::size_t mask_bytes = 4;
constexpr std::size_t max_control_bytes = 125;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8U | byte_at(bytes, i);
  return value;
}

void append_big_endian(std::string& out, std::uint64_t value, unsigned byte_count) {
  for (unsigned i = byte_count; i > 0; --i) out += static_cast<char>(value >> 8U * (i - 1));
}

bool is_known(Opcode opcode) {
  switch (opcode) {
    case Opcode::continuation:
    case Opcode::text:
    case Opcode::binary:
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      return true;
  }
  return false;
}

/// Those that may stand in a close frame: of the protocol, registered since, and free for applications.
bool is_close_code(std::uint64_t code) {
  const bool is_of_protocol = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
  return is_of_protocol || (code >= 3000 && code <= 4999);
}

/// Appends `bytes` unmasked; the first of them is at `position` in the payload.
void append_unmasked(std::string& out, std::string_view bytes, const std::array<std::uint8_t, 4>& mask,
                     std::uint64_t position) {
  const auto start = out.size();
  out.append(bytes);
  std::array<std::uint8_t, 8> key;  // the mask twice, turned to where we are in it
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = mask[(position + i) % mask_bytes];
  std::uint64_t wide_key = 0;
  std::memcpy(&wide_key, key.data(), sizeof wide_key);
  char* at = out.data() + start;
  std::size_t left = bytes.size();
  for (; left >= sizeof wide_key; left -= sizeof wide_key, at += sizeof wide_key) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    word ^= wide_key;
    std::memcpy(at, &word, sizeof word);
  }
  for (std::size_t i = 0; i < left; ++i) at[i] = static_cast<char>(static_cast<std::uint8_t>(at[i]) ^ key[i]);
}

}  // namespace

bool FrameReader::Header::is_final() const {
  return (flags & final_bit) != 0;
}
bool FrameReader::Header::is_compressed() const {
  return (flags & compressed_bit) != 0;
}
bool FrameReader::Header::is_control() const {
  return (std::to_underlying(opcode) & control_bit) != 0;
}

FrameReader::Step FrameReader::read(std::string_view& bytes) {
  if (has_failed_) return Step::failed;
  while (true) {
    if (!in_frame_) {
      if (const auto step = read_header(bytes); step != Step::message) return step;
    }
    if (const auto step = read_payload(bytes); step != Step::message) return step;
    in_frame_ = false;
    if (frame_.is_control()) return finish_frame();
    if (frame_.is_final()) return finish_frame();
  }
}

/// Step::message stands for "go on" here.
FrameReader::Step FrameReader::read_header(std::string_view& bytes) {
  if (bytes.size() < 2) return Step::need_more;
  const auto length_code = static_cast<std::uint8_t>(byte_at(bytes, 1) & length_bits);
  const std::size_t length_bytes = length_code == length_of_64_bits   ? 8
                                   : length_code == length_of_16_bits ? 2
                                                                      : 0;
  const bool is_masked = (byte_at(bytes, 1) & mask_bit) != 0;
  if (!is_masked) return fail(CloseCode::protocol_error);  // RFC 6455 section 5.1
  if (bytes.size() < 2 + length_bytes + mask_bytes) return Step::need_more;

  Header header;
  header.flags = static_cast<std::uint8_t>(byte_at(bytes, 0) & ~opcode_bits);
  header.opcode = static_cast<Opcode>(byte_at(bytes, 0) & opcode_bits);
  header.length = length_bytes == 0 ? length_code : read_big_endian(bytes.substr(2, length_bytes));
  for (std::size_t i = 0; i < mask_bytes; ++i) header.mask[i] = byte_at(bytes, 2 + length_bytes + i);
  bytes.remove_prefix(2 + length_bytes + mask_bytes);
  return check(header);
}

FrameReader::Step FrameReader::check(const Header& header) {
  if (!is_known(header.opcode) || (header.flags & reserved_bits) != 0) return fail(CloseCode::protocol_error);
  if (header.is_control()) {
    if (!header.is_final() || header.is_compressed() || header.length > max_control_bytes)
      return fail(CloseCode::protocol_error);
    control_.clear();
  } else {
    const bool continues = header.opcode == Opcode::continuation;
    if (continues != in_message_) return fail(CloseCode::protocol_error);
    if (header.is_compressed() && (continues || !options_.allows_compression))
      return fail(CloseCode::protocol_error);
    if (header.length > options_.max_message_bytes - message_.size()) return fail(CloseCode::too_big);
    if (!continues) {
      opcode_ = header.opcode;
      is_compressed_ = header.is_compressed();
    }
    in_message_ = !header.is_final();
  }
  frame_ = header;
  received_ = 0;
  in_frame_ = true;
  return Step::message;
}

FrameReader::Step FrameReader::read_payload(std::string_view& bytes) {
  const auto count = std::min<std::uint64_t>(bytes.size(), frame_.length - received_);
  append_unmasked(frame_.is_control() ? control_ : message_, bytes.substr(0, count), frame_.mask, received_);
  bytes.remove_prefix(count);
  received_ += count;
  return received_ == frame_.length ? Step::message : Step::need_more;
}

FrameReader::Step FrameReader::finish_frame() {
  switch (frame_.opcode) {
    case Opcode::ping:
      return Step::ping;
    case Opcode::pong:
      return Step::pong;
    case Opcode::close:
      return finish_close();
    default:
      break;
  }
  if (is_text() && !is_compressed_ && !is_utf8(message_)) return fail(CloseCode::invalid_data);
  return Step::message;
}

FrameReader::Step FrameReader::finish_close() {
  if (control_.size() == 1) return fail(CloseCode::protocol_error);
  if (control_.size() >= 2) {
    const auto code = read_big_endian(std::string_view(control_).substr(0, 2));
    if (!is_close_code(code)) return fail(CloseCode::protocol_error);
    close_code_ = static_cast<CloseCode>(code);
  }
  if (!is_utf8(close_reason())) return fail(CloseCode::invalid_data);
  has_failed_ = true;  // whatever follows a close frame is not read
  return Step::close;
}

FrameReader::Step FrameReader::fail(CloseCode code) {
  has_failed_ = true;
  close_code_ = code;
  std::string().swap(message_);
  control_.clear();
  return Step::failed;
}

std::string FrameReader::take_message() {
  return std::exchange(message_, {});
}

std::string_view FrameReader::close_reason() const {
  return control_.size() > 2 ? std::string_view(control_).substr(2) : std::string_view();
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload, bool is_compressed) {
  const auto first = static_cast<std::uint8_t>(final_bit | (is_compressed ? compressed_bit : 0U) |
                                               std::to_underlying(opcode));
  out += static_cast<char>(first);
  if (payload.size() < length_of_16_bits) {
    out += static_cast<char>(payload.size());
  } else if (payload.size() <= 0xFFFF) {
    out += static_cast<char>(length_of_16_bits);
    append_big_endian(out, payload.size(), 2);
  } else {
    out += static_cast<char>(length_of_64_bits);
    append_big_endian(out, payload.size(), 8);
  }
  out += payload;
}

std::string close_payload(CloseCode code, std::string_view reason) {
  if (code == CloseCode::no_status) return {};
  std::string payload;
  append_big_endian(payload, std::to_underlying(code), 2);
  auto length = std::min(reason.size(), max_control_bytes - payload.size());
  while (length > 0 && length < reason.size() && (byte_at(reason, length) & 0xC0U) == 0x80U) --length;
  return payload.append(reason.substr(0, length));
}

}  // namespace vtp::http
