#include "accounts/public_config.h"

#include "accounts/user_store.h"
#include "base/try.h"

namespace vtp::accounts {

void add_config_route(http::RouteTable& routes, db::Database& database, const AccountSettings& settings,
                      PublicConfig facts) {
  facts.registration.enabled = settings.registration_enabled;
  facts.registration.teacher = settings.teacher_registration;
  routes.add<json::Nothing, PublicConfig>(
      {.path = "/api/v1/config",
       .access = http::Access::open,
       .summary = "Name, rules and features of this server, for pages before the sign-in",
       .tag = "Operations"},
      [&database, facts](const http::Request&, json::Nothing) -> Result<PublicConfig> {
        auto config = facts;
        VTP_TRY(const bool has_users, database.read([](db::Transaction& tx) { return any_user_exists(tx); }));
        config.registration.first_account = !has_users;
        return config;
      });
}

}  // namespace vtp::accounts
