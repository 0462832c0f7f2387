#include "app/commands.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "accounts/secrets.h"
#include "app/doctor.h"
#include "app/platform.h"
#include "app/serve.h"
#include "base/text.h"
#include "base/try.h"
#include "http/openapi.h"

namespace vtp::app {
namespace {

constexpr int failed = 1;
constexpr int misunderstood = 2;

int complain(std::string_view what, int code = failed) {
  fmt::print(stderr, "vtp-platform: {}\n", what);
  return code;
}

/// A clock and a log for commands: only what a person at the terminal must know.
struct Surroundings {
  SystemClock clock;
  StderrSink sink;
  Log log{sink, clock, LogFormat::text, LogLevel::warning};
};

std::string option(const CommandLine& line, std::string_view name) {
  const auto found = line.options.find(name);
  return found == line.options.end() ? std::string() : found->second;
}

int print_config(const CommandLine& line, const EffectiveConfig& effective) {
  if (line.options.contains("document")) {
    fmt::print("{}", configuration_document());
    return 0;
  }
  for (const auto& setting : settings()) {
    const auto& [text, source] = effective.values.find(setting.key)->second;
    const auto shown = shown_value(setting, text);
    fmt::print("{} = {}  # {}\n", setting.key, shown.empty() ? "\"\"" : shown, source);
  }
  return 0;
}

int migrate(const Config& config) {
  const Surroundings around;
  const auto database = open_database(config, around.log);
  if (!database) return complain(database.error().message);
  fmt::print("The database is up to date.\n");
  return 0;
}

int examine_and_print(const Config& config) {
  const auto findings = examine(config);
  fmt::print("{}", to_report(findings));
  return std::ranges::any_of(findings,
                             [](const Finding& finding) { return finding.result == CheckResult::fail; });
}

int print_openapi(const Config& config) {
  const Surroundings around;
  const auto platform = Platform::open(config, around.log, around.clock);
  if (!platform) return complain(platform.error().message);
  fmt::print("{}\n", (*platform)->openapi());
  return 0;
}

/// From standard input, or a new one that meets the rules and is shown once.
std::string password_for(const CommandLine& line, bool& is_new) {
  std::string password;
  is_new = !line.options.contains("password-stdin");
  if (is_new)
    password = "Vtp-" + accounts::base64url_encode(accounts::random_bytes(12)) + "-1a";
  else
    std::getline(std::cin, password);
  return password;
}

int change_account(const CommandLine& line, const Config& config) {
  const auto email = option(line, "email");
  if (email.empty()) return complain("--email ADDRESS is needed", misunderstood);
  const Surroundings around;
  const auto platform = Platform::open(config, around.log, around.clock);
  if (!platform) return complain(platform.error().message);
  bool is_new_password = false;
  const auto password = password_for(line, is_new_password);
  auto& users = (*platform)->users();
  if (line.command == Command::create_admin) {
    const auto made = users.make_admin(email, option(line, "name"), password);
    if (!made) return complain(made.error().message);
    fmt::print("{} is an administrator{}.\n", email, *made ? "" : " now, with a new password");
  } else {
    const auto done = users.force_password(email, password);
    if (!done) return complain(done.error().message);
    fmt::print("{} has a new password; every session has ended.\n", email);
  }
  if (is_new_password) fmt::print("Password: {}\nChange it after the first sign-in.\n", password);
  return 0;
}

}  // namespace

int run_command(const CommandLine& line) {
  if (line.command == Command::help) {
    fmt::print("{}", help_text());
    return 0;
  }
  if (line.command == Command::version) {
    fmt::print("vtp-platform {}\n", program_version());
    return 0;
  }
  const auto effective = load_config(line.flags, process_environment());
  if (!effective) return complain(effective.error().message, misunderstood);
  const auto& config = effective->config;
  switch (line.command) {
    case Command::serve:
    case Command::worker:
      return serve(config);
    case Command::migrate:
      return migrate(config);
    case Command::create_admin:
    case Command::reset_password:
      return change_account(line, config);
    case Command::config:
      return print_config(line, *effective);
    case Command::doctor:
      return examine_and_print(config);
    case Command::openapi:
      return print_openapi(config);
    case Command::version:
    case Command::help:
      break;
  }
  return 0;
}

}  // namespace vtp::app
