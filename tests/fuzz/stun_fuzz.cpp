// Any bytes as a STUN message for an agent of ICE: nobody who does not know the password changes anything.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rtc/ice/ice_lite_agent.h"

namespace {

using namespace vtp::rtc;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::uint8_t> bytes(data, data + size);
  static const IceCredentials credentials{.username_fragment = "u",
                                          .password = "a password that is not in the corpus"};
  IceLiteAgent agent(credentials);
  std::array<std::uint8_t, IceLiteAgent::longest_answer> answer;
  const auto result = agent.handle(bytes, {}, Instant{}, answer);
  require(agent.state() == IceState::fresh && !agent.selected() && result.outcome != IceOutcome::answered);
  require(result.answer_size == 0 || StunMessage::parse(std::span(answer).first(result.answer_size)));
  if (const auto message = StunMessage::parse(bytes)) {
    static_cast<void>(message->error_code());
    std::size_t total = 0;
    message->for_each([&](StunAttribute, Bytes value) { total += value.size(); });
    require(total <= size);
  }
  return 0;
}
