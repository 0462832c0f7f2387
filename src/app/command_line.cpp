#include "app/command_line.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/try.h"

namespace vtp::app {
namespace {

struct CommandRow {
  std::string_view words;  // as typed
  Command command;
  std::string_view help;
};
constexpr std::array commands{
    CommandRow{"serve", Command::serve,
               "serve the web application and the API, and transcode (the default roles)"},
    CommandRow{"worker", Command::worker,
               "only transcode, for further machines: the same as serve --roles worker"},
    CommandRow{"migrate", Command::migrate, "bring the database to the schema of this program, and stop"},
    CommandRow{"admin create-admin", Command::create_admin,
               "--email ADDRESS --name NAME [--password-stdin]: make an administrator"},
    CommandRow{"admin reset-password", Command::reset_password,
               "--email ADDRESS [--password-stdin]: give an account a new password"},
    CommandRow{"config", Command::config, "show every setting in force and where it comes from"},
    CommandRow{"doctor", Command::doctor, "check ffmpeg, disk, database and port, and say what is wrong"},
    CommandRow{"openapi", Command::openapi, "print the OpenAPI document of every route"},
    CommandRow{"version", Command::version, "print the version"},
    CommandRow{"help", Command::help, "print this"},
};

struct OptionRow {
  std::string_view name;
  bool takes_value;
  std::string_view value_name;
  std::string_view help;
  std::string_view key;  // of the setting that it sets; empty: see below, or an option of a command
};
constexpr std::array options{
    OptionRow{"--config", true, "FILE", "configuration file (default: vtp.toml in the data folder, if there)",
              ""},
    OptionRow{"--data", true, "DIR", "data folder (default: data)", "server.data_dir"},
    OptionRow{"--listen", true, "HOST:PORT", "where to listen; port 0 is any free port, which is printed",
              ""},
    OptionRow{"--database", true, "URL", "postgres://… or a file for SQLite", "database.url"},
    OptionRow{"--roles", true, "LIST", "api, worker, or both separated by a comma", "server.roles"},
    OptionRow{"--set", true, "KEY=VALUE", "any other setting", ""},
    OptionRow{"--email", true, "ADDRESS", "", ""},
    OptionRow{"--name", true, "NAME", "", ""},
    OptionRow{"--password-stdin", false, "", "", ""},
    OptionRow{"--document", false, "", "", ""},
};

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::invalid_input, std::move(message) + "\nTry vtp-platform --help.");
}

/// "127.0.0.1:8080", "[::1]:0", ":9000" or "9000".
Result<void> take_listen(std::string_view text, Flags& flags) {
  const auto colon = text.rfind(':');
  auto host = colon == std::string_view::npos ? std::string_view() : text.substr(0, colon);
  const auto port = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (port.empty()) return refuse("--listen wants HOST:PORT, such as 127.0.0.1:8080");
  if (!host.empty()) flags.values.emplace_back("server.host", host);
  flags.values.emplace_back("server.port", port);
  return {};
}

Result<void> take_option(const OptionRow& option, std::string_view value, CommandLine& line) {
  if (!option.key.empty()) {
    line.flags.values.emplace_back(option.key, value);
  } else if (option.name == "--config") {
    line.flags.config_file = value;
  } else if (option.name == "--listen") {
    return take_listen(value, line.flags);
  } else if (option.name == "--set") {
    const auto equals = value.find('=');
    if (equals == std::string_view::npos) return refuse("--set wants KEY=VALUE");
    line.flags.values.emplace_back(value.substr(0, equals), value.substr(equals + 1));
  } else {
    line.options[std::string(option.name.substr(2))] = value;
  }
  return {};
}

/// Options may be written "--data DIR" or "--data=DIR". Takes one option from the front of `rest`.
Result<void> take_next_option(std::span<const char* const>& rest, CommandLine& line) {
  std::string_view name = rest.front();
  rest = rest.subspan(1);
  std::optional<std::string_view> value;
  if (const auto equals = name.find('='); equals != std::string_view::npos) {
    value = name.substr(equals + 1);
    name = name.substr(0, equals);
  }
  const auto* option = std::ranges::find(options, name, &OptionRow::name);
  if (option == options.end()) return refuse(fmt::format("There is no option {}.", name));
  if (option->takes_value && !value) {
    if (rest.empty()) return refuse(fmt::format("{} wants {}.", name, option->value_name));
    value = rest.front();
    rest = rest.subspan(1);
  }
  return take_option(*option, value.value_or("true"), line);
}

}  // namespace

Result<CommandLine> parse_command_line(std::span<const char* const> arguments) {
  CommandLine line;
  std::string words;
  while (!arguments.empty()) {
    const std::string_view argument = arguments.front();
    if (argument == "--help" || argument == "-h") return CommandLine{};
    if (argument == "--version") return CommandLine{.command = Command::version};
    if (argument.starts_with("-")) {
      VTP_CHECK(take_next_option(arguments, line));
      continue;
    }
    words += words.empty() ? std::string(argument) : " " + std::string(argument);
    arguments = arguments.subspan(1);
  }
  if (words.empty()) words = line.flags.values.empty() && !line.flags.config_file ? "help" : "serve";
  const auto* row = std::ranges::find(commands, words, &CommandRow::words);
  if (row == commands.end()) return refuse(fmt::format("There is no command '{}'.", words));
  line.command = row->command;
  if (line.command == Command::worker) line.flags.values.emplace_back("server.roles", "worker");
  return line;
}

std::string help_text() {
  std::string text = "vtp-platform COMMAND [OPTIONS]\n\nCommands:\n";
  for (const auto& row : commands) text += fmt::format("  {:<22} {}\n", row.words, row.help);
  text += "\nOptions:\n";
  for (const auto& option : options)
    if (!option.help.empty())
      text += fmt::format("  {:<22} {}\n", fmt::format("{} {}", option.name, option.value_name), option.help);
  text +=
      "\nSettings can also stand in the configuration file and in the environment: docs/configuration.md.\n";
  return text;
}

}  // namespace vtp::app
