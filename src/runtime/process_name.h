// Names of processes that no other process of this machine ever has, so that what a dead one left behind can
// be told from what a living one holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace vtp::runtime {

/// Process ids are given again, those of containers soon; together with the moment of the start they are not.
struct ProcessName {
  std::string boot;         // of the machine: a UUID that the kernel makes anew each time; empty if unknown
  std::uint64_t space = 0;  // the namespace in which `pid` counts
  pid_t pid = 0;
  std::uint64_t started = 0;  // clock ticks since the boot

  static ProcessName own();
  /// Nothing if this process does not see such a one.
  static std::optional<ProcessName> of(pid_t pid);
  static std::optional<ProcessName> parse(std::string_view text);

  /// Without spaces and colons.
  [[nodiscard]] std::string text() const;
  bool operator==(const ProcessName&) const = default;
};

/// Has the process ended for certain? False, too, when nobody here can know: it belongs to another machine,
/// an earlier boot or another container, or is hidden from us.
bool is_gone(const ProcessName& process);

}  // namespace vtp::runtime
