#include "base/enum_names.h"

#include <gtest/gtest.h>

#include "base/identity.h"

namespace vtp {
namespace {

TEST(EnumNames, TextAndMemberBelongTogether) {
  static_assert(to_text(Role::teacher) == "teacher");
  static_assert(enum_from_text<Role>("admin") == Role::admin);
  for (auto role : {Role::student, Role::teacher, Role::admin})
    EXPECT_EQ(enum_from_text<Role>(to_text(role)), role);
}

TEST(EnumNames, OtherTextsAreNoMember) {
  for (const auto* text : {"", "Admin", "admin ", "root"})
    EXPECT_EQ(enum_from_text<Role>(text), std::nullopt) << text;
}

}  // namespace
}  // namespace vtp
