// The tables of fields of class_session.h, which includes this.
#pragma once

#include "courses/class_session.h"

namespace vtp::courses {

inline constexpr auto is_time_zone = json::checked_by(&time_zone_objection);

}  // namespace vtp::courses

namespace vtp::json {

template <>
struct Shape<courses::Repeat> {
  using T = courses::Repeat;
  static constexpr std::string_view name = "Repeat";
  static constexpr std::array fields{
      field<&T::freq>("freq", required),        field<&T::interval>("interval", range(1, 4)),
      field<&T::days>("days", length(0, 7)),    field<&T::until>("until", length(10, 40)),
      field<&T::count>("count", range(1, 100)),
  };
};

template <>
struct Shape<courses::CreateSession> {
  using T = courses::CreateSession;
  static constexpr std::string_view name = "CreateSession";
  static constexpr std::array fields{
      field<&T::title>("title", required, length(1, 255)),
      field<&T::description>("description", length(0, 4000)),
      field<&T::starts_at>("starts_at", required),
      field<&T::ends_at>("ends_at", required),
      field<&T::timezone>("timezone", courses::is_time_zone),
      field<&T::auto_record>("auto_record"),
      field<&T::repeat>("repeat"),
  };
};

template <>
struct Shape<courses::UpdateSession> {
  using T = courses::UpdateSession;
  static constexpr std::string_view name = "UpdateSession";
  static constexpr std::array fields{
      field<&T::title>("title", not_null, length(1, 255)),
      field<&T::description>("description", length(0, 4000)),
      field<&T::starts_at>("starts_at", not_null),
      field<&T::ends_at>("ends_at", not_null),
      field<&T::timezone>("timezone", not_null, courses::is_time_zone),
      field<&T::auto_record>("auto_record", not_null),
      field<&T::scope>("scope"),
  };
};

template <>
struct Shape<courses::CancelSession> {
  using T = courses::CancelSession;
  static constexpr std::string_view name = "CancelSession";
  static constexpr std::array fields{field<&T::scope>("scope")};
};

template <>
struct Shape<courses::SessionQuery> {
  using T = courses::SessionQuery;
  static constexpr std::string_view name = "SessionQuery";
  static constexpr std::array fields{
      field<&T::from>("from", length(10, 40)),
      field<&T::to>("to", length(10, 40)),
      field<&T::tz>("tz", courses::is_time_zone),
      field<&T::status>("status"),
      field<&T::sort>("sort"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<courses::SessionAnswer> {
  using T = courses::SessionAnswer;
  static constexpr std::string_view name = "ClassSession";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::course_id>("course_id"),
      field<&T::series_id>("series_id"),
      field<&T::title>("title"),
      field<&T::description>("description"),
      field<&T::starts_at>("starts_at"),
      field<&T::ends_at>("ends_at"),
      field<&T::timezone>("timezone"),
      field<&T::status>("status"),
      field<&T::room>("room"),
      field<&T::recording_ids>("recording_ids"),
      field<&T::actual_start>("actual_start"),
      field<&T::actual_end>("actual_end"),
      field<&T::auto_record>("auto_record"),
      field<&T::my_attendance>("my_attendance"),
      field<&T::created_at>("created_at"),
      field<&T::updated_at>("updated_at"),
  };
};

template <>
struct Shape<courses::CreatedSession> {
  using T = courses::CreatedSession;
  static constexpr std::string_view name = "CreatedSession";
  static constexpr std::array fields =
      joined(Shape<courses::SessionAnswer>::fields, std::array{field<&T::sessions>("sessions")});
};

template <>
struct Shape<courses::SessionList> {
  using T = courses::SessionList;
  static constexpr std::string_view name = "ClassSessionList";
  static constexpr std::array fields{
      field<&T::sessions>("sessions"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

}  // namespace vtp::json
