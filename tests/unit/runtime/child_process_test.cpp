#include "runtime/child_process.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtp::runtime {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;

ChildOptions shell(std::string script) {
  return {.arguments = {"sh", "-c", std::move(script)}};
}

std::vector<std::string> lines_of(const ChildOptions& options) {
  std::vector<std::string> lines;
  const auto outcome = run_child(options, [&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_TRUE(outcome && outcome->succeeded()) << (outcome ? outcome->errors : outcome.error().message);
  return lines;
}

/// Waits until `pid` is no running process any more; zombies of a foreign parent count as gone.
bool is_gone(pid_t pid) {
  for (int tries = 0; tries < 200; ++tries) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    if (text.empty() || text.contains(") Z ")) return true;
    std::this_thread::sleep_for(50ms);
  }
  return false;
}

TEST(ChildProcess, ArgumentsArriveAsTheyAre) {
  EXPECT_THAT(lines_of({.arguments = {"printf", "%s\\n", "a b", "$(id)", "quote's \"", "--", ""}}),
              ElementsAre("a b", "$(id)", "quote's \"", "--", ""));
}

TEST(ChildProcess, LinesComeWithoutBreaksAndTheLastNeedsNone) {
  EXPECT_THAT(lines_of(shell("printf 'one\\n\\ntwo'")), ElementsAre("one", "", "two"));
}

TEST(ChildProcess, ALongLineIsCut) {
  auto options = shell("head -c 100000 /dev/zero | tr '\\0' x; echo; echo next");
  options.max_line = 1000;
  EXPECT_THAT(lines_of(options), ElementsAre(SizeIs(1000), "next"));
}

TEST(ChildProcess, AllOutputIsReadBeforeTheEnd) {
  EXPECT_THAT(lines_of(shell("seq 1 50000")), SizeIs(50000));
}

TEST(ChildProcess, OnlyTheEndOfTheErrorsIsKept) {
  auto options = shell("seq 1 100000 >&2; echo the reason >&2; exit 3");
  options.kept_errors = 100;
  const auto outcome = run_child(options).value();
  EXPECT_EQ(outcome.end, ChildEnd::exited);
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_FALSE(outcome.succeeded());
  EXPECT_THAT(outcome.errors, SizeIs(100));
  EXPECT_THAT(outcome.errors, EndsWith("the reason\n"));
}

TEST(ChildProcess, StandardInputIsEmpty) {
  EXPECT_THAT(lines_of(shell("cat; echo end")), ElementsAre("end"));
}

TEST(ChildProcess, NoDescriptorIsInherited) {
  const int leaked = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GT(::fcntl(leaked, F_DUPFD, 100), 0);
  EXPECT_THAT(lines_of(shell("ls /proc/$$/fd")), ElementsAre("0", "1", "2"));
  ::close(leaked);
}

TEST(ChildProcess, RunsInItsFolderWithItsNiceness) {
  auto options = shell("pwd; nice");
  options.directory = "/usr";
  options.nice = 7;
  EXPECT_THAT(lines_of(options), ElementsAre("/usr", "7"));
}

TEST(ChildProcess, AMissingProgramIsAnError) {
  const auto outcome = run_child({.arguments = {"no-such-program-here"}});
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("no-such-program-here"));
  EXPECT_FALSE(run_child({}));
}

TEST(ChildProcess, AMissingFolderIsAnError) {
  EXPECT_FALSE(run_child({.arguments = {"true"}, .directory = "/no/such/folder"}));
}

TEST(ChildProcess, EndsAtItsWallTime) {
  auto options = shell("sleep 100");
  options.limits.wall_time = 50ms;
  EXPECT_EQ(run_child(options)->end, ChildEnd::timed_out);
}

TEST(ChildProcess, EndsAtItsCpuTime) {
  auto options = shell("while :; do :; done");
  options.limits.cpu_time = 200ms;
  const auto outcome = run_child(options).value();
  EXPECT_EQ(outcome.end, ChildEnd::out_of_cpu_time);
  EXPECT_GE(outcome.cpu_time, 200ms);
}

TEST(ChildProcess, BeingKilledByOthersIsNotTheEndOfItsCpuTime) {
  auto options = shell("kill -9 $$");
  options.limits.cpu_time = 200ms;
  const auto outcome = run_child(options).value();
  EXPECT_EQ(outcome.end, ChildEnd::killed);
  EXPECT_EQ(outcome.signal, SIGKILL);
}

TEST(ChildProcess, CannotWriteMoreThanAllowed) {
  const auto file = testing::TempDir() + "child_process_big";
  auto options = shell("head -c 1000000 /dev/zero > " + file);
  options.limits.file_bytes = 1000;
  EXPECT_FALSE(run_child(options)->succeeded());
  std::ifstream written(file, std::ios::ate);
  EXPECT_LE(written.tellg(), 1000);
  ::unlink(file.c_str());
}

TEST(ChildProcess, CannotTakeMoreMemoryThanAllowed) {
  auto options = shell("head -c 500000000 /dev/zero | tail | wc -c");  // tail keeps the endless line
  options.limits.memory_bytes = 100'000'000;
  const auto outcome = run_child(options).value();
  EXPECT_THAT(outcome.errors, HasSubstr("memory"));
}

TEST(ChildProcess, StopsWhenAskedAlsoWhileItTalks) {
  int lines = 0;
  const auto outcome = run_child(
      shell("while :; do echo x; done"), [&](std::string_view) { ++lines; }, [&] { return lines > 10; });
  EXPECT_EQ(outcome->end, ChildEnd::stopped);
}

TEST(ChildProcess, GrandchildrenEndWithTheChild) {
  const auto lines = lines_of(shell("sleep 1000 & echo $!"));
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_TRUE(is_gone(std::stoi(lines[0])));
}

TEST(ChildProcess, DiesWithAParentThatIsKilled) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const auto parent = ::fork();
  if (parent == 0) {
    const auto tell = [&](std::string_view line) {
      [[maybe_unused]] const auto written = ::write(ends[1], line.data(), line.size());
    };
    (void)run_child(shell("echo $$; exec sleep 1000"), tell);
    ::_exit(0);
  }
  char text[32] = {};
  ASSERT_GT(::read(ends[0], text, sizeof text - 1), 0);
  const auto child = static_cast<pid_t>(std::stoi(text));
  ASSERT_EQ(::kill(child, 0), 0);
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  EXPECT_TRUE(is_gone(child));
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(ChildProcess, ManyAtOnceDoNotDisturbEachOther) {
  std::vector<std::jthread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 5; ++round) {
        std::string seen;
        const auto outcome = run_child(shell("echo " + std::to_string(i)), [&](auto line) { seen = line; });
        if (outcome && outcome->succeeded() && seen == std::to_string(i)) ++good;
      }
    });
  threads.clear();
  EXPECT_EQ(good, 80);
}

}  // namespace
}  // namespace vtp::runtime
