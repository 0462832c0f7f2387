// The functions of Debian's libavcodec that we encode with. It is loaded when somebody needs it: it brings a
// hundred libraries with it, which take a tenth of a second and 17 MB, and most processes never do.
#pragma once

#include "base/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

namespace vtp::media {

struct Libav {
  decltype(&::avcodec_find_encoder) find_encoder;
  decltype(&::avcodec_alloc_context3) alloc_context;
  decltype(&::avcodec_free_context) free_context;
  decltype(&::avcodec_open2) open;
  decltype(&::avcodec_send_frame) send_frame;
  decltype(&::avcodec_receive_packet) receive_packet;
  decltype(&::av_packet_alloc) packet_alloc;
  decltype(&::av_packet_free) packet_free;
  decltype(&::av_packet_unref) packet_unref;
  decltype(&::av_frame_alloc) frame_alloc;
  decltype(&::av_frame_free) frame_free;
  decltype(&::av_frame_get_buffer) frame_get_buffer;
  decltype(&::av_frame_make_writable) frame_make_writable;
  decltype(&::av_opt_set) opt_set;
  decltype(&::av_log_set_level) log_set_level;
};

/// Thread-safe; the first call loads it. NOT_READY if the library is not installed.
Result<const Libav*> load_libav();

}  // namespace vtp::media
