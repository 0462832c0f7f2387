#include "live/programme.h"

#include <algorithm>
#include <tuple>

namespace vtp::live {

std::vector<sfu::ProducerInfo> programme(std::vector<sfu::ProducerInfo> producers,
                                         const std::function<bool(ParticipantId)>& is_host) {
  // Ids ascend in the order of creation, so that the choice does not depend on how the list came.
  const auto rank = [&](const sfu::ProducerInfo& producer) {
    return std::tuple(producer.is_paused, producer.source != sfu::Source::screen, !is_host(producer.owner),
                      producer.source == sfu::Source::screen_audio, producer.id);
  };
  std::ranges::sort(producers, {}, rank);
  return producers;
}

}  // namespace vtp::live
