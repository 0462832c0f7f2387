#include "media/mp4/track.h"

#include <optional>

#include <fmt/format.h>

#include "base/try.h"
#include "media/mp4/box.h"

namespace vtp::media::mp4 {
namespace {

std::unexpected<Error> broken(std::string_view what) {
  return fail(ErrorCode::internal_error, fmt::format("broken initialisation segment: {}", what));
}

constexpr std::size_t visual_sample_entry = 78;  // bytes before the boxes in it

/// What a picture's decoder is told, out of the box of that type.
std::optional<Box> picture_configuration(std::string_view sample_entry, std::string_view type) {
  FieldReader entry(sample_entry);
  entry.skip(visual_sample_entry);
  return find_box(entry.rest(), type);
}

/// ISO/IEC 14496-15 section 5.3.3.1: profile, compatibility and level are bytes 1 to 3 of avcC.
std::optional<std::string> avc_codec(std::string_view sample_entry) {
  const auto config = picture_configuration(sample_entry, "avcC");
  if (!config) return std::nullopt;
  FieldReader fields(config->content);
  fields.skip(1);
  const auto profile_and_level = fields.u24();
  if (fields.has_failed()) return std::nullopt;
  return fmt::format("avc1.{:06X}", profile_and_level);
}

/// A descriptor of ISO/IEC 14496-1 section 8.3.3: its tag, and the content of the length that follows.
struct Descriptor {
  unsigned tag;
  std::string_view content;
};

Descriptor read_descriptor(FieldReader& fields) {
  const unsigned tag = fields.u8();
  std::size_t size = 0;
  for (int i = 0; i < 4; ++i) {
    const auto byte = fields.u8();
    size = size << 7U | (byte & 0x7FU);
    if (byte < 0x80) break;
  }
  const auto content = fields.rest().substr(0, size);
  fields.skip(size);
  return {tag, content};
}

/// ISO/IEC 14496-3: the audio object type inside the decoder's configuration.
std::optional<std::string> aac_codec(std::string_view sample_entry) {
  constexpr std::size_t audio_sample_entry = 28;
  constexpr unsigned elementary_stream = 3, decoder_config = 4, decoder_specific = 5, mpeg4_audio = 0x40;
  FieldReader entry(sample_entry);
  entry.skip(audio_sample_entry);
  const auto esds = find_box(entry.rest(), "esds");
  if (!esds) return std::nullopt;
  FieldReader fields(esds->content);
  fields.skip(4);  // version and flags
  const auto stream = read_descriptor(fields);
  FieldReader stream_fields(stream.content);
  stream_fields.skip(3);  // stream number and flags, of which these files use none
  const auto config = read_descriptor(stream_fields);
  FieldReader config_fields(config.content);
  const auto object_type = config_fields.u8();
  config_fields.skip(12);  // stream type, buffer size and bit rates
  const auto specific = read_descriptor(config_fields);
  FieldReader audio_config(specific.content);
  const unsigned audio_object_type = audio_config.u8() >> 3U;
  const bool is_sound = stream.tag == elementary_stream && config.tag == decoder_config &&
                        specific.tag == decoder_specific && object_type == mpeg4_audio;
  if (!is_sound || config_fields.has_failed() || audio_config.has_failed()) return std::nullopt;
  return fmt::format("mp4a.40.{}", audio_object_type);
}

/// VP Codec ISO Media File Format Binding, section "Codecs Parameter String".
std::optional<std::string> vp8_codec(std::string_view sample_entry) {
  const auto config = picture_configuration(sample_entry, "vpcC");
  if (!config) return std::nullopt;
  FieldReader fields(config->content);
  fields.skip(4);  // version and flags
  const unsigned profile = fields.u8();
  const unsigned level = fields.u8();
  const unsigned depth = fields.u8() >> 4U;
  if (fields.has_failed()) return std::nullopt;
  return fmt::format("vp08.{:02}.{:02}.{:02}", profile, level, depth);
}

Result<Track> read_sample_entry(std::string_view stsd) {
  FieldReader fields(stsd);
  fields.skip(8);  // version, flags, count
  BoxReader entries(fields.rest());
  const auto entry = entries.next();
  if (!entry) return broken("no sample entry");
  Track track;
  std::optional<std::string> codec;
  if (entry->type == "avc1") codec = avc_codec(entry->content);
  if (entry->type == "mp4a") {
    track.kind = TrackKind::audio;
    codec = aac_codec(entry->content);
  }
  if (entry->type == "vp08") codec = vp8_codec(entry->content);
  if (entry->type == "Opus") {
    track.kind = TrackKind::audio;
    codec = "opus";
  }
  if (!codec) return broken("a codec that is none of ours");
  track.codec = std::move(*codec);
  return track;
}

std::optional<std::uint32_t> read_timescale(std::string_view mdhd) {
  FieldReader fields(mdhd);
  const auto version = fields.u8();
  fields.skip(3 + (version == 1 ? 16U : 8U));
  const auto timescale = fields.u32();
  if (fields.has_failed() || timescale == 0) return std::nullopt;
  return timescale;
}

std::optional<std::uint32_t> read_track_id(std::string_view tkhd) {
  FieldReader fields(tkhd);
  const auto version = fields.u8();
  fields.skip(3 + (version == 1 ? 16U : 8U));
  const auto id = fields.u32();
  if (fields.has_failed()) return std::nullopt;
  return id;
}

/// The media time of an edit list of one entry; 0 for any other.
std::uint32_t read_delay(std::string_view trak) {
  const auto elst = find_path(trak, "edts/elst");
  if (!elst) return 0;
  FieldReader fields(elst->content);
  const bool is_long = fields.u8() == 1;
  fields.skip(3);
  const auto entries = fields.u32();
  fields.skip(is_long ? 8 : 4);
  const auto time = is_long ? fields.u64() : fields.u32();
  constexpr std::uint64_t max_delay = 1U << 30U;  // a negative time means an empty edit
  return entries == 1 && !fields.has_failed() && time < max_delay ? static_cast<std::uint32_t>(time) : 0;
}

}  // namespace

Result<Track> parse_init(std::string_view init) {
  const auto moov = find_box(init, "moov");
  if (!moov) return broken("no moov");
  const auto trak = find_box(moov->content, "trak");
  const auto trex = find_path(moov->content, "mvex/trex");
  if (!trak || !trex) return broken("no track, or one that is not fragmented");
  const auto tkhd = find_box(trak->content, "tkhd");
  const auto mdhd = find_path(trak->content, "mdia/mdhd");
  const auto stsd = find_path(trak->content, "mdia/minf/stbl/stsd");
  if (!tkhd || !mdhd || !stsd) return broken("no track header, media header or sample description");

  VTP_TRY(auto track, read_sample_entry(stsd->content));
  const auto id = read_track_id(tkhd->content);
  const auto timescale = read_timescale(mdhd->content);
  if (!id || !timescale) return broken("no track number or timescale");
  track.id = *id;
  track.timescale = *timescale;
  track.delay = read_delay(trak->content);
  FieldReader defaults(trex->content);
  defaults.skip(12);  // version, flags, track, sample description
  track.defaults.duration = defaults.u32();
  track.defaults.size = defaults.u32();
  track.defaults.flags = defaults.u32();
  if (defaults.has_failed()) return broken("short trex");
  return track;
}

std::string parameter_units(std::string_view init) {
  const auto stsd = find_path(init, "moov/trak/mdia/minf/stbl/stsd");
  if (!stsd) return {};
  FieldReader description(stsd->content);
  description.skip(8);  // version, flags, count
  const auto entry = BoxReader(description.rest()).next();
  if (!entry || entry->type != "avc1") return {};
  const auto config = picture_configuration(entry->content, "avcC");
  if (!config) return {};
  FieldReader fields(config->content);
  fields.skip(5);  // version, profile, compatibility, level, length of lengths
  BoxWriter units;
  // Sets for the sequence, then sets for pictures.
  for (const unsigned count_mask : {0x1FU, 0xFFU})
    for (auto left = fields.u8() & count_mask; left > 0 && !fields.has_failed(); --left) {
      const auto size = fields.u16();
      const auto unit = fields.rest().substr(0, size);
      fields.skip(unit.size());
      units.u32(static_cast<std::uint32_t>(unit.size()));
      units.bytes(unit);
    }
  return fields.has_failed() ? std::string() : units.take();
}

}  // namespace vtp::media::mp4
