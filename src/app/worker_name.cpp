#include "app/worker_name.h"

#include <array>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "runtime/process_name.h"

namespace vtp::app {

std::string worker_name(std::string_view part) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return fmt::format("{}:{}:{}", host.data(), runtime::ProcessName::own().text(), part);
}

bool has_died(std::string_view worker) {
  const auto parts = split(worker, ':');
  if (parts.size() != 3) return false;
  const auto process = runtime::ProcessName::parse(parts[1]);
  return process && runtime::is_gone(*process);
}

}  // namespace vtp::app
