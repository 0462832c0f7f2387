#include "http/output.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace vtp::http {
namespace {

/// Texts up to this size are copied behind what comes before them: one system call less.
constexpr std::size_t copied_bytes = 16UL * 1024;

/// What one connection may send before others have their turn.
constexpr std::uint64_t turn_bytes = 4ULL * 1024 * 1024;

struct Reason {
  int status;
  std::string_view phrase;
};
constexpr std::array reasons{Reason{200, "OK"},
                             Reason{201, "Created"},
                             Reason{202, "Accepted"},
                             Reason{204, "No Content"},
                             Reason{206, "Partial Content"},
                             Reason{301, "Moved Permanently"},
                             Reason{302, "Found"},
                             Reason{303, "See Other"},
                             Reason{304, "Not Modified"},
                             Reason{307, "Temporary Redirect"},
                             Reason{308, "Permanent Redirect"},
                             Reason{400, "Bad Request"},
                             Reason{401, "Unauthorized"},
                             Reason{403, "Forbidden"},
                             Reason{404, "Not Found"},
                             Reason{405, "Method Not Allowed"},
                             Reason{409, "Conflict"},
                             Reason{410, "Gone"},
                             Reason{412, "Precondition Failed"},
                             Reason{413, "Content Too Large"},
                             Reason{414, "URI Too Long"},
                             Reason{415, "Unsupported Media Type"},
                             Reason{416, "Range Not Satisfiable"},
                             Reason{422, "Unprocessable Content"},
                             Reason{429, "Too Many Requests"},
                             Reason{431, "Request Header Fields Too Large"},
                             Reason{460, "Checksum Mismatch"},
                             Reason{500, "Internal Server Error"},
                             Reason{503, "Service Unavailable"},
                             Reason{507, "Insufficient Storage"}};

std::string_view reason_of(int status) {
  const auto* found = std::ranges::find(reasons, status, &Reason::status);
  return found == reasons.end() ? "Status" : found->phrase;
}

std::string_view text_of(const BodyPiece& piece) {
  if (const auto* text = std::get_if<std::string>(&piece)) return *text;
  return std::get<StaticBytes>(piece).bytes;
}

bool is_file(const BodyPiece& piece) {
  return std::holds_alternative<FilePiece>(piece);
}

std::uint64_t length_of(const BodyPiece& piece) {
  return is_file(piece) ? std::get<FilePiece>(piece).length : text_of(piece).size();
}

/// A line break in a value would end the field, and let the value write fields of its own.
void append_value(std::string& head, std::string_view value) {
  const auto start = head.size();
  head += value;
  std::replace_if(
      head.begin() + static_cast<std::ptrdiff_t>(start), head.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
}

}  // namespace

void Output::add(BodyPiece piece) {
  if (length_of(piece) == 0) return;
  const bool can_join = !empty() && std::holds_alternative<std::string>(pieces_.back()) && !is_file(piece);
  if (can_join && length_of(piece) <= copied_bytes)
    std::get<std::string>(pieces_.back()) += text_of(piece);
  else
    pieces_.push_back(std::move(piece));
}

Transfer Output::write_front(Transport& transport) {
  auto& front = pieces_[first_];
  if (auto* file = std::get_if<FilePiece>(&front))
    return transport.write_file(file->descriptor(), file->offset, std::min(file->length, turn_bytes));
  return transport.write(text_of(front).substr(offset_), pieces_.size() > first_ + 1);
}

void Output::advance(std::size_t bytes) {
  sent_ += bytes;
  auto& front = pieces_[first_];
  bool is_done = false;
  if (auto* file = std::get_if<FilePiece>(&front)) {
    file->offset += bytes;
    file->length -= bytes;
    is_done = file->length == 0;
  } else {
    offset_ += bytes;
    is_done = offset_ == text_of(front).size();
  }
  if (!is_done) return;
  offset_ = 0;
  front = BodyPiece();
  if (++first_ < pieces_.size()) return;
  std::vector<BodyPiece>().swap(pieces_);
  first_ = 0;
}

Output::Progress Output::flush(Transport& transport) {
  const auto turn_end = sent_ + turn_bytes;
  while (!empty()) {
    if (sent_ >= turn_end) return Progress::wants_write;
    const auto transfer = write_front(transport);
    switch (transfer.outcome) {
      case Transfer::Outcome::some:
        advance(transfer.bytes);
        break;
      case Transfer::Outcome::wants_read:
        return Progress::wants_read;
      case Transfer::Outcome::wants_write:
        return Progress::wants_write;
      case Transfer::Outcome::ended:
      case Transfer::Outcome::broken:
        return Progress::broken;
    }
  }
  return Progress::done;
}

std::string serialize_head(const Response& response, std::string_view date, bool keep_alive) {
  std::string head;
  head.reserve(512);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 reason_of(response.status), date);
  for (const auto& [name, value] : response.headers) {
    append_value(head, name);
    head += ": ";
    append_value(head, value);
    head += "\r\n";
  }
  const bool tells_length =
      response.status != 204 && response.status != 304 && !response.headers.has("Content-Length");
  if (tells_length)
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.content_length());
  head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

}  // namespace vtp::http
