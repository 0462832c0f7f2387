#include "rtc/payload/dependency_descriptor.h"

#include <algorithm>

#include "rtc/payload/bit_reader.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t mandatory_bytes = 3;
constexpr unsigned template_ids = 64;

// What stands between two templates (section A.8.2).
constexpr unsigned next_temporal_layer = 1;
constexpr unsigned next_spatial_layer = 2;
constexpr unsigned no_more_templates = 3;

DecodeTargetIndication read_indication(BitReader& reader) {
  return static_cast<DecodeTargetIndication>(reader.number(2));
}

/// False: there are more than there may be.
bool read_layers(BitReader& reader, DependencyStructure& structure) {
  DependencyStructure::Template current;
  for (unsigned next = 0; next != no_more_templates && !reader.has_failed();) {
    if (structure.template_count == DependencyStructure::most_templates ||
        current.spatial_layer >= DependencyStructure::most_layers)
      return false;
    structure.templates[structure.template_count++] = current;
    next = reader.number(2);
    if (next == next_temporal_layer) ++current.temporal_layer;
    if (next == next_spatial_layer) {
      current.temporal_layer = 0;
      ++current.spatial_layer;
    }
  }
  structure.spatial_layers = current.spatial_layer + 1U;
  return !reader.has_failed();
}

void skip_frame_differences(BitReader& reader, const DependencyStructure& structure) {
  for (std::size_t i = 0; i < structure.template_count; ++i)
    while (reader.flag() && !reader.has_failed()) reader.number(4);
}

void read_chains(BitReader& reader, DependencyStructure& structure) {
  structure.chain_count = reader.non_symmetric(static_cast<std::uint32_t>(structure.target_count) + 1);
  if (structure.chain_count == 0) return;
  for (std::size_t i = 0; i < structure.target_count; ++i)
    reader.non_symmetric(static_cast<std::uint32_t>(structure.chain_count));
  for (std::size_t i = 0; i < structure.template_count * structure.chain_count; ++i) reader.number(4);
}

void read_sizes(BitReader& reader, DependencyStructure& structure) {
  structure.has_sizes = reader.flag();
  if (!structure.has_sizes) return;
  for (std::size_t i = 0; i < structure.spatial_layers; ++i) {
    structure.sizes[i].width = static_cast<std::uint16_t>(reader.number(16) + 1);
    structure.sizes[i].height = static_cast<std::uint16_t>(reader.number(16) + 1);
  }
}

std::optional<DependencyStructure> read_structure(BitReader& reader) {
  DependencyStructure structure;
  structure.first_template_id = static_cast<std::uint8_t>(reader.number(6));
  structure.target_count = reader.number(5) + 1;
  if (!read_layers(reader, structure)) return std::nullopt;
  for (std::size_t i = 0; i < structure.template_count; ++i)
    for (std::size_t target = 0; target < structure.target_count; ++target)
      structure.templates[i].indications[target] = read_indication(reader);
  skip_frame_differences(reader, structure);
  read_chains(reader, structure);
  read_sizes(reader, structure);
  return reader.has_failed() ? std::nullopt : std::optional(structure);
}

/// The parts that most descriptors do not have (section A.8.2, extended_descriptor_fields).
struct Extension {
  std::optional<DependencyStructure> structure;
  std::optional<std::uint32_t> active_targets;
  bool has_indications = false;
  bool has_frame_differences = false;
  bool has_chains = false;
};

/// nullopt: it is malformed, or there is no structure to which it belongs.
std::optional<Extension> read_extension(BitReader& reader, const std::optional<DependencyStructure>& known) {
  Extension extension;
  const bool has_structure = reader.flag();
  const bool has_active_targets = reader.flag();
  extension.has_indications = reader.flag();
  extension.has_frame_differences = reader.flag();
  extension.has_chains = reader.flag();
  if (has_structure) {
    extension.structure = read_structure(reader);
    if (!extension.structure) return std::nullopt;
  }
  if (has_active_targets) {
    const auto& structure = has_structure ? extension.structure : known;
    if (!structure) return std::nullopt;
    extension.active_targets = reader.number(static_cast<unsigned>(structure->target_count));
  }
  return extension;
}

/// What a frame has in place of its template's. Of differences and chains only the bits matter here.
void read_custom_fields(BitReader& reader, const Extension& extension, const DependencyStructure& structure,
                        DependencyDescriptor& descriptor) {
  if (extension.has_indications)
    for (std::size_t i = 0; i < structure.target_count; ++i)
      descriptor.indications[i] = read_indication(reader);
  if (extension.has_frame_differences)
    for (auto size = reader.number(2); size > 0 && !reader.has_failed(); size = reader.number(2))
      reader.number(4 * size);
  if (extension.has_chains)
    for (std::size_t i = 0; i < structure.chain_count; ++i) reader.number(8);
}

}  // namespace

DependencyStructure::Layers DependencyStructure::layers_of(std::size_t target) const {
  Layers layers;
  for (const auto& entry : std::span(templates).first(template_count)) {
    if (entry.indications[target] == DecodeTargetIndication::not_present) continue;
    layers.spatial = std::max(layers.spatial, entry.spatial_layer);
    layers.temporal = std::max(layers.temporal, entry.temporal_layer);
  }
  return layers;
}

const DependencyStructure::Template* DependencyStructure::find(std::uint8_t template_id) const {
  const auto index = (template_id + template_ids - first_template_id) % template_ids;
  return index < template_count ? &templates[index] : nullptr;
}

std::optional<DependencyDescriptor> DependencyDescriptorReader::read(Bytes value) {
  if (value.size() < mandatory_bytes) return std::nullopt;
  BitReader reader(value);
  DependencyDescriptor descriptor;
  descriptor.is_frame_start = reader.flag();
  descriptor.is_frame_end = reader.flag();
  const auto template_id = static_cast<std::uint8_t>(reader.number(6));
  descriptor.frame_number = static_cast<std::uint16_t>(reader.number(16));
  std::optional<Extension> extension = Extension();
  if (value.size() > mandatory_bytes) extension = read_extension(reader, structure_);
  if (!extension) return std::nullopt;
  const auto& structure = extension->structure ? extension->structure : structure_;
  const auto* const entry = structure ? structure->find(template_id) : nullptr;
  if (entry == nullptr) return std::nullopt;
  descriptor.spatial_layer = entry->spatial_layer;
  descriptor.temporal_layer = entry->temporal_layer;
  descriptor.indications = entry->indications;
  descriptor.has_structure = extension->structure.has_value();
  descriptor.active_targets = extension->active_targets;
  read_custom_fields(reader, *extension, *structure, descriptor);
  if (reader.has_failed()) return std::nullopt;
  if (extension->structure) structure_ = extension->structure;
  return descriptor;
}

}  // namespace vtp::rtc
