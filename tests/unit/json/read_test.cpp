#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/json/samples.h"

namespace vtp::json {
namespace {

using samples::Body;
using samples::Change;
using samples::Colour;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "field CODE" of each problem.
template <class T>
std::vector<std::string> problems(const Result<T>& answer) {
  std::vector<std::string> list;
  if (!answer)
    for (const auto& detail : answer.error().details)
      list.push_back(detail.field + " " + std::string(wire_name(detail.code)));
  return list;
}

Result<Body> read_with_name(const std::string& more) {
  return read<Body>(R"({"name":"Ann",)" + more + "}");
}

TEST(JsonRead, EveryTypeOfField) {
  const auto body =
      read<Body>(R"({"name":" Ann ","year":2030,"ratio":0.25,"is_open":true,"colour":"green","note":"n",
    "points":[{"x":1,"y":2}],"tags":["a","b"],"at":"2026-03-01T10:30:00.5+01:00",
    "thing":"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6","length_seconds":1.2345,"metadata":{"k":[1]},"secret":" s "})");
  ASSERT_TRUE(body.has_value()) << body.error().message;
  EXPECT_EQ(body->name, "Ann");
  EXPECT_EQ(body->year, 2030);
  EXPECT_EQ(body->ratio, 0.25);
  EXPECT_TRUE(body->is_open);
  EXPECT_EQ(body->colour, Colour::green);
  EXPECT_EQ(body->note, "n");
  EXPECT_THAT(body->points, ElementsAre(samples::Point{1, 2}));
  EXPECT_THAT(body->tags, ElementsAre("a", "b"));
  EXPECT_EQ(to_rfc3339(*body->at), "2026-03-01T09:30:00.500Z");
  EXPECT_EQ(body->thing->view(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  EXPECT_EQ(body->length_seconds, std::chrono::milliseconds(1235));
  EXPECT_EQ(body->metadata.text, R"({"k":[1]})");
  EXPECT_EQ(body->secret, " s ");
}

TEST(JsonRead, AbsentAndNullFieldsKeepTheirDefaultsAndUnknownOnesAreIgnored) {
  const auto body = read<Body>(R"({"name":"Ann","year":null,"note":null,"other":{"deep":[1]}})");
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(body->year, 2026);
  EXPECT_EQ(body->ratio, 0.5);
  EXPECT_EQ(body->note, std::nullopt);
}

TEST(JsonRead, RequiredMeansThereAndNotEmpty) {
  for (const auto* text : {"", "{}", R"({"name":null})", R"({"name":""})", R"({"name":"  "})"}) {
    const auto answer = read<Body>(text);
    ASSERT_FALSE(answer.has_value()) << text;
    EXPECT_EQ(answer.error().code, ErrorCode::missing_fields);
    EXPECT_EQ(answer.error().message, "name is required");
  }
}

TEST(JsonRead, AllProblemsAreToldInTheOrderOfTheTable) {
  const auto answer =
      read<Body>(R"({"secret":"bad","thing":"x","at":"yesterday","tags":"a","ratio":2,"year":1999,
    "points":[{"x":1},{"y":1},{"x":"1","y":0.5}],"colour":"blue","is_open":1,"note":5,"metadata":[]})");
  EXPECT_THAT(problems(answer),
              ElementsAre("name MISSING_FIELDS", "year VALIDATION_FAILED", "ratio VALIDATION_FAILED",
                          "is_open VALIDATION_FAILED", "colour VALIDATION_FAILED", "note VALIDATION_FAILED",
                          "points.1.x MISSING_FIELDS", "points.2.x VALIDATION_FAILED",
                          "points.2.y VALIDATION_FAILED", "tags VALIDATION_FAILED", "at VALIDATION_FAILED",
                          "thing INVALID_ID", "metadata VALIDATION_FAILED", "secret WEAK_PASSWORD"));
  EXPECT_EQ(answer.error().code, ErrorCode::missing_fields);
}

TEST(JsonRead, WithoutMissingFieldsTheFirstProblemGivesTheCode) {
  EXPECT_EQ(read_with_name(R"("thing":"x","secret":"bad")").error().code, ErrorCode::invalid_id);
  EXPECT_EQ(read_with_name(R"("secret":"bad")").error().code, ErrorCode::weak_password);
  EXPECT_EQ(read_with_name(R"("secret":"bad")").error().message, "secret must not be bad");
}

TEST(JsonRead, MessagesNameTheRule) {
  const auto message = [](const std::string& more) { return read_with_name(more).error().message; };
  EXPECT_EQ(message(R"("year":2101)"), "year must be between 2020 and 2100");
  EXPECT_EQ(message(R"("colour":"blue")"), "colour must be one of red green");
  EXPECT_EQ(message(R"("note":"12345678901")"), "note must have at most 10 characters");
  EXPECT_EQ(message(R"("points":[{"x":1},{"x":1},{"x":1},{"x":1}])"), "points must have at most 3 items");
}

TEST(JsonRead, LengthCountsCodePointsAfterTrimming) {
  EXPECT_TRUE(read<Body>(R"({"name":"  漢字漢字漢  "})").has_value());
  EXPECT_FALSE(read<Body>(R"({"name":"漢字漢字漢字"})").has_value());
  EXPECT_FALSE(read<Body>(R"({"name":" a "})").has_value());
}

TEST(JsonRead, NulIsNoText) {
  EXPECT_THAT(problems(read_with_name(R"("note":"a\u0000b")")), ElementsAre("note VALIDATION_FAILED"));
}

TEST(JsonRead, WholeNumbersMayBeWrittenWithAPoint) {
  EXPECT_EQ(read_with_name(R"("year":2030.0)")->year, 2030);
  EXPECT_EQ(read_with_name(R"("year":2.03e3)")->year, 2030);
  for (const auto* number : {"2030.5", "1e300", "-1e300", "99999999999999999999", "18446744073709551615",
                             "9223372036854775807", "1e999", "\"2030\"", "true"})
    EXPECT_FALSE(read_with_name(R"("year":)" + std::string(number)).has_value()) << number;
}

TEST(JsonRead, DurationsAreRoundedAndBounded) {
  EXPECT_EQ(read_with_name(R"("length_seconds":0.0005)")->length_seconds, std::chrono::milliseconds(1));
  for (const auto* number : {"1e300", "-1e300", "1e999"})
    EXPECT_FALSE(read_with_name(R"("length_seconds":)" + std::string(number)).has_value()) << number;
}

TEST(JsonRead, FreeFormObjectsAreBoundedInBytes) {
  EXPECT_TRUE(read_with_name(R"("metadata":{"k":")" + std::string(50, 'a') + R"("})").has_value());
  EXPECT_FALSE(read_with_name(R"("metadata":{"k":")" + std::string(60, 'a') + R"("})").has_value());
}

TEST(JsonRead, MembersWithFreeNamesAreNumbersOrTextsAndBounded) {
  const auto read_loose = [](const std::string& values) {
    return read<samples::Loose>(R"({"values":)" + values + "}");
  };
  const auto loose = read_loose(R"({"a":1,"b":" x "})");
  ASSERT_TRUE(loose.has_value());
  EXPECT_EQ(std::get<std::int64_t>(loose->values.at("a")), 1);
  EXPECT_EQ(std::get<std::string>(loose->values.at("b")), "x");
  EXPECT_EQ(write(*loose), R"({"values":{"a":1,"b":"x"}})");
  EXPECT_EQ(write(*read<samples::Loose>(R"({"hint":false})")), R"({"values":{},"hint":false})");
  EXPECT_THAT(problems(read_loose(R"({"a":1,"b":2,"c":3})")), ElementsAre("values VALIDATION_FAILED"));
  EXPECT_THAT(problems(read_loose(R"({"a":[],"b":1.5})")),
              ElementsAre("values.a VALIDATION_FAILED", "values.b VALIDATION_FAILED"));
  EXPECT_FALSE(read_loose(R"({"":1})").has_value());
  EXPECT_FALSE(read_loose("{\"" + std::string(65, 'n') + "\":1}").has_value());
  EXPECT_FALSE(read_loose(R"({"a":")" + std::string(257, 'v') + "\"}").has_value());
}

TEST(JsonRead, TextThatIsNoObjectIsInvalidInputWithoutDetails) {
  for (const auto* text : {"[]", "{", R"({"name":"a","name":"b"})"}) {
    const auto answer = read<Body>(text);
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_input) << text;
    EXPECT_THAT(answer.error().details, IsEmpty());
  }
}

TEST(JsonPatch, AbsentLeavesNullClearsAndAValueReplaces) {
  std::optional<std::string> stored = "old";
  read<Change>("{}")->note.apply_to(stored);
  EXPECT_EQ(stored, "old");
  read<Change>(R"({"note":"new"})")->note.apply_to(stored);
  EXPECT_EQ(stored, "new");
  read<Change>(R"({"note":null})")->note.apply_to(stored);
  EXPECT_EQ(stored, std::nullopt);
}

TEST(JsonPatch, NullIsRefusedWhereTheFieldCannotBeCleared) {
  EXPECT_THAT(problems(read<Change>(R"({"name":null})")), ElementsAre("name VALIDATION_FAILED"));
  EXPECT_EQ(read<Change>(R"({"name":"x"})")->name, "x");
  EXPECT_EQ(read<Change>("{}")->name, std::nullopt);
}

TEST(JsonPatch, ValuesKeepToTheRules) {
  EXPECT_THAT(problems(read<Change>(R"({"note":"too long","limit":10})")),
              ElementsAre("note VALIDATION_FAILED", "limit VALIDATION_FAILED"));
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

TEST(JsonQuery, ValuesAreSpeltOut) {
  const auto body = read_query<Body>(Parameters{{"name", " Ann "},
                                                {"year", "2030"},
                                                {"ratio", "0.25"},
                                                {"is_open", "true"},
                                                {"colour", "green"},
                                                {"tags", "a,b"},
                                                {"other", "x"}});
  ASSERT_TRUE(body.has_value()) << body.error().message;
  EXPECT_EQ(body->name, "Ann");
  EXPECT_EQ(body->year, 2030);
  EXPECT_EQ(body->ratio, 0.25);
  EXPECT_TRUE(body->is_open);
  EXPECT_EQ(body->colour, Colour::green);
  EXPECT_THAT(body->tags, ElementsAre("a", "b"));
}

TEST(JsonQuery, TheLastOfARepeatedNameCounts) {
  EXPECT_EQ(read_query<Body>(Parameters{{"name", "Ann"}, {"name", "Bob"}})->name, "Bob");
}

TEST(JsonQuery, ProblemsAreToldAsInBodies) {
  EXPECT_THAT(problems(read_query<Body>(Parameters{{"year", "20x"},
                                                   {"ratio", "nan"},
                                                   {"is_open", "yes"},
                                                   {"points", "1"},
                                                   {"metadata", "{}"},
                                                   {"note", "\xFF"}})),
              ElementsAre("name MISSING_FIELDS", "year VALIDATION_FAILED", "ratio VALIDATION_FAILED",
                          "is_open VALIDATION_FAILED", "note VALIDATION_FAILED", "points.0 VALIDATION_FAILED",
                          "metadata VALIDATION_FAILED"));
}

}  // namespace
}  // namespace vtp::json
