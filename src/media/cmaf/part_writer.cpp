#include "media/cmaf/part_writer.h"

#include <chrono>

#include "media/cmaf/init_segment.h"
#include "media/mp4/box.h"

namespace vtp::media {
namespace {

using mp4::BoxWriter;

void write_segment_type(BoxWriter& writer) {
  writer.begin("styp");
  writer.bytes("cmfs");
  writer.u32(0);
  writer.bytes("cmfsiso6msdh");
  writer.end();
}

/// Seconds since 1900 with 32 bits of fraction (RFC 5905 section 6).
std::uint64_t ntp_time(Timestamp time) {
  constexpr std::uint64_t from_1900_to_1970 = 2'208'988'800;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto micros = static_cast<std::uint64_t>((time - seconds).count());
  const auto whole = static_cast<std::uint64_t>(seconds.time_since_epoch().count()) + from_1900_to_1970;
  return (whole << 32U) + ((micros << 32U) + 500'000) / 1'000'000;
}

/// ISO/IEC 14496-12 section 8.16.5.
void write_producer_reference(BoxWriter& writer, Timestamp captured_at, std::uint64_t decode_time) {
  constexpr std::uint32_t time_of_capture = 24;
  writer.begin("prft");
  writer.version_and_flags(1, time_of_capture);
  writer.u32(cmaf_track_id);
  writer.u64(ntp_time(captured_at));
  writer.u64(decode_time);
  writer.end();
}

void write_event(BoxWriter& writer, const EventMessage& event, std::uint32_t timescale) {
  writer.begin("emsg");
  writer.version_and_flags(1, 0);
  writer.u32(timescale);
  writer.u64(event.time);
  writer.u32(event.duration);
  writer.u32(event.id);
  writer.bytes(event.scheme);
  writer.u8(0);
  writer.bytes(event.value);
  writer.u8(0);
  writer.bytes(event.data);
  writer.end();
}

}  // namespace

std::string write_part(const PartHeader& header, std::span<const mp4::Sample> samples) {
  BoxWriter writer;
  if (header.begins_segment) write_segment_type(writer);
  if (header.captured_at) write_producer_reference(writer, *header.captured_at, header.decode_time);
  for (const auto& event : header.events) write_event(writer, event, header.timescale);
  auto part = writer.take();
  mp4::append_fragment(part, header.sequence_number, cmaf_track_id, header.decode_time, samples);
  return part;
}

}  // namespace vtp::media
