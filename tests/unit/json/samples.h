// Structs with every kind of field, for the tests of reading, writing and describing.
#pragma once

#include "json/shape.h"

namespace vtp::json::samples {

enum class Colour : std::uint8_t { red, green };

using ThingId = Id<struct ThingTag>;

struct Point {
  int x = 0;
  int y = 0;
  bool operator==(const Point&) const = default;
};

/// What a client may send.
struct Body {
  std::string name;
  int year = 2026;
  double ratio = 0.5;
  bool is_open = false;
  Colour colour = Colour::red;
  std::optional<std::string> note;
  std::vector<Point> points;
  std::vector<std::string> tags;
  std::optional<Timestamp> at;
  std::optional<ThingId> thing;
  std::chrono::milliseconds length_seconds{0};
  Raw metadata;
  std::string secret;
};

struct Change {
  std::optional<std::string> name;
  Patch<std::string> note;
  Patch<int> limit;
};

struct Answer {
  std::string name;
  std::optional<int> count;
  Omittable<std::string> hint;
  Percent share;
  std::map<std::string, int> by_name;
  std::vector<Point> points;
};

/// With members whose names are free.
struct Loose {
  std::map<std::string, std::variant<std::int64_t, std::string>, std::less<>> values;
  std::optional<bool> hint;
};

}  // namespace vtp::json::samples

template <>
struct vtp::EnumNames<vtp::json::samples::Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "green"};
};

namespace vtp::json {

template <>
struct Shape<samples::Point> {
  static constexpr std::string_view name = "Point";
  static constexpr std::array fields{field<&samples::Point::x>("x", required, range(0, 100)),
                                     field<&samples::Point::y>("y")};
};

template <>
struct Shape<samples::Body> {
  using S = samples::Body;
  static constexpr std::string_view name = "Body";
  static constexpr std::array fields{field<&S::name>("name", required, length(2, 5)),
                                     field<&S::year>("year", range(2020, 2100)),
                                     field<&S::ratio>("ratio", range(0, 1)),
                                     field<&S::is_open>("is_open"),
                                     field<&S::colour>("colour"),
                                     field<&S::note>("note", length(0, 10)),
                                     field<&S::points>("points", length(0, 3)),
                                     field<&S::tags>("tags"),
                                     field<&S::at>("at"),
                                     field<&S::thing>("thing"),
                                     field<&S::length_seconds>("length_seconds"),
                                     field<&S::metadata>("metadata", length(0, 64)),
                                     field<&S::secret>("secret", verbatim,
                                                       checked_by(
                                                           [](std::string_view text) -> std::string_view {
                                                             return text == "bad" ? "must not be bad" : "";
                                                           },
                                                           ErrorCode::weak_password))};
};

template <>
struct Shape<samples::Change> {
  using S = samples::Change;
  static constexpr std::string_view name = "Change";
  static constexpr std::array fields{field<&S::name>("name", not_null, length(1, 5)),
                                     field<&S::note>("note", length(0, 5)),
                                     field<&S::limit>("limit", range(1, 9))};
};

template <>
struct Shape<samples::Answer> {
  using S = samples::Answer;
  static constexpr std::string_view name = "Answer";
  static constexpr std::array fields{field<&S::name>("name"),       field<&S::count>("count"),
                                     field<&S::hint>("hint"),       field<&S::share>("share"),
                                     field<&S::by_name>("by_name"), field<&S::points>("points")};
};

template <>
struct Shape<samples::Loose> {
  static constexpr std::string_view name = "Loose";
  static constexpr std::array fields{field<&samples::Loose::values>("values", length(0, 2)),
                                     field<&samples::Loose::hint>("hint", left_out)};
};

}  // namespace vtp::json
