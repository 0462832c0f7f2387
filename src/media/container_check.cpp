#include "media/container_check.h"

#include <array>
#include <bit>
#include <fstream>
#include <optional>
#include <string>

#include "base/try.h"
#include "media/files.h"
#include "media/mp4/box.h"

namespace vtp::media {
namespace {

using mp4::FieldReader;

// The index of a lecture of ten hours has some 30 MB; a longer one is not searched for protection.
constexpr std::uint64_t max_index = 128U << 20U;

bool is_top_level_type(std::string_view type) {
  constexpr std::array<std::string_view, 10> types{"ftyp", "moov", "mdat", "free", "skip",
                                                   "wide", "moof", "styp", "sidx", "uuid"};
  for (const auto known : types)
    if (type == known) return true;
  return false;
}

/// Walks over the outermost boxes of a file that may be far larger than memory.
class TopLevelBoxes {
 public:
  TopLevelBoxes(const std::filesystem::path& file, std::uint64_t size)
      : stream_(file, std::ios::binary), file_size_(size) {}

  struct Place {
    std::string type;
    std::uint64_t content, end;
  };

  std::optional<Place> next() {
    std::array<char, 16> header{};
    if (position_ + 8 > file_size_) return std::nullopt;
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(position_));
    stream_.read(header.data(), header.size());
    FieldReader fields({header.data(), header.size()});
    std::uint64_t size = fields.u32();
    std::string type(fields.rest().substr(0, 4));
    fields.skip(4);
    const std::uint64_t header_size = size == 1 ? 16 : 8;
    if (size == 1) size = fields.u64();
    if (size == 0) size = file_size_ - position_;
    if (size < header_size || !is_top_level_type(type)) return std::nullopt;
    Place place{std::move(type), position_ + header_size, position_ + size};
    if (place.end < position_) place.end = UINT64_MAX;  // a size that wraps around
    position_ = place.end;
    return place;
  }

  Result<std::string> content(const Place& place) {
    std::string bytes(place.end - place.content, '\0');
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(place.content));
    stream_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream_) return fail(ErrorCode::internal_error, "The file cannot be read.");
    return bytes;
  }

 private:
  std::ifstream stream_;
  std::uint64_t file_size_;
  std::uint64_t position_ = 0;
};

/// ISO/IEC 23001-7 and others put protected samples under the entries encv and enca.
bool has_protected_track(std::string_view moov) {
  mp4::BoxReader boxes(moov);
  while (const auto box = boxes.next()) {
    if (box->type != "trak") continue;
    const auto stsd = mp4::find_path(box->content, "mdia/minf/stbl/stsd");
    if (!stsd) continue;
    FieldReader fields(stsd->content);
    fields.skip(8);
    mp4::BoxReader entries(fields.rest());
    while (const auto entry = entries.next())
      if (entry->type == "encv" || entry->type == "enca" || entry->type.starts_with("drm")) return true;
  }
  return false;
}

Result<ContainerFault> check_mp4(const std::filesystem::path& file, std::uint64_t size) {
  TopLevelBoxes boxes(file, size);
  bool has_index = false;
  while (const auto box = boxes.next()) {
    if (box->end > size)
      return has_index || box->type == "moov" ? ContainerFault::cut_off : ContainerFault::no_index;
    if (box->type != "moov") continue;
    has_index = true;
    if (box->end - box->content > max_index) continue;
    VTP_TRY(const auto moov, boxes.content(*box));
    if (has_protected_track(moov)) return ContainerFault::encrypted;
  }
  return has_index ? ContainerFault::none : ContainerFault::no_index;
}

/// A variable-length number of EBML (RFC 8794 section 4) with its marker bit removed; nullopt for the
/// reserved "unknown", which recorders write while they do not know the size.
std::optional<std::uint64_t> ebml_size(FieldReader& fields) {
  const unsigned first = fields.u8();
  const int length = std::countl_zero(static_cast<std::uint8_t>(first)) + 1;
  if (length > 8) return std::nullopt;
  std::uint64_t value = first & (0xFFU >> static_cast<unsigned>(length));
  for (int i = 1; i < length; ++i) value = value << 8U | fields.u8();
  const bool is_unknown = value == (std::uint64_t{1} << static_cast<unsigned>(7 * length)) - 1;
  return is_unknown ? std::nullopt : std::optional(value);
}

/// The Segment of a Matroska file, which follows the EBML header, says how long it is.
bool is_cut_off_matroska(std::string_view start, std::uint64_t file_size) {
  constexpr std::uint32_t segment_id = 0x18538067;
  FieldReader fields(start);
  fields.skip(4);
  fields.skip(static_cast<std::size_t>(ebml_size(fields).value_or(0)));
  if (fields.u32() != segment_id) return false;
  const auto segment_size = ebml_size(fields);
  const auto content = start.size() - fields.rest().size();
  return !fields.has_failed() && segment_size && *segment_size > file_size - content;
}

}  // namespace

Result<ContainerFault> check_container(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return fail(ErrorCode::internal_error, "The file cannot be read.");
  if (size == 0) return ContainerFault::empty;
  VTP_TRY(const auto start, read_file_start(file, 4096));
  const auto begin = std::string_view(start);
  if (begin.starts_with("PK\x03\x04")) return ContainerFault::archive;
  if (begin.starts_with("\x1A\x45\xDF\xA3"))
    return is_cut_off_matroska(begin, size) ? ContainerFault::cut_off : ContainerFault::none;
  if (begin.size() > 8 && is_top_level_type(begin.substr(4, 4))) return check_mp4(file, size);
  return ContainerFault::none;
}

}  // namespace vtp::media
