// Any bytes on a connection: read as requests, in pieces whose sizes the first bytes choose. Whatever the
// pieces, the requests must be the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "http/byte_range.h"
#include "http/client_address.h"
#include "http/content_coding.h"
#include "http/request_reader.h"
#include "http/url.h"

namespace {

using namespace vtp::http;

void use_head(const RequestHead& head) {
  (void)parse_target(head.target);
  static const auto proxies = TrustedProxies::parse({"10.0.0.0/8"}).value();
  (void)proxies.client_of("10.0.0.1", false, head.headers);
  for (const auto& [name, value] : head.headers) {
    (void)choose_range(value, 1000);
    (void)choose_coding(value, true, true);
  }
}

/// The requests of a connection as text; the sizes of its reads are given. How much of a body had been taken
/// when it turned out to be malformed depends on the pieces, and is of no use to anybody.
std::string read_all(std::string_view bytes, std::size_t piece) {
  std::string seen;
  std::string waiting;
  while (true) {
    RequestReader reader;
    std::string body;
    while (true) {
      std::string_view view = waiting;
      const auto step = reader.read(view);
      waiting.erase(0, waiting.size() - view.size());
      if (step == RequestReader::Step::failed) return seen + "!";
      if (step == RequestReader::Step::complete) break;
      if (step == RequestReader::Step::body) body += reader.take_body();
      if (step == RequestReader::Step::head) {
        use_head(reader.head());
        seen += "\n" + reader.head().target + "\n";
      }
      if (step != RequestReader::Step::need_more) continue;
      if (bytes.empty()) return seen;
      waiting += bytes.substr(0, piece);
      bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    seen += body;
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
