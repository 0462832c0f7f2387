#include "support/media/fake_rendition.h"

#include <fmt/format.h>

#include "media/mp4/box.h"
#include "media/mp4/fragment.h"

namespace vtp::media::test {
namespace {

using mp4::BoxWriter;

template <class Content>
void box(BoxWriter& writer, std::string_view type, Content content) {
  writer.begin(type);
  content();
  writer.end();
}

void zeros(BoxWriter& writer, int count) {
  for (int i = 0; i < count; ++i) writer.u8(0);
}

void sample_entry(BoxWriter& writer, TrackKind kind) {
  if (kind == TrackKind::video) {
    box(writer, "avc1", [&] {
      zeros(writer, 78);
      box(writer, "avcC", [&] { writer.bytes("\x01\x64\x05\x1F\xFF"); });
    });
  } else {
    box(writer, "mp4a", [&] {
      zeros(writer, 28);
      box(writer, "esds", [&] {
        zeros(writer, 4);
        writer.bytes("\x03\x16");  // elementary stream
        zeros(writer, 3);
        writer.bytes("\x04\x11\x40");  // decoder: MPEG-4 audio
        zeros(writer, 12);
        writer.bytes("\x05\x02\x11\x90");  // AAC-LC, 48 kHz, stereo
      });
    });
  }
}

std::string make_init(TrackKind kind, std::uint32_t timescale) {
  BoxWriter writer;
  box(writer, "moov", [&] {
    box(writer, "trak", [&] {
      box(writer, "tkhd", [&] {
        zeros(writer, 12);
        writer.u32(1);
        zeros(writer, 68);
      });
      box(writer, "mdia", [&] {
        box(writer, "mdhd", [&] {
          zeros(writer, 12);
          writer.u32(timescale);
          zeros(writer, 8);
        });
        box(writer, "minf", [&] {
          box(writer, "stbl", [&] {
            box(writer, "stsd", [&] {
              writer.u32(0);
              writer.u32(1);
              sample_entry(writer, kind);
            });
          });
        });
      });
    });
    box(writer, "mvex", [&] {
      box(writer, "trex", [&] {
        writer.u32(0);
        writer.u32(1);
        zeros(writer, 16);
      });
    });
  });
  return writer.take();
}

}  // namespace

FakeRendition fake_rendition(TrackKind kind, std::uint32_t timescale, std::uint32_t duration,
                             const std::vector<std::size_t>& counts) {
  FakeRendition rendition;
  rendition.init = make_init(kind, timescale);
  rendition.index = {.kind = kind,
                     .timescale = timescale,
                     .codec = kind == TrackKind::video ? "avc1.64051F" : "mp4a.40.2",
                     .init_size = static_cast<std::uint32_t>(rendition.init.size())};
  std::uint64_t time = 0;
  std::uint32_t sequence = 1;
  for (const auto count : counts) {
    std::vector<std::string> data;
    for (std::size_t i = 0; i < count; ++i)
      data.push_back(fmt::format("{} sample {};", rendition.index.codec, rendition.samples.size() + i));
    std::vector<mp4::Sample> samples;
    for (const auto& bytes : data) samples.push_back({.duration = duration, .data = bytes});
    std::string segment;
    mp4::append_fragment(segment, sequence++, 1, time, samples);
    time += count * duration;
    rendition.index.segments.push_back({count * duration, static_cast<std::uint32_t>(segment.size())});
    rendition.segments.push_back(std::move(segment));
    rendition.samples.insert(rendition.samples.end(), data.begin(), data.end());
  }
  return rendition;
}

}  // namespace vtp::media::test
