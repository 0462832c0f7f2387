#include "media/stored_folder.h"

#include <algorithm>

#include "media/files.h"
#include "media/live/live_names.h"
#include "media/mp4/rendition.h"
#include "media/names.h"
#include "media/track_log/track_log.h"

namespace vtp::media {
namespace {

StoredPiece piece_of(const SegmentIndex& index, std::size_t number) {
  if (!index.is_log()) return {.file = segment_name(number), .size = {}};
  return {.file = std::string(track_data_name),
          .offset = index.offset_of(number),
          .size = index.segments[number].size};
}

}  // namespace

std::optional<StoredPiece> find_piece(const SegmentIndex& index, std::string_view name) {
  if (const auto version = parse_init_version_name(name)) {
    if (*version >= std::max<std::size_t>(index.inits.size(), 1)) return std::nullopt;
    return StoredPiece{.file = std::string(name), .size = {}};
  }
  const auto number = parse_segment_name(name);
  if (!number || *number >= index.segments.size() || index.segments[*number].is_gap()) return std::nullopt;
  return piece_of(index, *number);
}

Result<std::string> read_init(const StoredFolder& stored, std::size_t version) {
  return read_file(stored.folder / init_version_name(version), mp4::max_init_size);
}

Result<std::string> read_segment(const StoredFolder& stored, std::size_t number) {
  if (stored.index.segments[number].is_gap()) return std::string();
  const auto piece = piece_of(stored.index, number);
  if (!piece.size) return read_file(stored.folder / piece.file, mp4::max_segment_size);
  return read_file_range(stored.folder / piece.file, piece.offset, static_cast<std::size_t>(*piece.size));
}

}  // namespace vtp::media
