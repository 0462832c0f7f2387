// A class on the calendar of a course (rows E41 to E44).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "courses/course.h"
#include "courses/live_classes.h"
#include "courses/time_zone.h"
#include "json/shape.h"

namespace vtp::courses {

using SeriesId = Id<struct SeriesTag>;

enum class SessionStatus : std::uint8_t { scheduled, live, ended, cancelled };

/// A row of `class_sessions`.
struct ClassSession {
  ClassSessionId id;
  CourseId course_id;
  std::optional<SeriesId> series_id;
  std::string title;
  std::optional<std::string> description;
  Timestamp starts_at;
  Timestamp ends_at;
  std::string timezone;
  SessionStatus status = SessionStatus::scheduled;
  std::optional<Timestamp> actual_start;
  std::optional<Timestamp> actual_end;
  bool auto_record = false;
  int ical_sequence = 0;
  UserId created_by;
  Timestamp created_at;
  Timestamp updated_at;
};

enum class Weekday : std::uint8_t { mo, tu, we, th, fr, sa, su };
enum class Frequency : std::uint8_t { weekly };

/// How a class is repeated: until a day or instant, or a number of times.
struct Repeat {
  Frequency freq = Frequency::weekly;
  int interval = 1;
  std::vector<Weekday> days;  // none: the day of the first class
  std::optional<std::string> until;
  std::optional<int> count;
};

struct CreateSession {
  std::string title;
  std::optional<std::string> description;
  Timestamp starts_at;
  Timestamp ends_at;
  std::optional<std::string> timezone;
  bool auto_record = false;
  std::optional<Repeat> repeat;
};

/// How much of a series a change concerns.
enum class SeriesScope : std::uint8_t { self, following, all };

struct UpdateSession {
  std::optional<std::string> title;
  json::Patch<std::string> description;
  std::optional<Timestamp> starts_at;
  std::optional<Timestamp> ends_at;
  std::optional<std::string> timezone;
  std::optional<bool> auto_record;
  SeriesScope scope = SeriesScope::self;
};

struct CancelSession {
  SeriesScope scope = SeriesScope::self;
};

enum class SessionOrder : std::uint8_t { starts_at_up, starts_at_down };

struct SessionQuery {
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> tz;
  std::optional<SessionStatus> status;
  SessionOrder sort = SessionOrder::starts_at_up;
  int limit = 20;
  int offset = 0;
};

/// A class as one caller sees it.
struct SessionAnswer : ClassSession {
  std::optional<LiveRoom> room;
  std::vector<RecordingId> recording_ids;
  std::optional<json::Percent> my_attendance;  // null until attendance is reckoned
};

/// The first class of a new series, and all of it.
struct CreatedSession : SessionAnswer {
  std::vector<SessionAnswer> sessions;
};

struct SessionList {
  std::vector<SessionAnswer> sessions;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::SessionStatus> {
  static constexpr std::array<std::string_view, 4> names{"scheduled", "live", "ended", "cancelled"};
};
template <>
struct vtp::EnumNames<vtp::courses::Weekday> {
  static constexpr std::array<std::string_view, 7> names{"mo", "tu", "we", "th", "fr", "sa", "su"};
};
template <>
struct vtp::EnumNames<vtp::courses::Frequency> {
  static constexpr std::array<std::string_view, 1> names{"weekly"};
};
template <>
struct vtp::EnumNames<vtp::courses::SeriesScope> {
  static constexpr std::array<std::string_view, 3> names{"this", "following", "all"};
};
template <>
struct vtp::EnumNames<vtp::courses::SessionOrder> {
  static constexpr std::array<std::string_view, 2> names{"starts_at", "-starts_at"};
};

#include "courses/class_session_shapes.h"
