// HTTP/1 requests out of bytes: head, then body, one request an object. Opens no socket.
//
// Beast's parser does the reading; what it is too tolerant of, and what could make us see another message
// than a proxy before us does (request smuggling, RFC 9112 section 11.2), is refused here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/headers.h"
#include "http/method.h"

namespace vtp::http {

/// The lines before the body.
struct RequestHead {
  std::optional<Method> method;  // nullopt: a method that no route answers
  std::string target;
  Headers headers;
  bool keep_alive = true;
  bool expects_continue = false;
  bool is_chunked = false;
  std::uint64_t content_length = 0;  // 0 if chunked

  [[nodiscard]] bool has_body() const { return is_chunked || content_length > 0; }
};

class RequestReader {
 public:
  static constexpr std::size_t max_head_bytes = 32UL * 1024;
  static constexpr std::size_t max_target_bytes = 8UL * 1024;
  static constexpr std::size_t max_fields = 128;
  /// Of the size line of a chunk, and of the trailer fields.
  static constexpr std::size_t max_chunk_line_bytes = 8UL * 1024;

  enum class Step : std::uint8_t {
    need_more,  // show the bytes that are left again, with more behind them
    head,       // head() is there now; told once
    body,       // take_body() has bytes
    complete,   // the request is at its end
    failed,     // error() says why; the connection is of no more use
  };

  RequestReader();
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Reads up to the next step and takes what it read from the front of `bytes`.
  Step read(std::string_view& bytes);

  [[nodiscard]] RequestHead& head();
  [[nodiscard]] std::string take_body();
  [[nodiscard]] const Error& error() const { return *error_; }
  [[nodiscard]] bool is_complete() const;

 private:
  class Parser;

  Step read_head(std::string_view& bytes);
  Step read_body(std::string_view& bytes);
  Step fail_with(ErrorCode code, std::string message);
  Step refuse_long_head(std::string_view bytes);

  std::unique_ptr<Parser> parser_;
  std::size_t searched_ = 0;  // of the bytes shown, those without the end of the head
  bool has_head_ = false;
  std::optional<Error> error_;
};

}  // namespace vtp::http
