// A stream that is read in pieces gives the same packets as one that is read at once.
#include <cstdlib>
#include <vector>

#include "sfu/transport/stream_framing.h"

namespace {

using Packets = std::vector<std::vector<std::uint8_t>>;

constexpr std::size_t longest = 2048;

/// With the pieces' sizes in turn `step`, `step + 1`, ...; 0: everything at once.
std::pair<Packets, bool> read(std::vector<std::uint8_t> stream, std::size_t step) {
  Packets packets;
  vtp::sfu::FrameReader reader(longest);
  const auto keep = [&](vtp::rtc::MutableBytes packet) {
    if (packet.empty() || packet.size() > longest) std::abort();
    packets.emplace_back(packet.begin(), packet.end());
    return true;
  };
  vtp::rtc::MutableBytes rest(stream);
  while (!rest.empty()) {
    const auto size = step == 0 ? rest.size() : std::min(step++, rest.size());
    if (!reader.take(rest.first(size), keep)) return {packets, false};
    rest = rest.subspan(size);
  }
  return {packets, true};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::uint8_t> stream(data, data + size);
  const auto whole = read(stream, 0);
  if (read(stream, 1) != whole || read(stream, 5) != whole) std::abort();
  return 0;
}
