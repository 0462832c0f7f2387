// Any bytes as payloads of every codec, and as dependency descriptors that follow one another. The first byte
// chooses.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rtc/payload/av1.h"
#include "rtc/payload/dependency_descriptor.h"
#include "rtc/payload/h264.h"
#include "rtc/payload/opus.h"
#include "rtc/payload/vp8.h"
#include "rtc/payload/vp9.h"

namespace {

using namespace vtp::rtc;
using Payload = std::vector<std::uint8_t>;

void require(bool condition) {
  if (!condition) std::abort();
}

void as_vp8(Payload payload) {
  static_cast<void>(vp8_picture_size(payload));
  const auto descriptor = read_vp8(payload);
  if (!descriptor) return;
  require(descriptor->size < payload.size());
  rewrite_vp8(payload, *descriptor, 0x1234, 0x56);
  require(read_vp8(payload)->size == descriptor->size);
}

void as_vp9(Payload payload) {
  const auto descriptor = read_vp9(payload);
  if (!descriptor) return;
  require(descriptor->size < payload.size());
  rewrite_vp9(payload, *descriptor, 0x1234, 0x56);
  require(read_vp9(payload)->size == descriptor->size);
}

/// Each has its length in a byte before it.
void as_descriptors(Bytes bytes) {
  DependencyDescriptorReader reader;
  for (ByteReader rest(bytes); !rest.rest().empty();) {
    const auto length = rest.u8();
    const auto value = rest.take(std::min<std::size_t>(length, rest.rest().size()));
    if (const auto descriptor = reader.read(value))
      require(descriptor->spatial_layer < reader.structure()->spatial_layers);
    if (reader.structure())
      for (std::size_t i = 0; i < reader.structure()->target_count; ++i)
        static_cast<void>(reader.structure()->layers_of(i));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const Payload payload(data + 1, data + size);
  switch (data[0] % 6) {
    case 0:
      as_vp8(payload);
      break;
    case 1:
      as_vp9(payload);
      break;
    case 2:
      static_cast<void>(read_h264(payload));
      break;
    case 3:
      static_cast<void>(read_av1(payload));
      break;
    case 4:
      static_cast<void>(read_opus(payload));
      break;
    default:
      as_descriptors(payload);
  }
  return 0;
}
