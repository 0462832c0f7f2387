// Runs another program: no shell, no inherited descriptors, bounded in every respect, and never outliving us.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace vtp::runtime {

struct ChildLimits {
  std::optional<std::chrono::milliseconds> wall_time;
  std::optional<std::chrono::milliseconds> cpu_time;
  std::optional<std::uint64_t> memory_bytes;  // address space
  std::optional<std::uint64_t> file_bytes;    // each file that it writes
};

struct ChildOptions {
  std::vector<std::string> arguments;  // the first is the program: a path, or a name to look up in PATH
  std::filesystem::path directory;     // where it runs; empty for ours
  ChildLimits limits;
  int nice = 0;
  std::size_t kept_errors = 8192;    // bytes of standard error, from its end
  std::size_t max_line = 64 * 1024;  // a longer line of standard output is cut
};

enum class ChildEnd : std::uint8_t {
  exited,           // by itself: see exit_code
  killed,           // by a signal that we did not send, also when it exceeded its file size
  timed_out,        // it exceeded its wall time
  out_of_cpu_time,  // it used up its CPU time
  stopped,          // should_stop said so
};

struct ChildOutcome {
  ChildEnd end = ChildEnd::exited;
  int exit_code = 0;
  int signal = 0;
  std::string errors;  // the end of standard error
  std::chrono::microseconds cpu_time{};

  [[nodiscard]] bool succeeded() const { return end == ChildEnd::exited && exit_code == 0; }
};

/// Runs the program to its end and waits for it. `on_line` gets each line of its standard output, without the
/// line break; `should_stop` is asked some ten times a second. Both may be empty, both are called on this
/// thread. The child leads a process group of its own, all of which is killed when the child ends or is
/// stopped, and it dies with this thread, even when this process is killed. Fails only when the program
/// cannot be started.
Result<ChildOutcome> run_child(const ChildOptions& options,
                               const std::function<void(std::string_view)>& on_line = {},
                               const std::function<bool()>& should_stop = {});

}  // namespace vtp::runtime
