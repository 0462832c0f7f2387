#include "classroom/join_code.h"

#include <set>

#include <gtest/gtest.h>

namespace vtp::classroom {
namespace {

TEST(JoinCode, IsTenLettersThatCannotBeMistaken) {
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) {
    const auto code = new_join_code();
    EXPECT_EQ(code.size(), 10U);
    EXPECT_EQ(code.find_first_not_of("abcdefghjkmnpqrstuvwxyz"), std::string::npos) << code;
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 200U);
}

TEST(JoinCode, IsComparedWithoutCaseAndDashes) {
  EXPECT_EQ(normal_join_code("ABC-defg-HJK"), "abcdefghjk");
  EXPECT_EQ(shown_join_code("abcdefghjk"), "abc-defg-hjk");
  EXPECT_EQ(normal_join_code("physics"), std::nullopt) << "has an i";
  EXPECT_EQ(normal_join_code("maths"), "maths");
  EXPECT_EQ(shown_join_code("maths"), "maths");
  for (const auto* bad : {"", "abc", "abcdefghjkmnpqrstuvwx", "room1", "a b c d", "käse"})
    EXPECT_EQ(normal_join_code(bad), std::nullopt) << bad;
}

TEST(JoinCode, NamesARoomBesidesItsId) {
  const auto id = RoomId::make();
  EXPECT_EQ(RoomReference::parse(id.view())->id, id);
  EXPECT_EQ(RoomReference::parse("Abc-Defg-Hjk")->code, "abcdefghjk");
  EXPECT_FALSE(RoomReference::parse("1"));
}

}  // namespace
}  // namespace vtp::classroom
