#include "accounts/field_rules.h"

#include <gtest/gtest.h>

namespace vtp::accounts {
namespace {

TEST(EmailRule, TakesAddresses) {
  for (const auto* email :
       {"a@b.c", "sara.ahmed+lectures@mail.example.org", "\xc3\xbc@example.org", "a@b.c.d"})
    EXPECT_EQ(email_objection(email), "") << email;
  EXPECT_EQ(email_objection(std::string(249, 'a') + "@b.com"), "") << "of 255 bytes";
}

TEST(EmailRule, RefusesWhatIsNone) {
  for (const auto* email :
       {"", "a", "a@", "@b.c", "a@b", "a@@b.c", "a@b@c.d", "a@.c", "a@b.", "a b@c.d", "a\n@b.c"})
    EXPECT_NE(email_objection(email), "") << email;
  EXPECT_NE(email_objection(std::string(250, 'a') + "@b.com"), "") << "of 256 bytes";
}

TEST(PhoneRule, WantsADigit) {
  EXPECT_EQ(phone_objection("+49 (30) 1"), "");
  EXPECT_EQ(phone_objection("7"), "");
  EXPECT_NE(phone_objection("none"), "");
  EXPECT_NE(phone_objection(""), "");
}

TEST(LocaleRule, TakesLanguageTags) {
  for (const auto* tag : {"en", "ar", "ar-EG", "zh-Hant-TW", "sr-Latn", "de-CH-1996", "gsw"})
    EXPECT_EQ(locale_objection(tag), "") << tag;
}

TEST(LocaleRule, RefusesWhatIsNone) {
  for (const auto* tag : {"", "e", "en_US", "en-", "-en", "en--US", "1n", "en-toolongsubtag", "../etc"})
    EXPECT_NE(locale_objection(tag), "") << tag;
}

}  // namespace
}  // namespace vtp::accounts
