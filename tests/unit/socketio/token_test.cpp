#include "socketio/token.h"

#include <set>

#include <gtest/gtest.h>

namespace vtp::socketio {
namespace {

TEST(Token, IsNeverTheSameAndReadsBack) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto token = Token::make();
    EXPECT_EQ(Token::parse(token.view()), token);
    EXPECT_TRUE(seen.insert(token.text()).second);
  }
}

TEST(Token, HasOneForm) {
  for (const auto* text : {"", "short", "exactly20characters!", "more-than-20-characters-"})
    EXPECT_EQ(Token::parse(text), std::nullopt) << text;
  EXPECT_TRUE(Token::parse("exactly20characters-"));
}

}  // namespace
}  // namespace vtp::socketio
