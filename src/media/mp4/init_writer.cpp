#include "media/mp4/init_writer.h"

#include <algorithm>

#include "base/try.h"
#include "media/mp4/box.h"
#include "media/mp4/movie_boxes.h"
#include "media/mp4/track.h"

namespace vtp::media::mp4 {
namespace {

/// The track header with another number in it.
std::string renumbered(const Box& tkhd, std::uint32_t id) {
  const bool has_long_times = tkhd.content.front() == 1;
  const auto header_size = tkhd.whole.size() - tkhd.content.size();
  BoxWriter writer;
  writer.bytes(tkhd.whole);
  writer.patch_u32(header_size + (has_long_times ? 20U : 12U), id);
  return writer.take();
}

void write_track(BoxWriter& writer, const InitTrack& track) {
  const auto trak = *find_path(track.init, "moov/trak");
  BoxReader boxes(trak.content);
  writer.begin("trak");
  while (const auto box = boxes.next()) {
    if (box->type == "tkhd") {
      writer.bytes(renumbered(*box, track.id));
      if (track.delay > 0) writer.bytes(edit_box(0, track.delay));
    } else if (box->type != "edts") {
      writer.bytes(box->whole);
    }
  }
  writer.end();
}

}  // namespace

std::string edit_box(std::uint64_t duration, std::uint32_t delay) {
  BoxWriter writer;
  writer.begin("edts");
  writer.begin("elst");
  writer.version_and_flags(1, 0);
  writer.u32(1);  // one entry
  writer.u64(duration);
  writer.u64(delay);
  writer.u32(0x00010000);  // rate 1.0
  writer.end();
  writer.end();
  return writer.take();
}

Result<std::string> write_init(std::span<const InitTrack> tracks) {
  BoxWriter writer, extends;
  std::uint32_t last_id = 0;
  extends.begin("mvex");
  writer.begin("ftyp");
  writer.bytes("iso6");
  writer.u32(0x200);
  writer.bytes("iso6cmfcmp41");
  writer.end();
  writer.begin("moov");
  for (const auto& track : tracks) last_id = std::max(last_id, track.id);
  write_movie_header(writer, last_id + 1);
  for (const auto& track : tracks) {
    VTP_TRY(const auto description, parse_init(track.init));
    write_track(writer, track);
    write_defaults(extends, track.id, description.defaults);
  }
  extends.end();
  writer.bytes(extends.take());
  writer.end();
  return writer.take();
}

}  // namespace vtp::media::mp4
