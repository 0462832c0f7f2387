#include "runtime/process_name.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"

namespace vtp::runtime {
namespace {

/// What proc(5) tells of a process.
struct Status {
  char state = '?';
  std::uint64_t started = 0;

  [[nodiscard]] bool has_ended() const { return state == 'Z' || state == 'X'; }
};

std::string boot_id() {
  std::string id;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
  return id;
}

std::uint64_t own_space() {
  struct stat status{};
  return ::stat("/proc/self/ns/pid", &status) == 0 ? status.st_ino : 0;
}

std::optional<Status> status_of(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/stat", pid));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto name_end = text.rfind(')');  // the name of the program may hold anything
  if (name_end == std::string::npos) return std::nullopt;
  constexpr int fields_between = 18;  // of the state (3) and the moment of the start (22)
  std::istringstream fields(text.substr(name_end + 1));
  Status status;
  fields >> status.state;
  std::string skipped;
  for (int i = 0; i < fields_between; ++i) fields >> skipped;
  fields >> status.started;
  return fields ? std::optional(status) : std::nullopt;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

ProcessName ProcessName::own() {
  const auto pid = ::getpid();
  return of(pid).value_or(ProcessName{.boot = {}, .space = 0, .pid = pid, .started = 0});
}

std::optional<ProcessName> ProcessName::of(pid_t pid) {
  const auto status = status_of(pid);
  if (!status) return std::nullopt;
  return ProcessName{.boot = boot_id(), .space = own_space(), .pid = pid, .started = status->started};
}

std::optional<ProcessName> ProcessName::parse(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  ProcessName name;
  name.boot = parts[0];
  const bool has_numbers = read_number(parts[1], name.space) && read_number(parts[2], name.pid) &&
                           read_number(parts[3], name.started);
  return has_numbers ? std::optional(name) : std::nullopt;
}

std::string ProcessName::text() const {
  return fmt::format("{}.{}.{}.{}", boot, space, pid, started);
}

bool is_gone(const ProcessName& process) {
  // A number of a namespace may be given again, but only when all processes in the earlier one have ended.
  if (process.boot.empty() || process.boot != boot_id() || process.space != own_space()) return false;
  if (const auto status = status_of(process.pid))
    return status->has_ended() || status->started != process.started;
  return ::kill(process.pid, 0) != 0 && errno == ESRCH;  // not merely hidden
}

}  // namespace vtp::runtime
