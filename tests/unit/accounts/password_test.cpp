#include "accounts/password.h"

#include <gtest/gtest.h>

namespace vtp::accounts {
namespace {

const PasswordHasher hasher(4);

TEST(PasswordRules, TakeWhatIsStrong) {
  EXPECT_EQ(password_objection("Abcdefg1"), "");
  EXPECT_EQ(password_objection("\xd9\x83\xd9\x84\xd9\x85\xd8\xa9 Aa1"), "");
  EXPECT_EQ(password_objection("Aa1" + std::string(69, 'x')), "");
}

TEST(PasswordRules, RefuseWhatIsWeak) {
  const std::string weak[]{"",
                           "Abcdef1",
                           "abcdefg1",
                           "ABCDEFG1",
                           "Abcdefgh",
                           "Aa1" + std::string(70, 'x'),
                           std::string("Abcdefg1\0", 9)};
  for (const auto& password : weak) EXPECT_NE(password_objection(password), "") << password;
}

TEST(PasswordHash, MatchesItsPasswordOnly) {
  const auto hash = hasher.hash("Correct-Horse-7");
  EXPECT_TRUE(hash.starts_with("$2b$04$"));
  EXPECT_TRUE(hasher.matches("Correct-Horse-7", hash));
  EXPECT_FALSE(hasher.matches("Correct-Horse-8", hash));
  EXPECT_FALSE(hasher.matches("", hash));
}

TEST(PasswordHash, IsSalted) {
  EXPECT_NE(hasher.hash("Correct-Horse-7"), hasher.hash("Correct-Horse-7"));
}

TEST(PasswordHash, MatchesThoseOfOtherPrograms) {
  EXPECT_TRUE(hasher.matches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
}

TEST(PasswordHash, OfNobodyMatchesNothing) {
  for (const auto hash :
       {no_password, std::string_view(""), std::string_view("*0"), std::string_view("plain")})
    EXPECT_FALSE(hasher.matches(hash, hash)) << hash;
}

TEST(PasswordHash, DoesNotTakeALongerPasswordForItsBeginning) {
  const auto password = "Aa1" + std::string(69, 'x');
  const auto hash = hasher.hash(password);
  EXPECT_TRUE(hasher.matches(password, hash));
  EXPECT_FALSE(hasher.matches(password + "y", hash));
}

}  // namespace
}  // namespace vtp::accounts
