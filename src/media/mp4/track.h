// The one track that the initialisation segment of a CMAF rendition describes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "media/segment_index.h"

namespace vtp::media::mp4 {

/// What fragments leave out (the box trex).
struct SampleDefaults {
  std::uint32_t duration = 0;
  std::uint32_t size = 0;
  std::uint32_t flags = 0;
};

struct Track {
  TrackKind kind = TrackKind::video;
  std::uint32_t id = 1;
  std::uint32_t timescale = 1;
  std::string codec;        // RFC 6381
  std::uint32_t delay = 0;  // ticks by which decoding runs ahead of showing, from the edit list
  SampleDefaults defaults;
};

/// Reads an initialisation segment with exactly one track of H.264, VP8, AAC or Opus. The error says what is
/// wrong with it.
Result<Track> parse_init(std::string_view init);

/// What the initialisation segment tells decoders of H.264, as units to stand before those of a key frame: so
/// frames of several initialisation segments can follow one another in one stream. Empty for other codecs.
std::string parameter_units(std::string_view init);

}  // namespace vtp::media::mp4
