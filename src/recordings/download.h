// Downloads: what may be asked for and what is answered (rows 18 and 19).
#pragma once

#include <optional>
#include <string>

#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings {

enum class DownloadFormat : std::uint8_t { mp4, original, audio };

struct DownloadQuery {
  DownloadFormat format = DownloadFormat::mp4;
};

struct DownloadUrl {
  RecordingId recording_id;
  std::string download_url;
  std::chrono::seconds expires_in{0};
  Timestamp expires_at;
  std::string file_name;
  std::string mime_type;
  std::optional<std::int64_t> file_size_bytes;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::DownloadFormat> {
  static constexpr std::array<std::string_view, 3> names{"mp4", "original", "audio"};
};

namespace vtp::json {

template <>
struct Shape<recordings::DownloadQuery> {
  static constexpr std::string_view name = "DownloadQuery";
  static constexpr std::array fields{field<&recordings::DownloadQuery::format>("format")};
};

template <>
struct Shape<recordings::DownloadUrl> {
  using T = recordings::DownloadUrl;
  static constexpr std::string_view name = "DownloadUrl";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::download_url>("download_url"),
      field<&T::expires_in>("expires_in"),
      field<&T::expires_at>("expires_at"),
      field<&T::file_name>("file_name"),
      field<&T::mime_type>("mime_type"),
      field<&T::file_size_bytes>("file_size_bytes"),
  };
};

}  // namespace vtp::json
