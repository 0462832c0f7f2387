// A way to a viewer that exists in numbers only: a bottleneck with a queue, delay, jitter and loss, and the
// viewer at its end, who tells of what arrives (transport-cc) like a browser.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <vector>

#include "rtc/congestion/arrival_recorder.h"
#include "rtc/rtcp/arrival_feedback.h"
#include "rtc/rtcp/compound.h"

namespace vtp::sfu {

struct LinkShape {
  std::int64_t capacity = 3'000'000;                     // bit/s
  rtc::Duration queue = std::chrono::milliseconds(300);  // what waits longer is dropped
  rtc::Duration delay = std::chrono::milliseconds(25);   // each way
  rtc::Duration jitter{};                                // at most, evenly
  double loss = 0;                                       // beside that of the queue
};

class SimulatedLink {
 public:
  SimulatedLink(LinkShape shape, unsigned seed) : shape(shape), random_(seed) {}

  /// When the packet arrives; nullopt: it does not.
  std::optional<rtc::Instant> send(std::uint32_t bytes, rtc::Instant now) {
    const auto begin = std::max(now, free_at_);
    if (begin - now > shape.queue) return std::nullopt;
    free_at_ = begin + rtc::Duration(std::int64_t{bytes} * 8 * 1'000'000 / shape.capacity);
    if (std::bernoulli_distribution(shape.loss)(random_)) return std::nullopt;
    const auto jitter = std::uniform_int_distribution<std::int64_t>(0, shape.jitter.count())(random_);
    newest_ = std::max(newest_, free_at_ + shape.delay + rtc::Duration(jitter));
    return newest_;
  }
  [[nodiscard]] rtc::Duration queued(rtc::Instant now) const {
    return std::max(free_at_ - now, rtc::Duration(0));
  }

  LinkShape shape;

 private:
  std::mt19937 random_;
  rtc::Instant free_at_{};
  rtc::Instant newest_{};
};

/// Both ends of the way: packets in, feedback out.
class SimulatedViewer {
 public:
  SimulatedViewer(LinkShape shape, unsigned seed) : link(shape, seed) {}

  /// Gives the packet its number.
  std::uint16_t send(std::uint32_t bytes, rtc::Instant now) {
    const auto number = next_++;
    if (const auto arrival = link.send(bytes, now))
      on_the_way_.push_back({.number = number, .bytes = bytes, .at = *arrival});
    return number;
  }

  /// Calls `take(const rtc::ArrivalFeedback&)` for what gets back at `now`.
  template <class Take>
  void advance(rtc::Instant now, Take&& take) {
    for (; !on_the_way_.empty() && on_the_way_.front().at <= now; on_the_way_.pop_front()) {
      recorder_.on_packet(2, on_the_way_.front().number, on_the_way_.front().at);
      received += on_the_way_.front().bytes;
    }
    while (!is_silent && recorder_.deadline() <= now) {
      std::vector<std::uint8_t> bytes(1200);
      rtc::RtcpWriter writer(bytes);
      if (!recorder_.write(writer, now)) break;
      bytes.resize(writer.written().size());
      returning_.push_back({.bytes = std::move(bytes), .at = now + link.shape.delay});
    }
    for (; !returning_.empty() && returning_.front().at <= now; returning_.pop_front()) {
      auto reader = rtc::CompoundReader::open(returning_.front().bytes);
      if (const auto feedback = rtc::ArrivalFeedback::read(*reader->next())) take(*feedback);
    }
  }

  SimulatedLink link;
  std::uint64_t received = 0;  // bytes
  bool is_silent = false;      // its feedback gets lost

 private:
  struct Packet {
    std::uint16_t number = 0;
    std::uint32_t bytes = 0;
    rtc::Instant at;
  };
  struct Returning {
    std::vector<std::uint8_t> bytes;
    rtc::Instant at;
  };

  std::deque<Packet> on_the_way_;
  std::deque<Returning> returning_;
  rtc::ArrivalRecorder recorder_{1};
  std::uint16_t next_ = 65'000;  // soon wraps
};

}  // namespace vtp::sfu
