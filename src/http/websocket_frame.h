// WebSocket frames (RFC 6455 section 5): messages out of a client's bytes, and the frames of a server. Opens
// no socket.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vtp::http {

enum class Opcode : std::uint8_t {
  continuation = 0x0,
  text = 0x1,
  binary = 0x2,
  close = 0x8,
  ping = 0x9,
  pong = 0xA,
};

/// Why a connection ends (RFC 6455 section 7.4.1).
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  no_status = 1005,  // never sent: a close frame without a code
  abnormal = 1006,   // never sent: the connection ended without a close frame
  invalid_data = 1007,
  policy_violation = 1008,
  too_big = 1009,
  internal_error = 1011,
};

/// Reads what a client sends. Messages are put together from their fragments, unmasked and checked; text is
/// known to be UTF-8 unless it is compressed.
class FrameReader {
 public:
  struct Options {
    std::size_t max_message_bytes = 1'000'000;  // as sent, i.e. before inflating
    bool allows_compression = false;            // permessage-deflate has been agreed on
  };

  explicit FrameReader(Options options) : options_(options) {}

  enum class Step : std::uint8_t {
    need_more,  // show the bytes that are left again, with more behind them
    message,    // take_message() has one, is_text() and is_compressed() say of what kind
    ping,       // control_payload() is to be sent back
    pong,
    close,   // close_code() and close_reason() say why; nothing follows
    failed,  // close_code() says what to tell the client; nothing more is read
  };

  /// Reads up to the next step and takes what it read from the front of `bytes`.
  Step read(std::string_view& bytes);

  [[nodiscard]] std::string take_message();
  [[nodiscard]] bool is_text() const { return opcode_ == Opcode::text; }
  [[nodiscard]] bool is_compressed() const { return is_compressed_; }
  [[nodiscard]] const std::string& control_payload() const { return control_; }
  [[nodiscard]] CloseCode close_code() const { return close_code_; }
  [[nodiscard]] std::string_view close_reason() const;

 private:
  struct Header {
    std::uint8_t flags = 0;  // FIN and RSV1 to RSV3
    Opcode opcode = Opcode::continuation;
    std::array<std::uint8_t, 4> mask{};
    std::uint64_t length = 0;  // of the payload
    [[nodiscard]] bool is_final() const;
    [[nodiscard]] bool is_compressed() const;
    [[nodiscard]] bool is_control() const;
  };

  Step read_header(std::string_view& bytes);
  Step check(const Header& header);
  Step read_payload(std::string_view& bytes);
  Step finish_frame();
  Step finish_close();
  Step fail(CloseCode code);

  const Options options_;
  Header frame_;                // of the frame being read
  std::uint64_t received_ = 0;  // of its payload
  bool in_frame_ = false;
  bool in_message_ = false;  // fragments are still to come
  bool is_compressed_ = false;
  bool has_failed_ = false;
  Opcode opcode_ = Opcode::continuation;  // of the message
  CloseCode close_code_ = CloseCode::no_status;
  std::string message_;
  std::string control_;
};

/// Appends one whole, unmasked frame. `is_compressed`: the payload is what permessage-deflate made of it.
void append_frame(std::string& out, Opcode opcode, std::string_view payload, bool is_compressed = false);

/// The payload of a close frame. Reasons longer than 123 bytes are cut.
std::string close_payload(CloseCode code, std::string_view reason);

}  // namespace vtp::http
