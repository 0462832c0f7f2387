#include "rtc/congestion/arrival_recorder.h"

#include <algorithm>
#include <array>
#include <span>

namespace vtp::rtc {

std::optional<Instant>& ArrivalRecorder::arrival_of(std::int64_t sequence) {
  return arrivals_[static_cast<std::size_t>(((sequence % memory) + memory) % memory)];
}

/// Whatever is pushed out of memory is not told any more.
void ArrivalRecorder::extend_to(std::int64_t end) {
  for (auto sequence = std::max(end_, end - memory); sequence < end; ++sequence) arrival_of(sequence).reset();
  end_ = std::max(end_, end);
  next_ = std::max(next_, end_ - memory);
}

void ArrivalRecorder::on_packet(std::uint32_t media, std::uint16_t number, Instant now) {
  const auto sequence = sequences_.unwrap(number);
  if (!has_begun_) {
    has_begun_ = true;
    arrivals_.resize(memory);
    next_ = end_ = sequence;
  }
  if (sequence < end_ - memory) return;
  extend_to(sequence + 1);
  auto& arrival = arrival_of(sequence);
  if (arrival) return;
  arrival = now;
  media_ = media;
  next_ = std::min(next_, sequence);  // it had been told of as missing
  if (!has_news_) due_ = std::max(due_, now);
  has_news_ = true;
}

Instant ArrivalRecorder::deadline() const {
  return has_news_ ? due_ : never;
}

bool ArrivalRecorder::write(RtcpWriter& writer, Instant now) {
  if (!has_news_) return false;
  std::array<Arrival, memory> arrivals;
  std::size_t count = 0;
  for (auto sequence = next_; sequence < end_; ++sequence)
    if (const auto& arrival = arrival_of(sequence))
      arrivals[count++] = {.sequence = sequence, .time = *arrival};
  const auto told = writer.arrivals({.sender = sender_,
                                     .media = media_,
                                     .number = number_,
                                     .first_sequence = next_,
                                     .arrivals = std::span(arrivals).first(count)});
  if (told == 0) return false;
  ++number_;
  next_ = arrivals[told - 1].sequence + 1;
  has_news_ = told < count;
  due_ = has_news_ ? now : now + interval;
  return true;
}

}  // namespace vtp::rtc
