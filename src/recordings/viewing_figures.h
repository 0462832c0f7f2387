// How much a recording is watched (rows 20 and 27; sections 6.2 and 6.3).
#pragma once

#include <optional>
#include <string>

#include "database/database.h"
#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings {

/// Sessions that count as views.
struct ViewingSummary {
  std::int64_t total_sessions = 0;
  std::int64_t unique_viewers = 0;
  std::chrono::seconds total_playtime{0};
  std::chrono::seconds average_playtime{0};
  std::optional<Timestamp> last_accessed_at;
};
ViewingSummary summarise_views(db::Transaction& tx, RecordingId recording);

struct ViewingFigures {
  RecordingId recording_id;
  std::int64_t total_sessions = 0;
  std::int64_t unique_viewers = 0;
  std::chrono::seconds total_playtime{0};
  std::chrono::seconds average_playtime{0};
  std::optional<Timestamp> last_accessed_at;
  json::Percent completion_rate;
  std::int64_t completed_viewers = 0;
  std::int64_t download_count = 0;
  std::optional<std::string> average_quality;
  std::int64_t buffer_events = 0;
  std::int64_t peak_concurrent_viewers = 0;
};
ViewingFigures count_views(db::Transaction& tx, RecordingId recording);

}  // namespace vtp::recordings

namespace vtp::json {

template <>
struct Shape<recordings::ViewingSummary> {
  using T = recordings::ViewingSummary;
  static constexpr std::string_view name = "ViewingSummary";
  static constexpr std::array fields{
      field<&T::total_sessions>("total_sessions"),     field<&T::unique_viewers>("unique_viewers"),
      field<&T::total_playtime>("total_playtime"),     field<&T::average_playtime>("average_playtime"),
      field<&T::last_accessed_at>("last_accessed_at"),
  };
};

template <>
struct Shape<recordings::ViewingFigures> {
  using T = recordings::ViewingFigures;
  static constexpr std::string_view name = "RecordingAnalytics";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::total_sessions>("total_sessions"),
      field<&T::unique_viewers>("unique_viewers"),
      field<&T::total_playtime>("total_playtime"),
      field<&T::average_playtime>("average_playtime"),
      field<&T::last_accessed_at>("last_accessed_at"),
      field<&T::completion_rate>("completion_rate"),
      field<&T::completed_viewers>("completed_viewers"),
      field<&T::download_count>("download_count"),
      field<&T::average_quality>("average_quality"),
      field<&T::buffer_events>("buffer_events"),
      field<&T::peak_concurrent_viewers>("peak_concurrent_viewers"),
  };
};

}  // namespace vtp::json
