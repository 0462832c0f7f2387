#include "accounts/public_config.h"

#include "accounts/user_store.h"
#include "base/try.h"

namespace vtp::accounts {

void add_config_route(http::RouteTable& routes, db::Database& database, const AccountSettings& settings,
                      PublicConfig facts, IceServers ice, const Clock& clock) {
  facts.registration.enabled = settings.registration_enabled;
  facts.registration.teacher = settings.teacher_registration;
  routes.add<json::Nothing, PublicConfig>(
      {.path = "/api/v1/config",
       .access = http::Access::open,
       .summary = "Name, rules and features of this server, for pages before the sign-in",
       .tag = "Operations"},
      [&database, &clock, facts, ice = std::move(ice)](const http::Request& request,
                                                       json::Nothing) -> Result<PublicConfig> {
        auto config = facts;
        VTP_TRY(const bool has_users, database.read([](db::Transaction& tx) { return any_user_exists(tx); }));
        config.registration.first_account = !has_users;
        if (request.identity) config.ice_servers = ice.for_user(request.identity->user, clock.now());
        return config;
      });
}

}  // namespace vtp::accounts
