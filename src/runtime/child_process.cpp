#include "runtime/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"

namespace vtp::runtime {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds stop_interval{100};
constexpr std::chrono::milliseconds closed_interval{5};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  void close() {
    if (is_open()) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor reading, writing;
};

std::unexpected<Error> cannot_start(std::string_view program, int error) {
  return fail(ErrorCode::internal_error, fmt::format("cannot start {}: {}", program, std::strerror(error)));
}

Result<Pipe> make_pipe(std::string_view program) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_start(program, errno);
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Looked up before the fork, because afterwards only async-signal-safe functions may run.
std::string find_program(const std::string& name) {
  if (name.contains('/')) return name;
  const char* path = std::getenv("PATH");
  for (const auto folder : split(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin", ':')) {
    auto candidate = fmt::format("{}/{}", folder.empty() ? "." : folder, name);
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return name;
}

/// Everything that the child needs between fork and exec, prepared so that it does not allocate there.
struct Launch {
  std::string program;
  std::vector<char*> arguments;
  const char* directory = nullptr;
  const ChildOptions& options;
  pid_t parent = ::getpid();
  int output, errors, failure;
};

void limit(__rlimit_resource resource, std::uint64_t value) {
  const rlimit both{value, value};
  ::setrlimit(resource, &both);
}

void apply_limits(const ChildLimits& limits) {
  limit(RLIMIT_CORE, 0);
  // We end it at its limit and know why it ended. This one, counted less exactly, is for what it starts
  // itself.
  if (limits.cpu_time) {
    const auto generous = std::chrono::ceil<std::chrono::seconds>(2 * *limits.cpu_time);
    limit(RLIMIT_CPU, static_cast<std::uint64_t>(generous.count()));
  }
  if (limits.memory_bytes) limit(RLIMIT_AS, *limits.memory_bytes);
  if (limits.file_bytes) limit(RLIMIT_FSIZE, *limits.file_bytes);
}

/// Runs in the child. Only async-signal-safe calls; the error number goes up the `failure` pipe.
[[noreturn]] void become(const Launch& launch) {
  const auto give_up = [&] {
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(launch.failure, &error, sizeof error);
    ::_exit(127);
  };
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != launch.parent) ::_exit(127);  // the parent died before the line above

  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  std::signal(SIGPIPE, SIG_DFL);  // an ignored signal stays ignored over exec; handlers do not

  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(launch.output, STDOUT_FILENO) < 0 ||
      ::dup2(launch.errors, STDERR_FILENO) < 0)
    give_up();
  ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  if (launch.directory != nullptr && ::chdir(launch.directory) != 0) give_up();
  if (launch.options.nice != 0) ::setpriority(PRIO_PROCESS, 0, launch.options.nice);
  apply_limits(launch.options.limits);
  ::execv(launch.program.c_str(), launch.arguments.data());
  give_up();
  ::_exit(127);
}

/// Cuts standard output into lines.
class LineCutter {
 public:
  LineCutter(std::size_t max_line, const std::function<void(std::string_view)>& on_line)
      : max_line_(max_line), on_line_(on_line) {}

  void add(std::string_view bytes) {
    for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
      append(bytes.substr(0, end));
      flush();
      bytes.remove_prefix(end + 1);
    }
    append(bytes);
  }

  void finish() {
    if (!line_.empty()) flush();
  }

 private:
  void append(std::string_view bytes) { line_.append(bytes.substr(0, max_line_ - line_.size())); }

  void flush() {
    if (on_line_) on_line_(line_);
    line_.clear();
  }

  std::size_t max_line_;
  const std::function<void(std::string_view)>& on_line_;
  std::string line_;
};

/// Kills its group and reaps it, whatever happens.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  [[nodiscard]] bool has_ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid_;
  }

  /// So far, of all its threads, also while it waits to be reaped.
  [[nodiscard]] std::chrono::nanoseconds cpu_time() const {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(pid_, &clock) == 0) ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  }

  /// The group is killed before the leader is reaped: until then nobody else can get its number.
  void end() {
    if (pid_ == 0) return;
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);  // in case the child has not come to make its group
    while (::wait4(pid_, &status_, 0, &usage_) < 0 && errno == EINTR) {
    }
    pid_ = 0;
  }

  void describe(ChildOutcome& outcome) const {
    using namespace std::chrono;
    if (WIFEXITED(status_)) outcome.exit_code = WEXITSTATUS(status_);
    if (WIFSIGNALED(status_)) outcome.signal = WTERMSIG(status_);
    const auto time = [](const timeval& t) { return seconds(t.tv_sec) + microseconds(t.tv_usec); };
    outcome.cpu_time = time(usage_.ru_utime) + time(usage_.ru_stime);
  }

 private:
  pid_t pid_;
  int status_ = 0;
  rusage usage_{};
};

/// Reads what is there, but only so much at a time that a chatty child cannot keep us from looking up. False
/// at the end of the stream.
template <class Consume>
bool drain(const Descriptor& from, Consume consume) {
  std::array<char, 16 * 1024> buffer;
  for (int rounds = 0; rounds < 16; ++rounds) {
    const auto count = ::read(from.get(), buffer.data(), buffer.size());
    if (count > 0) consume(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
    if (count == 0) return false;
    if (count < 0 && errno != EINTR) return errno == EAGAIN;
  }
  return true;
}

class Supervision {
 public:
  Supervision(const ChildOptions& options, Child& child, Descriptor output, Descriptor errors,
              const std::function<void(std::string_view)>& on_line, const std::function<bool()>& should_stop)
      : options_(options),
        child_(child),
        output_(std::move(output)),
        errors_(std::move(errors)),
        lines_(options.max_line, on_line),
        should_stop_(should_stop) {
    ::fcntl(output_.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(errors_.get(), F_SETFL, O_NONBLOCK);
  }

  ChildOutcome watch() {
    const auto started = Clock::now();
    const auto& wall_time = options_.limits.wall_time;
    const auto& cpu_time = options_.limits.cpu_time;
    while (!child_.has_ended() && outcome_.end == ChildEnd::exited) {
      wait_for_news();
      read_streams();
      if (wall_time && Clock::now() - started > *wall_time) outcome_.end = ChildEnd::timed_out;
      if (cpu_time && child_.cpu_time() >= *cpu_time) outcome_.end = ChildEnd::out_of_cpu_time;
      if (should_stop_ && should_stop_()) outcome_.end = ChildEnd::stopped;
    }
    child_.end();
    read_streams();
    lines_.finish();
    child_.describe(outcome_);
    if (outcome_.end == ChildEnd::exited && outcome_.signal != 0) outcome_.end = ChildEnd::killed;
    return std::move(outcome_);
  }

 private:
  void wait_for_news() {
    std::array<pollfd, 2> watched{pollfd{output_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0}};
    // A child that has closed both streams is about to end, and nothing will wake us then.
    const auto patience = output_.is_open() || errors_.is_open() ? stop_interval : closed_interval;
    ::poll(watched.data(), watched.size(), static_cast<int>(patience.count()));
  }

  void read_streams() {
    if (output_.is_open() && !drain(output_, [&](std::string_view bytes) { lines_.add(bytes); }))
      output_.close();
    if (errors_.is_open() && !drain(errors_, [&](std::string_view bytes) { keep_errors(bytes); }))
      errors_.close();
  }

  void keep_errors(std::string_view bytes) {
    auto& kept = outcome_.errors;
    kept += bytes;
    if (kept.size() > options_.kept_errors) kept.erase(0, kept.size() - options_.kept_errors);
  }

  const ChildOptions& options_;
  Child& child_;
  Descriptor output_, errors_;
  LineCutter lines_;
  const std::function<bool()>& should_stop_;
  ChildOutcome outcome_;
};

}  // namespace

Result<ChildOutcome> run_child(const ChildOptions& options,
                               const std::function<void(std::string_view)>& on_line,
                               const std::function<bool()>& should_stop) {
  if (options.arguments.empty()) return fail(ErrorCode::internal_error, "no program to start");
  const auto& name = options.arguments.front();
  VTP_TRY(auto output, make_pipe(name));
  VTP_TRY(auto errors, make_pipe(name));
  VTP_TRY(auto failure, make_pipe(name));

  auto arguments = options.arguments;
  Launch launch{.program = find_program(name),
                .arguments = {},
                .directory = options.directory.empty() ? nullptr : options.directory.c_str(),
                .options = options,
                .output = output.writing.get(),
                .errors = errors.writing.get(),
                .failure = failure.writing.get()};
  for (auto& argument : arguments) launch.arguments.push_back(argument.data());
  launch.arguments.push_back(nullptr);

  const auto pid = ::fork();
  if (pid < 0) return cannot_start(name, errno);
  if (pid == 0) become(launch);
  Child child(pid);
  for (auto* pipe : {&output, &errors, &failure}) pipe->writing.close();
  // The pipe closes by itself when exec succeeds.
  if (int error = 0; ::read(failure.reading.get(), &error, sizeof error) == sizeof error)
    return cannot_start(name, error);
  return Supervision(options, child, std::move(output.reading), std::move(errors.reading), on_line,
                     should_stop)
      .watch();
}

}  // namespace vtp::runtime
