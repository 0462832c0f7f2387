#include "media/codecs/libav.h"

#include <dlfcn.h>
#include <string>

namespace vtp::media {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

Result<Libav> load() {
  // The version whose headers this was compiled with: its structs are not those of others.
  const auto name = "libavcodec.so." + std::to_string(LIBAVCODEC_VERSION_MAJOR);
  void* const library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    return fail(ErrorCode::not_ready, name + " cannot be loaded; Debian's package ffmpeg brings it.");
  Libav av{};
  // Symbols of libavutil are found through libavcodec, which depends on it.
  const bool is_complete =
      find(library, "avcodec_find_encoder", av.find_encoder) &&
      find(library, "avcodec_alloc_context3", av.alloc_context) &&
      find(library, "avcodec_free_context", av.free_context) && find(library, "avcodec_open2", av.open) &&
      find(library, "avcodec_send_frame", av.send_frame) &&
      find(library, "avcodec_receive_packet", av.receive_packet) &&
      find(library, "av_packet_alloc", av.packet_alloc) && find(library, "av_packet_free", av.packet_free) &&
      find(library, "av_packet_unref", av.packet_unref) && find(library, "av_frame_alloc", av.frame_alloc) &&
      find(library, "av_frame_free", av.frame_free) &&
      find(library, "av_frame_get_buffer", av.frame_get_buffer) &&
      find(library, "av_frame_make_writable", av.frame_make_writable) &&
      find(library, "av_opt_set", av.opt_set) && find(library, "av_log_set_level", av.log_set_level);
  if (!is_complete) return fail(ErrorCode::not_ready, name + " lacks functions that we need.");
  av.log_set_level(AV_LOG_ERROR);  // encoders praise themselves on the standard error output
  return av;
}

}  // namespace

Result<const Libav*> load_libav() {
  static const auto library = load();
  if (!library) return std::unexpected(library.error());
  return &*library;
}

}  // namespace vtp::media
