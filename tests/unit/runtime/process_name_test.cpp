#include "runtime/process_name.h"

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace vtp::runtime {
namespace {

/// A process that does nothing until it is killed.
class Sleeper {
 public:
  Sleeper() : pid_(::fork()) {
    if (pid_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) ::pause();
  }
  ~Sleeper() { end(); }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  [[nodiscard]] ProcessName name() const { return ProcessName::of(pid_).value(); }
  /// Leaves a zombie.
  void kill() const {
    ::kill(pid_, SIGKILL);
    siginfo_t info{};
    ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT);
  }
  void end() {
    if (pid_ == 0) return;
    kill();
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_;
};

TEST(ProcessName, IsReadAsItIsWritten) {
  const auto own = ProcessName::own();
  EXPECT_EQ(own.pid, ::getpid());
  EXPECT_FALSE(own.boot.empty());
  EXPECT_NE(own.space, 0U);
  EXPECT_EQ(ProcessName::parse(own.text()), own);
  EXPECT_EQ(own.text().find_first_of(": "), std::string::npos);
}

TEST(ProcessName, OtherTextsAreNone) {
  for (const auto* text : {"", "a", "a.1.2", "a.1.2.3.4", "a.1.2.x", "a.-1.2.3", "a.1..3", "a.1.2.3 "})
    EXPECT_EQ(ProcessName::parse(text), std::nullopt) << text;
}

TEST(ProcessName, OfALivingProcessIsNotGone) {
  const Sleeper sleeper;
  EXPECT_FALSE(is_gone(sleeper.name()));
  EXPECT_FALSE(is_gone(ProcessName::own()));
}

TEST(ProcessName, OfADeadProcessIsGoneEvenBeforeAnybodyTookNotice) {
  Sleeper sleeper;
  const auto name = sleeper.name();
  sleeper.kill();
  EXPECT_TRUE(is_gone(name));
  sleeper.end();
  EXPECT_TRUE(is_gone(name));
}

TEST(ProcessName, WhoHasTheNumberNowIsSomebodyElse) {
  auto earlier = ProcessName::own();
  --earlier.started;
  EXPECT_TRUE(is_gone(earlier));
}

TEST(ProcessName, NothingIsSaidOfProcessesElsewhere) {
  Sleeper sleeper;
  auto other_machine = sleeper.name();
  auto other_container = sleeper.name();
  auto unknown = sleeper.name();
  sleeper.end();
  other_machine.boot = "5d3bd2d1-0000-4000-8000-000000000000";
  ++other_container.space;
  unknown.boot.clear();
  EXPECT_FALSE(is_gone(other_machine));
  EXPECT_FALSE(is_gone(other_container));
  EXPECT_FALSE(is_gone(unknown));
}

}  // namespace
}  // namespace vtp::runtime
