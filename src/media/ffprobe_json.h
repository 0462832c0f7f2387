// Understands the description that ffprobe prints.
#pragma once

#include <string_view>

#include "base/error.h"
#include "media/media_info.h"

namespace vtp::media {

/// What to ask for with -show_entries. No tags: their text is foreign, and their keys may repeat.
inline constexpr std::string_view ffprobe_entries =
    "format=format_name,duration,start_time:"
    "stream=index,codec_type,codec_name,profile,level,width,height,sample_aspect_ratio,pix_fmt,field_order,"
    "r_frame_rate,avg_frame_rate,start_time,duration,channels,sample_rate:"
    "stream_disposition=attached_pic,default:stream_side_data=rotation";

/// The first video and the first audio that are marked as default, else the first of all; cover pictures do
/// not count. The duration is 0 when the file does not tell.
Result<MediaInfo> parse_ffprobe(std::string_view json);

}  // namespace vtp::media
