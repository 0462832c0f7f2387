#include <cstdio>
#include <span>

#include <fmt/format.h>

#include "app/command_line.h"
#include "app/commands.h"

int main(int argc, char** argv) {
  const auto line = vtp::app::parse_command_line(
      std::span<const char* const>(argv, static_cast<std::size_t>(argc)).subspan(1));
  if (!line) {
    fmt::print(stderr, "vtp-platform: {}\n", line.error().message);
    return 2;
  }
  return vtp::app::run_command(*line);
}
