#include "base/id.h"

#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace vtp {
namespace {

using ThingId = Id<struct ThingTag>;

TEST(Id, NewOnesAreVersionSevenAndSortByCreation) {
  ThingId last;
  for (int i = 0; i < 10'000; ++i) {
    const auto id = ThingId::make();
    EXPECT_EQ(id.view()[14], '7');
    EXPECT_TRUE(std::string_view("89ab").contains(id.view()[19]));
    EXPECT_LT(last, id);
    last = id;
  }
}

TEST(Id, SortByCreationAlsoAcrossThreads) {
  ThingId last;
  for (int i = 0; i < 200; ++i) {
    ThingId id;
    std::thread([&] { id = ThingId::make(); }).join();
    EXPECT_LT(last, id);
    last = ThingId::make();
    EXPECT_LT(id, last);
  }
}

TEST(Id, AnyVersionAndCaseIsReadAndBecomesLowerCase) {
  EXPECT_EQ(ThingId::parse("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")->view(),
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
}

TEST(Id, WhatIsNotAUuidIsRefused) {
  for (auto text : {"", "f81d4fae", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
                    "f81d4fae-7dec-11d0-a765-00a0c91e6bf66", "f81d4fae_7dec-11d0-a765-00a0c91e6bf6",
                    "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6b-6"})
    EXPECT_FALSE(ThingId::parse(text)) << text;
}

}  // namespace
}  // namespace vtp
