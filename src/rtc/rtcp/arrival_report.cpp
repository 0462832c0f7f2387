#include "rtc/rtcp/arrival_report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rtc/rtcp/arrival_format.h"
#include "rtc/rtcp/feedback.h"

namespace vtp::rtc {
namespace {

using namespace arrival_format;

constexpr std::size_t most_statuses = 1000;

/// The statuses of a feedback to be written, and the steps between those that arrived.
struct Statuses {
  std::array<std::uint8_t, most_statuses> symbols{};
  std::size_t count = 0;
  std::array<std::int16_t, most_statuses> steps{};
  std::size_t arrivals = 0;

  bool add(const Arrival& arrival, std::int64_t first, std::int64_t& ticks);
};

/// Rounded, so that errors do not add up.
std::int64_t to_ticks(Instant time) {
  return (time.time_since_epoch() + tick / 2) / tick;
}

/// `ticks` is when the one before arrived. False: the feedback cannot tell of this one.
bool Statuses::add(const Arrival& arrival, std::int64_t first, std::int64_t& ticks) {
  const auto index = arrival.sequence - first;
  if (index < static_cast<std::int64_t>(count) || index >= static_cast<std::int64_t>(most_statuses))
    return false;
  const auto step = to_ticks(arrival.time) - ticks;
  if (step != static_cast<std::int16_t>(step)) return false;
  count = static_cast<std::size_t>(index) + 1;
  symbols[count - 1] = step >= 0 && step <= 0xFF ? small_step : large_step;
  steps[arrivals++] = static_cast<std::int16_t>(step);
  ticks += step;
  return true;
}

/// One chunk for the symbols in front; tells how many of them it holds.
std::pair<std::uint16_t, std::size_t> next_chunk(std::span<const std::uint8_t> symbols) {
  const auto differs = [first = symbols.front()](std::uint8_t symbol) { return symbol != first; };
  const auto run = static_cast<std::size_t>(std::ranges::find_if(symbols, differs) - symbols.begin());
  const auto narrow = symbols.first(std::min<std::size_t>(symbols.size(), narrow_symbols));
  const bool is_narrow = std::ranges::all_of(narrow, [](std::uint8_t symbol) { return symbol < large_step; });
  if (run >= (is_narrow ? narrow.size() : std::min<std::size_t>(symbols.size(), wide_symbols)))
    return {static_cast<std::uint16_t>(unsigned{symbols.front()} << 13U | run), run};

  const auto held = is_narrow ? narrow : symbols.first(std::min<std::size_t>(symbols.size(), wide_symbols));
  const unsigned width = is_narrow ? 1 : 2;
  unsigned chunk = vector_bit | (is_narrow ? 0U : two_bit_symbols);
  for (std::size_t i = 0; i < held.size(); ++i)
    chunk |= unsigned{held[i]} << (14 - width * (static_cast<unsigned>(i) + 1));
  return {static_cast<std::uint16_t>(chunk), held.size()};
}

/// The bytes after the header and the fixed part.
void write_statuses(const Statuses& statuses, ByteWriter& writer) {
  for (auto rest = std::span(statuses.symbols).first(statuses.count); !rest.empty();) {
    const auto [chunk, held] = next_chunk(rest);
    writer.u16(chunk);
    rest = rest.subspan(held);
  }
  std::size_t step = 0;
  for (const auto symbol : std::span(statuses.symbols).first(statuses.count)) {
    if (symbol == small_step) writer.u8(static_cast<std::uint8_t>(statuses.steps[step++]));
    if (symbol == large_step) writer.u16(static_cast<std::uint16_t>(statuses.steps[step++]));
  }
}

Statuses statuses_of(const ArrivalReport& report, std::int64_t reference, std::size_t most_arrivals) {
  Statuses statuses;
  auto ticks = reference * (time_unit / tick);
  for (const auto& arrival : report.arrivals.first(most_arrivals))
    if (!statuses.add(arrival, report.first_sequence, ticks)) break;
  return statuses;
}

}  // namespace

std::optional<WrittenArrivals> write_arrivals(const ArrivalReport& report, MutableBytes out) {
  if (report.arrivals.empty()) return std::nullopt;
  const auto reference = report.arrivals.front().time.time_since_epoch() / time_unit;
  auto statuses = statuses_of(report, reference, report.arrivals.size());
  while (statuses.arrivals > 0) {
    ByteWriter writer(out);
    writer.u8(static_cast<std::uint8_t>(0x80U | std::to_underlying(PacketFeedback::arrivals)));
    writer.u8(std::to_underlying(RtcpType::transport_feedback));
    writer.u16(0);  // the length, below
    writer.u32(report.sender);
    writer.u32(report.media);
    writer.u16(static_cast<std::uint16_t>(report.first_sequence));
    writer.u16(static_cast<std::uint16_t>(statuses.count));
    writer.u24(static_cast<std::uint32_t>(reference) & 0xFFFFFFU);
    writer.u8(report.number);
    write_statuses(statuses, writer);
    writer.zeros(padded_to_words(writer.size()) - writer.size());  // no reader of the steps comes there
    if (!writer.has_failed()) {
      write_u16(out, 2, static_cast<std::uint16_t>(writer.size() / 4 - 1));
      return WrittenArrivals{.size = writer.size(), .arrivals = statuses.arrivals};
    }
    statuses = statuses_of(report, reference, statuses.arrivals / 2);
  }
  return std::nullopt;
}

}  // namespace vtp::rtc
