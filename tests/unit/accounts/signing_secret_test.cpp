#include "accounts/signing_secret.h"

#include "support/database/database_test.h"

namespace vtp::accounts {
namespace {

class SigningSecret : public testing::DatabaseTest {};
VTP_ON_BOTH_ENGINES(SigningSecret);

TEST_P(SigningSecret, IsMadeOnceAndSharedByAllServers) {
  const auto first = signing_secret(database(), "", clock.now());
  ASSERT_TRUE(first);
  EXPECT_GE(first->size(), 32U);
  const auto other_server = test_database().open();
  EXPECT_EQ(*signing_secret(*other_server, "", clock.now()), *first);
}

TEST_P(SigningSecret, IsTheConfiguredOneIfThereIsOne) {
  const std::string configured = "a configured secret of many bytes";
  EXPECT_EQ(*signing_secret(database(), configured, clock.now()), configured);
  EXPECT_NE(*signing_secret(database(), "", clock.now()), configured) << "which is not stored";
}

}  // namespace
}  // namespace vtp::accounts
