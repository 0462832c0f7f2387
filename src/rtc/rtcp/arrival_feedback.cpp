#include "rtc/rtcp/arrival_feedback.h"

#include <utility>

#include "rtc/rtcp/arrival_format.h"
#include "rtc/rtcp/feedback.h"

namespace vtp::rtc {
namespace {

using namespace arrival_format;

constexpr unsigned symbols_in(std::uint16_t chunk) {
  if ((chunk & vector_bit) == 0) return chunk & longest_run;
  return (chunk & two_bit_symbols) != 0 ? wide_symbols : narrow_symbols;
}

/// The reference time is a signed number of 24 bits.
Duration reference_time(std::uint32_t number) {
  return (static_cast<std::int32_t>(number << 8U) >> 8) * time_unit;
}

}  // namespace

ArrivalFeedback::Cursor::Cursor(const ArrivalFeedback& feedback)
    : chunks_(feedback.body_.subspan(fixed_bytes)),
      deltas_(feedback.body_.subspan(feedback.deltas_at_)),
      left_(feedback.status_count()),
      time_(reference_time(read_u24(feedback.body_, 12))),
      status_{.sequence = static_cast<std::uint16_t>(feedback.first_sequence() - 1), .arrival = {}} {}

unsigned ArrivalFeedback::Cursor::next_symbol() {
  while (left_in_chunk_ == 0 && !chunks_.has_failed()) {
    chunk_ = chunks_.u16();
    left_in_chunk_ = symbols_in(chunk_);
  }
  if (chunks_.has_failed()) return missing;
  --left_in_chunk_;
  if ((chunk_ & vector_bit) == 0) return chunk_ >> 13U & 3U;
  return (chunk_ & two_bit_symbols) != 0 ? chunk_ >> left_in_chunk_ * 2 & 3U : chunk_ >> left_in_chunk_ & 1U;
}

bool ArrivalFeedback::Cursor::next() {
  if (left_ == 0 || has_failed()) return false;
  --left_;
  ++status_.sequence;
  const auto symbol = next_symbol();
  if (symbol == small_step) time_ += deltas_.u8() * tick;
  if (symbol == large_step) time_ += static_cast<std::int16_t>(deltas_.u16()) * tick;
  const bool has_arrived = symbol == small_step || symbol == large_step;
  status_.arrival = has_arrived ? std::optional(time_) : std::nullopt;
  return !has_failed();
}

std::optional<std::size_t> ArrivalFeedback::find_deltas() const {
  ByteReader chunks(body_.subspan(fixed_bytes));
  for (std::size_t known = 0; known < status_count();) {
    const auto symbols = symbols_in(chunks.u16());
    if (chunks.has_failed() || symbols == 0) return std::nullopt;
    known += symbols;
  }
  return fixed_bytes + chunks.position();
}

std::optional<ArrivalFeedback> ArrivalFeedback::read(const RtcpPacket& packet) {
  const bool is_feedback = packet.type == RtcpType::transport_feedback &&
                           packet.count == std::to_underlying(PacketFeedback::arrivals);
  if (!is_feedback || packet.body.size() < fixed_bytes) return std::nullopt;
  ArrivalFeedback feedback(packet.body);
  const auto deltas_at = feedback.find_deltas();
  if (!deltas_at) return std::nullopt;
  feedback.deltas_at_ = *deltas_at;
  Cursor cursor(feedback);
  while (cursor.next());
  return cursor.has_failed() ? std::nullopt : std::optional(feedback);
}

}  // namespace vtp::rtc
