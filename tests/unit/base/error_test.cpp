#include "base/error.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "base/try.h"

namespace vtp {
namespace {

constexpr int code_count = static_cast<int>(ErrorCode::insufficient_storage) + 1;

TEST(Error, EveryCodeHasAnUpperCaseNameAndAnErrorStatus) {
  for (int i = 0; i < code_count; ++i) {
    const auto code = static_cast<ErrorCode>(i);
    const auto name = wire_name(code);
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(std::ranges::all_of(name, [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    })) << name;
    EXPECT_GE(http_status(code), 400) << name;
    EXPECT_LT(http_status(code), 600) << name;
  }
}

TEST(Error, OneNameAndStatusBelongToOneCode) {
  std::set<std::pair<std::string_view, int>> seen;
  for (int i = 0; i < code_count; ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_TRUE(seen.emplace(wire_name(code), http_status(code)).second) << wire_name(code);
  }
}

TEST(Error, SamplesOfTheTable) {
  EXPECT_EQ(wire_name(ErrorCode::missing_fields), "MISSING_FIELDS");
  EXPECT_EQ(http_status(ErrorCode::token_expired), 401);
  EXPECT_EQ(http_status(ErrorCode::insufficient_storage), 507);
  EXPECT_EQ(wire_name(ErrorCode::course_role_not_allowed), wire_name(ErrorCode::role_not_allowed));
  EXPECT_EQ(http_status(ErrorCode::course_role_not_allowed), 409);
}

TEST(Error, OfOneFieldNamesIt) {
  const Result<int> answer = fail_field("year", "must be between 2020 and 2100");
  EXPECT_EQ(answer.error().message, "year must be between 2020 and 2100");
  ASSERT_EQ(answer.error().details.size(), 1U);
  EXPECT_EQ(answer.error().details.front().field, "year");
  EXPECT_EQ(answer.error().details.front().code, ErrorCode::validation_failed);
}

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::invalid_input, "odd");
  return number / 2;
}

Result<int> quarter(int number) {
  VTP_TRY(const int first, half(number));
  VTP_TRY(const int second, half(first));
  VTP_CHECK(half(0));
  return second;
}

TEST(Try, GoesOnWithTheValueOrReturnsTheError) {
  EXPECT_EQ(quarter(12), 3);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(3).error().message, "odd");
}

}  // namespace
}  // namespace vtp
