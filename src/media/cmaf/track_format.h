// How the samples of a track are coded, as its initialisation segment describes it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "media/bitstreams/aac_configuration.h"
#include "media/bitstreams/h264_sequence.h"
#include "media/bitstreams/vp8_frame.h"
#include "media/media_info.h"
#include "media/segment_index.h"

namespace vtp::media {

struct TrackFormat {
  TrackKind kind = TrackKind::video;
  std::uint32_t timescale = 1;  // ticks a second
  std::string codec;            // RFC 6381
  PictureSize size;             // of a video
  std::string sample_entry;     // a box of stsd (ISO/IEC 14496-12 section 8.5.2)

  bool operator==(const TrackFormat&) const = default;
};

/// Of everything that comes by RTP (RFC 6184, RFC 7741).
inline constexpr std::uint32_t video_timescale = 90'000;
/// Of Opus, whatever its input was sampled with (RFC 7587).
inline constexpr std::uint32_t opus_timescale = 48'000;

/// H.264 with lengths of four bytes before its units (ISO/IEC 14496-15). `sequence` is what `sequence_unit`
/// says.
TrackFormat avc_format(const H264Sequence& sequence, std::string_view sequence_unit,
                       std::span<const std::string> picture_units);

/// VP8 (VP Codec ISO Media File Format Binding), from a key frame.
TrackFormat vp8_format(const Vp8Frame& frame);

/// Opus in one stream (Encapsulation of Opus in ISO Base Media File Format). Nothing is to be skipped at the
/// beginning: whoever begins may do so anywhere.
TrackFormat opus_format(std::uint8_t channels);

/// AAC; the timescale is the sample rate.
TrackFormat aac_format(const AacConfiguration& configuration);

}  // namespace vtp::media
