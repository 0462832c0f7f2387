#include "socketio/event_log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::socketio {
namespace {

MessageRef message(std::size_t size) {
  return std::make_shared<const Message>(std::string(size, 'x'));
}

TEST(Offset, SortsAsTextAsItDoesAsANumber) {
  EXPECT_LT(offset_text(9), offset_text(10));
  EXPECT_LT(offset_text(255), offset_text(0x10000));
  EXPECT_EQ(parse_offset(offset_text(123456)), 123456U);
  for (const auto* text : {"", "1", "00000000000g", "0000000000001", " 00000000001"})
    EXPECT_EQ(parse_offset(text), std::nullopt) << text;
}

TEST(EventLog, GivesWhatWasMissedInOrder) {
  EventLog log(10, 1'000'000);
  std::vector<MessageRef> all{message(1), message(2), message(3)};
  for (std::size_t i = 0; i < all.size(); ++i) log.add(5 + i, all[i]);
  EXPECT_EQ(log.since(std::nullopt), all);
  EXPECT_EQ(log.since(5), (std::vector<MessageRef>{all[1], all[2]}));
  EXPECT_EQ(log.since(7), std::vector<MessageRef>{});
}

TEST(EventLog, SaysWhenSomethingIsLost) {
  EventLog log(2, 1'000'000);
  for (std::uint64_t offset = 1; offset <= 3; ++offset) log.add(offset, message(1));
  EXPECT_EQ(log.since(std::nullopt), std::nullopt);
  EXPECT_EQ(log.since(0), std::nullopt);
  EXPECT_EQ(log.since(1)->size(), 2U);
}

TEST(EventLog, IsBoundedInBytes) {
  EventLog log(1000, 1000);
  for (std::uint64_t offset = 1; offset <= 100; ++offset) log.add(offset, message(300));
  EXPECT_EQ(log.since(97)->size(), 3U);
  EXPECT_EQ(log.since(96), std::nullopt);
  log.add(101, message(5000));  // alone more than the bound
  EXPECT_EQ(log.since(100), std::nullopt);
  EXPECT_EQ(log.since(101)->size(), 0U);
}

RC_GTEST_PROP(EventLogProperty, NothingIsMissedOrRepeated,
              (std::uint8_t max_events, const std::vector<std::uint8_t>& steps)) {
  EventLog log(max_events + 1U, 1'000'000);
  std::vector<std::uint64_t> offsets;
  std::uint64_t offset = 0;
  for (const auto step : steps) log.add(offset += step + 1U, message(1)), offsets.push_back(offset);
  const auto kept = std::min<std::size_t>(offsets.size(), max_events + 1U);
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const auto after = offsets.size() - i - 1;
    const auto missed = log.since(offsets[i]);
    RC_ASSERT(missed.has_value() == (after <= kept));
    if (missed) RC_ASSERT(missed->size() == after);
  }
}

}  // namespace
}  // namespace vtp::socketio
