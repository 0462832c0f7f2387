// The dependency descriptor (RTP Payload Format For AV1, appendix A): which frame needs which, told in a
// header extension, so that layers can be chosen without looking into the frames.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "rtc/bytes.h"
#include "rtc/payload/vp8.h"

namespace vtp::rtc {

/// What a frame is for one decode target, i.e. for a viewer of certain layers.
enum class DecodeTargetIndication : std::uint8_t {
  not_present = 0,  // the target can do without it
  discardable = 1,  // nothing of the target needs it
  switching = 2,    // the target can be joined here
  required = 3,
};

/// What frames have in common. Sent with key frames and valid until the next one.
class DependencyStructure {
 public:
  static constexpr std::size_t most_templates = 64;
  static constexpr std::size_t most_targets = 32;
  static constexpr std::size_t most_layers = 4;  // spatial ones

  struct Template {
    std::uint8_t spatial_layer = 0;
    std::uint8_t temporal_layer = 0;
    std::array<DecodeTargetIndication, most_targets> indications{};
  };

  std::uint8_t first_template_id = 0;
  std::size_t template_count = 0;
  std::array<Template, most_templates> templates{};
  std::size_t target_count = 0;
  std::size_t chain_count = 0;
  std::size_t spatial_layers = 0;
  bool has_sizes = false;
  std::array<PictureSize, most_layers> sizes{};  // of the spatial layers, if they are told

  /// The highest layers that a decode target has.
  struct Layers {
    std::uint8_t spatial = 0;
    std::uint8_t temporal = 0;
  };
  [[nodiscard]] Layers layers_of(std::size_t target) const;
  /// nullptr: the id is none of this structure's.
  [[nodiscard]] const Template* find(std::uint8_t template_id) const;
};

struct DependencyDescriptor {
  bool is_frame_start = false;
  bool is_frame_end = false;
  std::uint16_t frame_number = 0;
  std::uint8_t spatial_layer = 0;
  std::uint8_t temporal_layer = 0;
  bool has_structure = false;                   // a key frame: the structure was renewed
  std::optional<std::uint32_t> active_targets;  // a bit for each, the lowest for the first
  std::array<DecodeTargetIndication, DependencyStructure::most_targets> indications{};
};

/// Reads the descriptors of one stream, whose structure it keeps.
class DependencyDescriptorReader {
 public:
  /// nullopt for a malformed descriptor, which changes nothing, and before the first structure.
  std::optional<DependencyDescriptor> read(Bytes value);

  [[nodiscard]] const std::optional<DependencyStructure>& structure() const { return structure_; }

 private:
  std::optional<DependencyStructure> structure_;
};

}  // namespace vtp::rtc
