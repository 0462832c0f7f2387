// Any bytes on a WebSocket, in pieces whose sizes the first byte chooses. Whatever the pieces, the messages
// must be the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/deflate.h"
#include "http/websocket_frame.h"

namespace {

using namespace vtp::http;
using Step = FrameReader::Step;

/// What a reader says of a connection, as text.
std::string read_all(std::string_view bytes, std::size_t piece) {
  static Inflater inflater;
  FrameReader reader({.max_message_bytes = 10'000, .allows_compression = true});
  std::string seen;
  std::string waiting;
  while (true) {
    std::string_view view = waiting;
    const auto step = reader.read(view);
    waiting.erase(0, waiting.size() - view.size());
    if (step == Step::need_more) {
      if (bytes.empty()) return seen;
      waiting += bytes.substr(0, piece);
      bytes.remove_prefix(std::min(piece, bytes.size()));
      continue;
    }
    seen += static_cast<char>('0' + static_cast<int>(step));
    if (step == Step::ping) seen += reader.control_payload();
    if (step == Step::close || step == Step::failed)
      return seen + std::to_string(static_cast<int>(reader.close_code())).append(reader.close_reason());
    if (step != Step::message) continue;
    const auto message = reader.take_message();
    if (message.size() > 10'000) std::abort();
    if (!reader.is_compressed()) {
      seen += message;
    } else if (const auto restored = inflater.restore(message, 100'000)) {
      if (restored->size() > 100'000) std::abort();
      seen += *restored;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::size_t piece = data[0] + 1U;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (read_all(bytes, piece) != read_all(bytes, bytes.size() + 1)) std::abort();
  return 0;
}
