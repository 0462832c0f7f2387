#include "media/mp4/movie_boxes.h"

namespace vtp::media::mp4 {

void write_unity_matrix(BoxWriter& writer) {
  for (const std::uint32_t cell : {0x00010000U, 0U, 0U, 0U, 0x00010000U, 0U, 0U, 0U, 0x40000000U})
    writer.u32(cell);
}

void write_movie_header(BoxWriter& writer, std::uint32_t next_track) {
  writer.begin("mvhd");
  writer.version_and_flags(0, 0);
  writer.u64(0);           // creation, modification
  writer.u32(1000);        // timescale
  writer.u32(0);           // duration: that of the fragments
  writer.u32(0x00010000);  // rate 1.0
  writer.u16(0x0100);      // volume 1.0
  writer.u16(0);
  writer.u64(0);
  write_unity_matrix(writer);
  for (int i = 0; i < 6; ++i) writer.u32(0);
  writer.u32(next_track);
  writer.end();
}

void write_defaults(BoxWriter& writer, std::uint32_t track_id, const SampleDefaults& defaults) {
  writer.begin("trex");
  writer.version_and_flags(0, 0);
  writer.u32(track_id);
  writer.u32(1);  // the only sample description
  writer.u32(defaults.duration);
  writer.u32(defaults.size);
  writer.u32(defaults.flags);
  writer.end();
}

}  // namespace vtp::media::mp4
