#include "app/worker_name.h"

#include <gtest/gtest.h>

#include "runtime/process_name.h"

namespace vtp::app {
namespace {

TEST(WorkerName, TellsTheWorkersOfAProcessApart) {
  EXPECT_NE(worker_name("quick"), worker_name("encoding"));
  EXPECT_TRUE(worker_name("quick").ends_with(":quick"));
}

TEST(WorkerName, OfThisProcessIsNotThatOfADeadOne) {
  EXPECT_FALSE(has_died(worker_name("quick")));
}

TEST(WorkerName, OfAnEarlierProcessTellsThatItDied) {
  auto earlier = runtime::ProcessName::own();
  --earlier.started;
  EXPECT_TRUE(has_died("anywhere:" + earlier.text() + ":quick"));
}

TEST(WorkerName, OthersAreLeftToTheirLeases) {
  for (const auto* name : {"", "host", "host:4711:quick", "host:boot.1.2.3:quick:x", "host::quick"})
    EXPECT_FALSE(has_died(name)) << name;
}

}  // namespace
}  // namespace vtp::app
