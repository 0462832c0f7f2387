#include "app/command_line.h"

#include <vector>

#include <gtest/gtest.h>

namespace vtp::app {
namespace {

Result<CommandLine> parse(std::vector<const char*> arguments) {
  return parse_command_line(arguments);
}

TEST(CommandLine, NothingIsHelpAndOptionsAloneServe) {
  EXPECT_EQ(parse({})->command, Command::help);
  EXPECT_EQ(parse({"--listen", "9000"})->command, Command::serve);
  EXPECT_EQ(parse({"serve", "--help"})->command, Command::help);
}

TEST(CommandLine, CommandsMayHaveTwoWords) {
  const auto line =
      parse({"admin", "create-admin", "--email", "a@b.example", "--name=Amal", "--password-stdin"});
  ASSERT_TRUE(line);
  EXPECT_EQ(line->command, Command::create_admin);
  EXPECT_EQ(line->options.at("email"), "a@b.example");
  EXPECT_EQ(line->options.at("name"), "Amal");
  EXPECT_TRUE(line->options.contains("password-stdin"));
}

TEST(CommandLine, ListenTakesHostsAndPorts) {
  using Values = std::vector<std::pair<std::string, std::string>>;
  const auto values = [](const char* text) { return parse({"serve", "--listen", text})->flags.values; };
  EXPECT_EQ(values("127.0.0.1:0"), (Values{{"server.host", "127.0.0.1"}, {"server.port", "0"}}));
  EXPECT_EQ(values("[::1]:80"), (Values{{"server.host", "::1"}, {"server.port", "80"}}));
  EXPECT_EQ(values("9000"), (Values{{"server.port", "9000"}}));
  EXPECT_EQ(values(":9000"), (Values{{"server.port", "9000"}}));
  EXPECT_FALSE(parse({"serve", "--listen", "host:"}));
}

TEST(CommandLine, SetReachesEverySetting) {
  EXPECT_EQ(parse({"serve", "--set", "limits.enabled=false"})->flags.values.front().second, "false");
  EXPECT_FALSE(parse({"serve", "--set", "limits.enabled"}));
}

TEST(CommandLine, WorkerIsServeWithOneRole) {
  EXPECT_EQ(parse({"worker"})->flags.values.front(),
            (std::pair<std::string, std::string>{"server.roles", "worker"}));
}

TEST(CommandLine, WhatIsUnknownIsSaid) {
  EXPECT_EQ(parse({"sevre"}).error().message, "There is no command 'sevre'.\nTry vtp-platform --help.");
  EXPECT_FALSE(parse({"serve", "--prot", "1"}));
  EXPECT_FALSE(parse({"serve", "--data"}));
}

TEST(CommandLine, HelpNamesEveryCommand) {
  for (auto word :
       {"serve", "worker", "migrate", "create-admin", "reset-password", "config", "doctor", "openapi"})
    EXPECT_NE(help_text().find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace vtp::app
