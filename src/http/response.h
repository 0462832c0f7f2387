// An answer: status, header fields, and a body of text and pieces of files.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "http/headers.h"

namespace vtp::http {

/// An open file of which `length` bytes from `offset` are sent (by sendfile without TLS). Closed with its
/// last owner.
class FilePiece {
 public:
  FilePiece(int descriptor, std::uint64_t offset, std::uint64_t length);

  [[nodiscard]] int descriptor() const { return *descriptor_; }
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

 private:
  std::shared_ptr<const int> descriptor_;
};

/// Bytes that live as long as the program (embedded assets).
struct StaticBytes {
  std::string_view bytes;
};

using BodyPiece = std::variant<std::string, StaticBytes, FilePiece>;

class Later;

struct Response {
  int status = 200;
  Headers headers;
  std::vector<BodyPiece> body;
  std::shared_ptr<Later> later{};  // if set, the answer is yet to come (http/later.h)

  [[nodiscard]] std::uint64_t content_length() const;
};

/// A body of text, e.g. text_response(200, "text/vtt; charset=utf-8", ...).
Response text_response(int status, std::string content_type, std::string body);

Response json_response(int status, std::string body);

/// 204.
Response no_content();

/// The JSON form of an error (api.md section 1.2) with its header fields (WWW-Authenticate, Retry-After).
Response error_response(const Error& error, std::string_view request_id);

}  // namespace vtp::http
