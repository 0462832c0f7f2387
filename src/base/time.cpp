#include "base/time.h"

#include <array>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace vtp {
namespace {

using std::chrono::microseconds;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// Takes text from the left; every take fails for good once one has failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    if (rest_.size() < count) return give_up();
    const auto* end = rest_.data() + count;
    const bool is_number = rest_.front() >= '0' && rest_.front() <= '9';
    if (!is_number || std::from_chars(rest_.data(), end, value).ptr != end) return give_up();
    rest_.remove_prefix(count);
    return value;
  }

  bool accept(std::string_view characters) {
    if (rest_.empty() || !characters.contains(rest_.front())) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view characters) {
    if (!accept(characters)) give_up();
  }

  /// 1 to 9 digits as a fraction of a second; further precision than a microsecond is cut.
  microseconds fraction() {
    std::int64_t value = 0;
    std::int64_t unit = 1'000'000;
    std::size_t count = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++count) {
      unit /= 10;
      value += (rest_.front() - '0') * unit;
      rest_.remove_prefix(1);
    }
    if (count == 0 || count > 9) give_up();
    return microseconds(value);
  }

  template <std::size_t N>
  std::size_t word_of(const std::array<std::string_view, N>& words) {
    for (std::size_t i = 0; i < N; ++i)
      if (rest_.starts_with(words[i])) {
        rest_.remove_prefix(words[i].size());
        return i;
      }
    give_up();
    return 0;
  }

  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

 private:
  int give_up() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<Timestamp> assemble(int year, int month, int day, int hour, int minute, int second) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  // 60 is a leap second (RFC 3339 section 5.7); it becomes the first second of the next minute.
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Timestamp(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second);
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<milliseconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  Scanner scan(text);
  const int year = scan.digits(4);
  scan.expect("-");
  const int month = scan.digits(2);
  scan.expect("-");
  const int day = scan.digits(2);
  scan.expect("Tt ");
  const int hour = scan.digits(2);
  scan.expect(":");
  const int minute = scan.digits(2);
  scan.expect(":");
  const int second = scan.digits(2);
  const auto fraction = scan.accept(".") ? scan.fraction() : microseconds(0);
  std::chrono::minutes offset{0};
  if (!scan.accept("Zz")) {
    const bool negative = scan.front() == '-';
    scan.expect("+-");
    const int hours = scan.digits(2);
    scan.expect(":");
    const int minutes = scan.digits(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset = std::chrono::minutes((negative ? -1 : 1) * (hours * 60 + minutes));
  }
  if (!scan.finished()) return std::nullopt;
  const auto local = assemble(year, month, day, hour, minute, second);
  if (!local) return std::nullopt;
  return *local + fraction - offset;
}

std::string to_http_date(Timestamp time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  Scanner scan(text);
  scan.word_of(weekdays);
  scan.expect(",");
  scan.expect(" ");
  const int day = scan.digits(2);
  scan.expect(" ");
  const auto month = static_cast<int>(scan.word_of(months)) + 1;
  scan.expect(" ");
  const int year = scan.digits(4);
  scan.expect(" ");
  const int hour = scan.digits(2);
  scan.expect(":");
  const int minute = scan.digits(2);
  scan.expect(":");
  const int second = scan.digits(2);
  for (char c : {' ', 'G', 'M', 'T'}) scan.expect({&c, 1});
  if (!scan.finished()) return std::nullopt;
  return assemble(year, month, day, hour, minute, second);
}

}  // namespace vtp
