#include "courses/ical.h"

#include <gtest/gtest.h>

namespace vtp::courses {
namespace {

TEST(Ical, EscapesText) {
  EXPECT_EQ(ical_text("a,b;c\\d\r\ne"), R"(a\,b\;c\\d\ne)");
}

TEST(Ical, FoldsLinesAt75BytesBetweenCharacters) {
  EXPECT_EQ(ical_line("A", "b"), "A:b\r\n");
  const auto exact = ical_line("X", std::string(73, 'y'));
  EXPECT_EQ(exact.find("\r\n "), std::string::npos);
  const auto folded = ical_line("X", std::string(74, 'y'));
  EXPECT_EQ(folded, "X:" + std::string(73, 'y') + "\r\n y\r\n");
  std::string arabic;
  for (int i = 0; i < 60; ++i) arabic += "\u0633";
  const auto text = ical_line("SUMMARY", arabic);
  std::size_t begin = 0;
  std::string unfolded;
  while (begin < text.size()) {
    const auto end = text.find("\r\n", begin);
    EXPECT_LE(end - begin, 75U);
    unfolded += text.substr(begin == 0 ? 0 : begin + 1, end - begin - (begin == 0 ? 0 : 1));
    begin = end + 2;
  }
  EXPECT_EQ(unfolded, "SUMMARY:" + arabic);
}

TEST(Ical, KeepsCancelledClassesAsSuch) {
  CalendarEntry entry;
  entry.course_code = "PHY";
  entry.session.title = "Waves";
  entry.session.starts_at = parse_rfc3339("2026-03-01T09:30:00Z").value();
  entry.session.ends_at = parse_rfc3339("2026-03-01T11:00:00Z").value();
  entry.session.status = SessionStatus::cancelled;
  entry.session.ical_sequence = 2;
  const auto text = ical_calendar("Physics", {entry}, "https://l.example.org");
  for (const auto* line :
       {"BEGIN:VCALENDAR\r\n", "STATUS:CANCELLED\r\n", "SEQUENCE:2\r\n", "DTSTART:20260301T093000Z\r\n",
        "DTEND:20260301T110000Z\r\n", "SUMMARY:PHY: Waves\r\n", "END:VCALENDAR\r\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace vtp::courses
