// What the program was asked to do.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "app/config_sources.h"
#include "base/error.h"

namespace vtp::app {

enum class Command : std::uint8_t {
  serve,
  worker,
  migrate,
  create_admin,
  reset_password,
  config,
  doctor,
  openapi,
  version,
  help,
};

struct CommandLine {
  Command command = Command::help;
  Flags flags;
  std::map<std::string, std::string, std::less<>>
      options;  // of the command: "email" → "a@b.example"; flags → "true"
};

/// The error is a sentence for the terminal.
Result<CommandLine> parse_command_line(std::span<const char* const> arguments);

/// What --help prints.
std::string help_text();

}  // namespace vtp::app
