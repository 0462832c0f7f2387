#include "media/mp4/init_writer.h"

#include <algorithm>
#include <cstdint>

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
      if (track.delay > 0) writer.bytes(edit_box({.delay = track.delay}));
    } else if (box->type != "edts") {
      writer.bytes(box->whole);
    }
  }
  writer.end();
}

}  // namespace

std::string edit_box(const TrackEdit& edit) {
  constexpr std::uint32_t usual_rate = 0x00010000;
  BoxWriter writer;
  writer.begin("edts");
  writer.begin("elst");
  writer.version_and_flags(1, 0);
  writer.u32(edit.lead > 0 ? 2 : 1);
  if (edit.lead > 0) {
    writer.u64(edit.lead);
    writer.u64(UINT64_MAX);  // -1: an empty edit
    writer.u32(usual_rate);
  }
  writer.u64(edit.duration);
  writer.u64(edit.delay);
  writer.u32(usual_rate);
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
