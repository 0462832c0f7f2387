// What POST /uploads announces, read from its header fields.
#include <algorithm>

#include "base/text.h"
#include "base/try.h"
#include "recordings/upload_service.h"

namespace vtp::recordings {
namespace {

Result<std::optional<std::string>> take(const tus::Metadata& metadata, std::string_view key,
                                        std::size_t max_length) {
  const auto found = metadata.find(key);
  if (found == metadata.end() || trim(found->second).empty()) return std::nullopt;
  const auto text = trim(found->second);
  if (count_code_points(text) > max_length)
    return fail_field(std::string(key), "must have at most " + std::to_string(max_length) + " characters");
  return std::string(text);
}

/// The last part of what may be a path, without its extension.
std::string stem_of(std::string_view filename) {
  const auto stem = filename.substr(0, filename.rfind('.'));
  return std::string(stem.empty() ? filename : stem);
}

std::string base_name(std::string_view filename) {
  const auto slash = filename.find_last_of("/\\");
  std::string name(slash == std::string_view::npos ? filename : filename.substr(slash + 1));
  std::erase_if(name, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  return name;
}

}  // namespace

Result<NewUpload> read_new_upload(std::string_view upload_length, std::string_view upload_metadata) {
  NewUpload wanted;
  VTP_TRY(wanted.length, tus::parse_number("Upload-Length", upload_length));
  if (wanted.length == 0) return fail(ErrorCode::invalid_input, "Upload-Length must not be 0");
  VTP_TRY(const auto metadata, tus::parse_metadata(upload_metadata));

  VTP_TRY(const auto filename, take(metadata, "filename", 255));
  wanted.filename = base_name(filename.value_or(""));
  if (wanted.filename.empty())
    return fail_field("filename", "must be in Upload-Metadata", ErrorCode::missing_fields);
  VTP_TRY(const auto title, take(metadata, "title", 255));
  wanted.wishes.title = title.value_or(stem_of(wanted.filename));
  VTP_TRY(wanted.wishes.description, take(metadata, "description", 4000));
  VTP_TRY(wanted.wishes.lecture_title, take(metadata, "lecture_title", 255));
  VTP_TRY(const auto course, take(metadata, "course_id", 36));
  if (course) {
    wanted.wishes.course_id = CourseId::parse(*course);
    if (!wanted.wishes.course_id) return fail_field("course_id", "must be a UUID", ErrorCode::invalid_id);
  }
  return wanted;
}

}  // namespace vtp::recordings
