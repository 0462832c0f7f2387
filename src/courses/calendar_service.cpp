#include "courses/calendar_service.h"

#include "accounts/secrets.h"
#include "base/try.h"
#include "courses/class_session_store.h"
#include "courses/course_access.h"
#include "courses/ical.h"

namespace vtp::courses {
namespace {

// Calendars show what is to come and what has been in the last months.
constexpr std::chrono::days shown_past{180};

struct KeyHolder {
  UserId user;
  Role role = Role::student;
};

/// Whose calendar the token opens. Accounts that are not active any more open nothing.
Result<KeyHolder> find_holder(db::Transaction& tx, std::string_view token) {
  const auto rows = tx.query(
      "select u.id, u.role from access_keys k join users u on u.id = k.user_id"
      " where k.token_hash = $1 and k.kind = 'calendar' and k.revoked_at is null and u.status = 'active'",
      accounts::sha256_hex(token));
  if (rows.empty())
    return fail(ErrorCode::invalid_token, "The address of this calendar is not valid any more");
  return KeyHolder{.user = rows.front().get<UserId>(0), .role = rows.front().get<Role>(1)};
}

}  // namespace

Result<CalendarAddress> CalendarService::rotate(const Identity& caller, std::string_view origin) {
  const auto token = accounts::new_secret();
  const auto now = clock_.now();
  VTP_CHECK(database_.write([&](db::Transaction& tx) {
    tx.query(
        "update access_keys set revoked_at = $2, updated_at = $2 where user_id = $1 and kind = 'calendar'"
        " and revoked_at is null",
        caller.user, now);
    tx.query(
        "insert into access_keys (id, kind, user_id, token_hash, created_at, updated_at)"
        " values ($1, 'calendar', $2, $3, $4, $4)",
        Id<struct AccessKeyTag>::make(), caller.user, accounts::sha256_hex(token), now);
  }));
  const auto base = std::string(origin) + "/api/v1";
  return CalendarAddress{.url = base + "/users/me/calendar.ics?token=" + token,
                         .course_url_pattern = base + "/courses/{course_id}/calendar.ics?token=" + token};
}

Result<std::string> CalendarService::of_user(std::string_view token, std::string_view origin) {
  return database_.read([&](db::Transaction& tx) -> Result<std::string> {
    VTP_TRY(const auto holder, find_holder(tx, token));
    return ical_calendar("Classes", calendar_of_user(tx, holder.user, clock_.now() - shown_past), origin);
  });
}

Result<std::string> CalendarService::of_course(std::string_view token, CourseId course,
                                               std::string_view origin) {
  return database_.read([&](db::Transaction& tx) -> Result<std::string> {
    VTP_TRY(const auto holder, find_holder(tx, token));
    const auto standing = find_standing(tx, holder.user, holder.role, course);
    if (!standing || !standing->can(Capability::course_read)) return no_such_course();
    const auto entries = calendar_of_course(tx, course, clock_.now() - shown_past);
    return ical_calendar(entries.empty() ? "Classes" : entries.front().course_name, entries, origin);
  });
}

}  // namespace vtp::courses
