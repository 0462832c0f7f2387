// Any bytes as an offer and as a piece of one: what is understood can be written, and says the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/sdp_writer.h"
#include "rtc/sdp/trickle_fragment.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vtp::rtc;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto session = read_description(text)) {
    const auto again = read_description(write_description(*session));
    require(again.has_value());
    require(*again == *session);
  }
  if (const auto fragment = read_fragment(text)) {
    const auto again = read_fragment(write_fragment(*fragment));
    require(again.has_value());
    require(again->ice_ufrag == fragment->ice_ufrag && again->ice_pwd == fragment->ice_pwd);
  }
  return 0;
}
