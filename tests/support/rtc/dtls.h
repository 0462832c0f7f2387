// Two sides of DTLS and the network between them, as tests play it.
#pragma once

#include <deque>
#include <functional>

#include "rtc/dtls/dtls_session.h"
#include "support/rtc/bytes.h"

namespace vtp::rtc {

/// What the network makes of a datagram: nothing, itself, or several.
using Fate = std::function<std::vector<Buffer>(const Buffer&)>;

inline std::vector<Buffer> delivered(const Buffer& datagram) {
  return {datagram};
}

/// Carries datagrams between two sessions and turns the clock from deadline to deadline.
class DtlsNetwork {
 public:
  DtlsNetwork(DtlsSession& a, DtlsSession& b, Fate fate = delivered)
      : sides_{&a, &b}, fate_(std::move(fate)) {}

  Instant now{std::chrono::seconds(1)};
  std::size_t datagrams = 0;  // sent by both

  /// Until nobody has anything to say or to wait for.
  void run() {
    while (carry() || wait()) {
    }
  }

  /// Delivers what has been sent; false: nothing had.
  bool carry() {
    bool has_carried = false;
    for (const std::size_t from : {0U, 1U}) {
      while (const auto datagram = sides_[from]->next_datagram()) {
        ++datagrams;
        for (auto& copy : fate_(copy_of(*datagram))) on_the_way_.emplace_back(1 - from, std::move(copy));
      }
    }
    while (!on_the_way_.empty()) {
      const auto [to, datagram] = std::move(on_the_way_.front());
      on_the_way_.pop_front();
      sides_[to]->handle(datagram, now);
      has_carried = true;
      while (const auto answer = sides_[to]->next_datagram()) {
        ++datagrams;
        for (auto& copy : fate_(copy_of(*answer))) on_the_way_.emplace_back(1 - to, std::move(copy));
      }
    }
    return has_carried;
  }

 private:
  bool wait() {
    const auto next = std::min(sides_[0]->deadline(), sides_[1]->deadline());
    if (next == never) return false;
    now = next;
    for (auto* const side : sides_) side->on_time(now);
    return true;
  }

  std::array<DtlsSession*, 2> sides_;
  Fate fate_;
  std::deque<std::pair<std::size_t, Buffer>> on_the_way_;
};

/// Contexts are dear to make and the same for all tests.
inline const DtlsContext& client_context() {
  static const DtlsContext context;
  return context;
}
inline const DtlsContext& server_context() {
  static const DtlsContext context;
  return context;
}

inline std::vector<Fingerprint> sha_256_of(const DtlsContext& context) {
  return {context.fingerprint(FingerprintAlgorithm::sha_256)};
}

}  // namespace vtp::rtc
