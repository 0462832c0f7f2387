#include <gtest/gtest.h>

#include "database/database.h"
#include "support/database/postgres_server.h"

namespace vtp::db {
namespace {

TEST(PostgresReconnect, AServerThatWasRestartedIsUsedAgain) {
  testing::OwnPostgresServer server;
  const auto database = std::move(*open(server.url(), {.connections = 1}));
  const auto ask = [&] {
    return database->read([](Transaction& tx) { return tx.query("select 1").size(); });
  };
  EXPECT_TRUE(ask().has_value());
  server.stop();
  EXPECT_EQ(ask().error().code, ErrorCode::not_ready);
  server.start();
  EXPECT_TRUE(ask().has_value());
}

TEST(PostgresReconnect, AnAddressWithoutServerIsToldToTheOperator) {
  const auto answer = open("postgres://nobody@/nothing?host=/nonexistent", {});
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("PostgreSQL cannot be reached"));
}

TEST(SqliteOpen, AFileThatCannotBeIsToldToTheOperator) {
  const auto answer = open("/nonexistent/vtp.db", {});
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().message.contains("/nonexistent/vtp.db"));
}

}  // namespace
}  // namespace vtp::db
