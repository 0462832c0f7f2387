// What is still to be sent on a connection, in order: heads of answers, texts, pieces of files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.h"
#include "http/transport.h"

namespace vtp::http {

class Output {
 public:
  void add(BodyPiece piece);
  [[nodiscard]] bool empty() const { return first_ == pieces_.size(); }
  [[nodiscard]] std::uint64_t bytes_sent() const { return sent_; }

  enum class Progress : std::uint8_t { done, wants_read, wants_write, broken };

  /// Writes until everything is sent or the socket is full; gives others a turn (as wants_write) after some
  /// megabytes.
  Progress flush(Transport& transport);

 private:
  Transfer write_front(Transport& transport);
  void advance(std::size_t bytes);

  std::vector<BodyPiece> pieces_;  // no memory while there is nothing to send
  std::size_t first_ = 0;          // of the pieces that are not sent yet
  std::size_t offset_ = 0;         // into that one, unless it is a file
  std::uint64_t sent_ = 0;
};

/// Status line, header fields, and the empty line. `date` is an HTTP date.
std::string serialize_head(const Response& response, std::string_view date, bool keep_alive);

}  // namespace vtp::http
