// The NAL units of which pictures of H.264 consist (ITU-T H.264 section 7.4.1), and the two ways of putting
// them after one another: with start codes (annex B) and with lengths (ISO/IEC 14496-15).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::media {

/// Those that matter for storing pictures (table 7-1).
enum class H264UnitType : std::uint8_t {
  slice = 1,
  idr_slice = 5,
  supplemental = 6,
  sequence_parameters = 7,
  picture_parameters = 8,
  delimiter = 9,
  end_of_sequence = 10,
  end_of_stream = 11,
  filler = 12,
};

/// Of a unit that is not empty.
H264UnitType h264_unit_type(std::string_view unit);

/// The units between start codes, none of which is empty. Bytes before the first start code are none.
std::vector<std::string_view> split_annex_b(std::string_view bytes);

/// The units of a sample with lengths of four bytes; nullopt if lengths do not fit or a unit is empty.
std::optional<std::vector<std::string_view>> split_sample(std::string_view sample);

/// Appends a unit to a sample.
void append_unit(std::string& sample, std::string_view unit);

/// May a decoder begin with this picture? (An IDR picture: all its slices are.)
bool is_key_picture(std::span<const std::string_view> units);

}  // namespace vtp::media
