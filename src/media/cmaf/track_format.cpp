#include "media/cmaf/track_format.h"

#include <array>

#include <fmt/format.h>

#include "media/bitstreams/avc_configuration.h"
#include "media/mp4/box.h"

namespace vtp::media {
namespace {

using mp4::BoxWriter;

void begin_sample_entry(BoxWriter& writer, std::string_view type) {
  writer.begin(type);
  writer.u32(0);
  writer.u16(0);
  writer.u16(1);  // where the data are: in the same file
}

/// ISO/IEC 14496-12 section 12.1.3.
void begin_visual_entry(BoxWriter& writer, std::string_view type, PictureSize size) {
  begin_sample_entry(writer, type);
  for (int i = 0; i < 4; ++i) writer.u32(0);
  writer.u16(static_cast<std::uint16_t>(size.width));
  writer.u16(static_cast<std::uint16_t>(size.height));
  writer.u32(0x00480000);  // 72 dots an inch
  writer.u32(0x00480000);
  writer.u32(0);
  writer.u16(1);                              // frames in a sample
  for (int i = 0; i < 8; ++i) writer.u32(0);  // name of the encoder
  writer.u16(0x18);                           // colour without alpha
  writer.u16(0xFFFF);
}

/// Section 12.2.3.
void begin_audio_entry(BoxWriter& writer, std::string_view type, std::uint16_t channels, std::uint32_t rate) {
  begin_sample_entry(writer, type);
  writer.u64(0);
  writer.u16(channels);
  writer.u16(16);  // bits a sample, always
  writer.u32(0);
  writer.u32(rate < 0x10000 ? rate << 16U : 0);
}

/// The lowest level of VP9 for a picture of that size: VP8 has none of its own, and borrows them.
std::uint8_t vp_level(PictureSize size) {
  struct Level {
    std::int64_t most_pixels;
    std::uint8_t number;
  };
  constexpr std::array levels{Level{36'864, 10},    Level{73'728, 11},   Level{122'880, 20},
                              Level{245'760, 21},   Level{552'960, 30},  Level{983'040, 31},
                              Level{2'228'224, 40}, Level{8'912'896, 50}};
  const auto pixels = std::int64_t{size.width} * size.height;
  for (const auto& level : levels)
    if (pixels <= level.most_pixels) return level.number;
  return 60;
}

constexpr std::uint8_t vp8_depth = 8;

/// Tags of ISO/IEC 14496-1 section 7.2.2.1 with their lengths, none of which needs a second byte.
std::string decoder_descriptors(const AacConfiguration& configuration) {
  const auto specific = write_aac_configuration(configuration);
  const auto specific_size = static_cast<std::uint8_t>(specific.size());
  BoxWriter writer;
  writer.u8(3);  // elementary stream
  writer.u8(static_cast<std::uint8_t>(3 + 2 + 13 + 2 + specific_size + 3));
  writer.u16(0);
  writer.u8(0);
  writer.u8(4);  // decoder
  writer.u8(static_cast<std::uint8_t>(13 + 2 + specific_size));
  writer.u8(0x40);  // MPEG-4 audio
  writer.u8(0x15);  // an audio stream
  writer.u24(0);    // size of its buffer
  writer.u32(0);    // bit rates: not known
  writer.u32(0);
  writer.u8(5);  // what the decoder needs
  writer.u8(specific_size);
  writer.bytes(specific);
  writer.u8(6);  // how packets are made of it: as MP4 does
  writer.u8(1);
  writer.u8(2);
  return writer.take();
}

}  // namespace

TrackFormat avc_format(const H264Sequence& sequence, std::string_view sequence_unit,
                       std::span<const std::string> picture_units) {
  BoxWriter writer;
  begin_visual_entry(writer, "avc1", sequence.size);
  writer.begin("avcC");
  writer.bytes(avc_configuration(sequence, sequence_unit, picture_units));
  writer.end();
  writer.end();
  return {.kind = TrackKind::video,
          .timescale = video_timescale,
          .codec = sequence.codec(),
          .size = sequence.size,
          .sample_entry = writer.take()};
}

TrackFormat vp8_format(const Vp8Frame& frame) {
  constexpr std::uint8_t unspecified = 2;
  const auto level = vp_level(frame.size);
  BoxWriter writer;
  begin_visual_entry(writer, "vp08", frame.size);
  writer.begin("vpcC");
  writer.version_and_flags(1, 0);
  writer.u8(frame.version);
  writer.u8(level);
  writer.u8(vp8_depth << 4U | 0U << 1U | 0U);  // 4:2:0 with colours between the lines, studio range
  writer.u8(unspecified);                      // primaries, transfer, matrix
  writer.u8(unspecified);
  writer.u8(unspecified);
  writer.u16(0);
  writer.end();
  writer.end();
  return {.kind = TrackKind::video,
          .timescale = video_timescale,
          .codec = fmt::format("vp08.{:02}.{:02}.{:02}", frame.version, level, vp8_depth),
          .size = frame.size,
          .sample_entry = writer.take()};
}

TrackFormat opus_format(std::uint8_t channels) {
  BoxWriter writer;
  begin_audio_entry(writer, "Opus", channels, opus_timescale);
  writer.begin("dOps");
  writer.u8(0);  // version
  writer.u8(channels);
  writer.u16(0);  // samples to skip
  writer.u32(opus_timescale);
  writer.u16(0);  // gain
  writer.u8(0);   // one stream, mono or stereo
  writer.end();
  writer.end();
  return {.kind = TrackKind::audio,
          .timescale = opus_timescale,
          .codec = "opus",
          .size = {},
          .sample_entry = writer.take()};
}

TrackFormat aac_format(const AacConfiguration& configuration) {
  BoxWriter writer;
  begin_audio_entry(writer, "mp4a", configuration.channels, configuration.sample_rate);
  writer.begin("esds");
  writer.version_and_flags(0, 0);
  writer.bytes(decoder_descriptors(configuration));
  writer.end();
  writer.end();
  return {.kind = TrackKind::audio,
          .timescale = configuration.sample_rate,
          .codec = configuration.codec(),
          .size = {},
          .sample_entry = writer.take()};
}

}  // namespace vtp::media
