#include "app/config_text.h"

#include <gtest/gtest.h>

namespace vtp::app {
namespace {

template <class T>
std::optional<T> read(std::string_view text) {
  T value{};
  if (read_setting(text, value)) return std::nullopt;
  return value;
}

TEST(ConfigText, SizesTakeUnits) {
  EXPECT_EQ(read<ByteCount>("0")->bytes, 0U);
  EXPECT_EQ(read<ByteCount>("1500")->bytes, 1500U);
  EXPECT_EQ(read<ByteCount>("512 MiB")->bytes, 512ULL << 20U);
  EXPECT_EQ(read<ByteCount>("1.5GB")->bytes, 1'500'000'000U);
  for (auto text : {"", "GiB", "-1", "12 parsecs", "nan", "1e30"})
    EXPECT_FALSE(read<ByteCount>(text)) << text;
}

TEST(ConfigText, NumbersMustBeWhole) {
  EXPECT_EQ(read<int>("42"), 42);
  for (auto text : {"", "4 2", "4.5", "0x10", "99999999999"}) EXPECT_FALSE(read<int>(text)) << text;
  for (auto text : {"", "inf", "1,5"}) EXPECT_FALSE(read<double>(text)) << text;
}

TEST(ConfigText, FlagsAreSpeltOut) {
  EXPECT_EQ(read<bool>("true"), true);
  EXPECT_EQ(read<bool>("false"), false);
  for (auto text : {"", "yes", "1", "TRUE"}) EXPECT_FALSE(read<bool>(text)) << text;
}

TEST(ConfigText, ListsAreSeparatedByCommas) {
  EXPECT_EQ(read<std::vector<std::string>>(" a , b"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read<std::vector<std::string>>(""), std::vector<std::string>{});
  EXPECT_EQ(read<std::vector<ProgramRole>>("worker"), std::vector{ProgramRole::worker});
  EXPECT_FALSE(read<std::vector<ProgramRole>>("api,media"));
}

TEST(ConfigText, BucketsAreWrittenRateSlashBurst) {
  EXPECT_EQ(read<accounts::Limit>("300/100"), (accounts::Limit{300, 100}));
  EXPECT_TRUE(read<accounts::Limit>("0")->is_off());
  EXPECT_FALSE(read<accounts::Limit>("many"));
}

}  // namespace
}  // namespace vtp::app
