// A stored rendition on a local disk, in whichever form it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "media/segment_index.h"

namespace vtp::media {

struct StoredFolder {
  std::filesystem::path folder;  // absolute
  SegmentIndex index;
};

/// Where in its folder a piece lies.
struct StoredPiece {
  std::string file;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> size;  // of a part of the file; none: all of it

  bool operator==(const StoredPiece&) const = default;
};

/// By the name under which players fetch it. nullopt for what the rendition does not have, gaps among it.
std::optional<StoredPiece> find_piece(const SegmentIndex& index, std::string_view name);

Result<std::string> read_init(const StoredFolder& stored, std::size_t version = 0);
/// Empty for a gap.
Result<std::string> read_segment(const StoredFolder& stored, std::size_t number);

}  // namespace vtp::media
