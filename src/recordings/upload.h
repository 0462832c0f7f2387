// An upload: a file on its way in, and what its sender wants to become of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.h"
#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings {

using UploadId = Id<struct UploadTag>;

enum class UploadState : std::uint8_t { uploading, processing, done, failed, expired };

/// What came along in Upload-Metadata; kept as JSON.
struct UploadWishes {
  std::string title;
  std::optional<std::string> description;
  std::optional<CourseId> course_id;
  std::optional<std::string> lecture_title;
};

/// A row of `uploads`. A finished upload shares its id with the recording that it became.
struct Upload {
  UploadId id;
  UserId user_id;
  std::optional<RecordingId> recording_id;
  std::string filename;
  std::int64_t length = 0;
  std::int64_t offset = 0;  // bytes that are on the disk for sure
  UploadWishes wishes;
  UploadState state = UploadState::uploading;
  std::string path;  // key in the media store
  std::optional<std::string> error;
  Timestamp expires_at;
  Timestamp created_at;

  [[nodiscard]] bool is_whole() const { return offset == length; }
  [[nodiscard]] RecordingId future_recording() const { return RecordingId::parse(id.view()).value(); }
};

/// E49.
struct UploadAnswer {
  UploadId upload_id;
  std::string filename;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  UploadState state = UploadState::uploading;
  std::optional<RecordingId> recording_id;
  std::optional<std::string> error;
  std::optional<Timestamp> expires_at;
};

struct UploadQuery {
  std::optional<UploadState> state;
  int limit = 20;
  int offset = 0;
};

struct UploadList {
  std::vector<UploadAnswer> uploads;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::UploadState> {
  static constexpr std::array<std::string_view, 5> names{"uploading", "processing", "done", "failed",
                                                         "expired"};
};

namespace vtp::json {

template <>
struct Shape<recordings::UploadWishes> {
  using T = recordings::UploadWishes;
  static constexpr std::string_view name = "UploadWishes";
  static constexpr std::array fields{
      field<&T::title>("title"),
      field<&T::description>("description"),
      field<&T::course_id>("course_id"),
      field<&T::lecture_title>("lecture_title"),
  };
};

template <>
struct Shape<recordings::UploadAnswer> {
  using T = recordings::UploadAnswer;
  static constexpr std::string_view name = "Upload";
  static constexpr std::array fields{
      field<&T::upload_id>("upload_id"), field<&T::filename>("filename"),
      field<&T::length>("length"),       field<&T::offset>("offset"),
      field<&T::state>("state"),         field<&T::recording_id>("recording_id"),
      field<&T::error>("error"),         field<&T::expires_at>("expires_at"),
  };
};

template <>
struct Shape<recordings::UploadQuery> {
  using T = recordings::UploadQuery;
  static constexpr std::string_view name = "UploadQuery";
  static constexpr std::array fields{
      field<&T::state>("state"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<recordings::UploadList> {
  using T = recordings::UploadList;
  static constexpr std::string_view name = "UploadList";
  static constexpr std::array fields{
      field<&T::uploads>("uploads"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

}  // namespace vtp::json
