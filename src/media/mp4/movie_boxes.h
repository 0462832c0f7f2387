// The boxes that all initialisation segments have in common.
#pragma once

#include <cstdint>

#include "media/mp4/box.h"
#include "media/mp4/track.h"

namespace vtp::media::mp4 {

/// `next_track` is a number that no track has.
void write_movie_header(BoxWriter& writer, std::uint32_t next_track);

/// The box trex.
void write_defaults(BoxWriter& writer, std::uint32_t track_id, const SampleDefaults& defaults);

/// The cells of a matrix that leaves pictures as they are.
void write_unity_matrix(BoxWriter& writer);

}  // namespace vtp::media::mp4
