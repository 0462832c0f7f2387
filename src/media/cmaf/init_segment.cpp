#include "media/cmaf/init_segment.h"

#include <string_view>

#include "media/mp4/box.h"
#include "media/mp4/movie_boxes.h"

namespace vtp::media {
namespace {

using mp4::BoxWriter;

void write_track_header(BoxWriter& writer, const TrackFormat& format) {
  writer.begin("tkhd");
  writer.version_and_flags(0, 3);  // enabled, part of the presentation
  writer.u64(0);                   // creation, modification
  writer.u32(cmaf_track_id);
  writer.u32(0);
  writer.u32(0);  // duration
  writer.u64(0);
  writer.u32(0);  // layer, alternate group
  writer.u16(format.kind == TrackKind::audio ? 0x0100 : 0);
  writer.u16(0);
  mp4::write_unity_matrix(writer);
  writer.u32(static_cast<std::uint32_t>(format.size.width) << 16U);
  writer.u32(static_cast<std::uint32_t>(format.size.height) << 16U);
  writer.end();
}

void write_media_header(BoxWriter& writer, std::uint32_t timescale) {
  writer.begin("mdhd");
  writer.version_and_flags(0, 0);
  writer.u64(0);
  writer.u32(timescale);
  writer.u32(0);
  writer.u16(0x55C4);  // "und": in no language that we know of
  writer.u16(0);
  writer.end();
}

void write_handler(BoxWriter& writer, TrackKind kind) {
  writer.begin("hdlr");
  writer.version_and_flags(0, 0);
  writer.u32(0);
  writer.bytes(kind == TrackKind::video ? "vide" : "soun");
  for (int i = 0; i < 3; ++i) writer.u32(0);
  writer.u8(0);  // an empty name
  writer.end();
}

void write_data_information(BoxWriter& writer) {
  writer.begin("dinf");
  writer.begin("dref");
  writer.version_and_flags(0, 0);
  writer.u32(1);
  writer.begin("url ");
  writer.version_and_flags(0, 1);  // in this file
  writer.end();
  writer.end();
  writer.end();
}

/// A decoder of Opus that begins anywhere is right after 80 ms, four packets of the usual length.
void write_pre_roll(BoxWriter& writer) {
  constexpr std::int16_t packets = -4;
  writer.begin("sgpd");
  writer.version_and_flags(2, 0);
  writer.bytes("roll");
  writer.u32(1);  // for all samples that say nothing else
  writer.u32(1);
  writer.u16(static_cast<std::uint16_t>(packets));
  writer.end();
}

void write_sample_table(BoxWriter& writer, const TrackFormat& format) {
  writer.begin("stbl");
  writer.begin("stsd");
  writer.version_and_flags(0, 0);
  writer.u32(1);
  writer.bytes(format.sample_entry);
  writer.end();
  for (const char* const table : {"stts", "stsc", "stsz", "stco"}) {
    writer.begin(table);
    writer.version_and_flags(0, 0);
    if (std::string_view(table) == "stsz") writer.u32(0);
    writer.u32(0);  // samples are in fragments
    writer.end();
  }
  if (format.codec == "opus") write_pre_roll(writer);
  writer.end();
}

void write_track(BoxWriter& writer, const TrackFormat& format) {
  writer.begin("trak");
  write_track_header(writer, format);
  writer.begin("mdia");
  write_media_header(writer, format.timescale);
  write_handler(writer, format.kind);
  writer.begin("minf");
  writer.begin(format.kind == TrackKind::video ? "vmhd" : "smhd");
  writer.version_and_flags(0, format.kind == TrackKind::video ? 1 : 0);
  writer.u32(0);
  if (format.kind == TrackKind::video) writer.u32(0);
  writer.end();
  write_data_information(writer);
  write_sample_table(writer, format);
  writer.end();
  writer.end();
  writer.end();
}

}  // namespace

std::string write_init_segment(const TrackFormat& format) {
  BoxWriter writer;
  writer.begin("ftyp");
  writer.bytes("iso6");
  writer.u32(0);
  writer.bytes("iso6cmfcmp41");
  writer.end();
  writer.begin("moov");
  mp4::write_movie_header(writer, cmaf_track_id + 1);
  write_track(writer, format);
  writer.begin("mvex");
  mp4::write_defaults(writer, cmaf_track_id, {});
  writer.end();
  writer.end();
  return writer.take();
}

}  // namespace vtp::media
