#include "rtc/dtls/flight.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

std::vector<std::string> drained(Flight& flight) {
  std::vector<std::string> datagrams;
  while (const auto datagram = flight.next()) datagrams.emplace_back(datagram->begin(), datagram->end());
  return datagrams;
}

TEST(Flight, GivesItsDatagramsAgain) {
  Flight flight;
  EXPECT_TRUE(flight.is_empty());
  flight.add(from_text("one"));
  flight.add(from_text("two"));
  EXPECT_EQ(drained(flight), (std::vector<std::string>{"one", "two"}));
  EXPECT_FALSE(flight.has_next());
  flight.rewind();
  EXPECT_EQ(drained(flight), (std::vector<std::string>{"one", "two"}));
}

TEST(Flight, ANewTurnForgetsTheLastOneOnceItHasSomething) {
  Flight flight;
  flight.add(from_text("one"));
  drained(flight);
  flight.begin_turn();
  flight.rewind();
  EXPECT_EQ(drained(flight), (std::vector<std::string>{"one"}));
  flight.add(from_text("two"));
  flight.add(from_text("three"));
  EXPECT_EQ(drained(flight), (std::vector<std::string>{"two", "three"}));
}

TEST(Flight, IsBounded) {
  Flight flight;
  for (std::size_t i = 0; i < Flight::most_datagrams; ++i) EXPECT_TRUE(flight.add(from_text("x")));
  EXPECT_FALSE(flight.add(from_text("x")));
  flight.begin_turn();
  EXPECT_TRUE(flight.add(Buffer(Flight::most_bytes)));
  EXPECT_FALSE(flight.add(from_text("x")));
}

}  // namespace
}  // namespace vtp::rtc
