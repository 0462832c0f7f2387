#include "courses/ical.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace vtp::courses {
namespace {

constexpr std::size_t max_line_bytes = 75;

/// "20260301T093000Z".
std::string ical_time(Timestamp time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string_view status_of(const ClassSession& session) {
  return session.status == SessionStatus::cancelled ? "CANCELLED" : "CONFIRMED";
}

std::string event(const CalendarEntry& entry, std::string_view origin) {
  const auto& session = entry.session;
  std::string text = ical_line("BEGIN", "VEVENT");
  text += ical_line("UID", session.id.text() + "@vtp-platform");
  text += ical_line("DTSTAMP", ical_time(session.updated_at));
  text += ical_line("LAST-MODIFIED", ical_time(session.updated_at));
  text += ical_line("SEQUENCE", std::to_string(session.ical_sequence));
  text += ical_line("STATUS", status_of(session));
  text += ical_line("DTSTART", ical_time(session.starts_at));
  text += ical_line("DTEND", ical_time(session.ends_at));
  text += ical_line("SUMMARY", ical_text(entry.course_code + ": " + session.title));
  if (session.description) text += ical_line("DESCRIPTION", ical_text(*session.description));
  text += ical_line(
      "URL", fmt::format("{}/courses/{}/sessions/{}", origin, session.course_id.view(), session.id.view()));
  return text + ical_line("END", "VEVENT");
}

}  // namespace

std::string ical_text(std::string_view text) {
  std::string escaped;
  for (const char byte : text) {
    if (byte == '\r') continue;
    if (byte == '\n') {
      escaped += "\\n";
      continue;
    }
    if (byte == '\\' || byte == ';' || byte == ',') escaped.push_back('\\');
    escaped.push_back(byte);
  }
  return escaped;
}

std::string ical_line(std::string_view name, std::string_view value) {
  const auto line = std::string(name).append(":").append(value);
  std::string folded;
  std::size_t length = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at + 1;
    while (next < line.size() && continues_character(line[next])) ++next;
    if (length + (next - at) > max_line_bytes) {
      folded += "\r\n ";
      length = 1;
    }
    folded.append(line, at, next - at);
    length += next - at;
    at = next;
  }
  return folded + "\r\n";
}

std::string ical_calendar(std::string_view name, const std::vector<CalendarEntry>& entries,
                          std::string_view origin) {
  std::string text = ical_line("BEGIN", "VCALENDAR");
  text += ical_line("VERSION", "2.0");
  text += ical_line("PRODID", "-//VTP Platform//Classes//EN");
  text += ical_line("CALSCALE", "GREGORIAN");
  text += ical_line("METHOD", "PUBLISH");
  text += ical_line("NAME", ical_text(name));
  text += ical_line("X-WR-CALNAME", ical_text(name));
  text += ical_line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
  for (const auto& entry : entries) text += event(entry, origin);
  return text + ical_line("END", "VCALENDAR");
}

}  // namespace vtp::courses
