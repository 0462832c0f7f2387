// What anybody may know of this server (api.md E17).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "accounts/ice_servers.h"
#include "accounts/settings.h"
#include "database/database.h"
#include "http/route.h"
#include "json/shape.h"

namespace vtp::accounts {

struct RegistrationRules {
  bool enabled = true;
  TeacherRegistration teacher = TeacherRegistration::approve;
  bool first_account = false;  // nobody has registered yet: who does becomes the administrator
};

struct PasswordRules {
  int min_bytes = 8;
  int max_bytes = 72;
  std::vector<std::string> must_contain{"A-Z", "a-z", "0-9"};
};

struct PublicLimits {
  std::int64_t upload_max_bytes = 0;
};

struct PublicConfig {
  std::string name;
  std::string version;
  RegistrationRules registration;
  PasswordRules password_rules;
  PublicLimits limits;
  std::vector<std::string> features;
  std::vector<std::string> locales{"en", "ar"};
  json::Omittable<std::vector<IceServer>> ice_servers;  // for callers who are signed in
};

/// `facts` holds what accounts do not know by themselves: name, version, limits, features. Everything must
/// outlive the table.
void add_config_route(http::RouteTable& routes, db::Database& database, const AccountSettings& settings,
                      PublicConfig facts, IceServers ice, const Clock& clock);

}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::RegistrationRules> {
  using T = vtp::accounts::RegistrationRules;
  static constexpr std::string_view name = "RegistrationRules";
  static constexpr std::array fields{field<&T::enabled>("enabled"), field<&T::teacher>("teacher"),
                                     field<&T::first_account>("first_account")};
};
template <>
struct vtp::json::Shape<vtp::accounts::PasswordRules> {
  using T = vtp::accounts::PasswordRules;
  static constexpr std::string_view name = "PasswordRules";
  static constexpr std::array fields{field<&T::min_bytes>("min_bytes"), field<&T::max_bytes>("max_bytes"),
                                     field<&T::must_contain>("must_contain")};
};
template <>
struct vtp::json::Shape<vtp::accounts::PublicLimits> {
  using T = vtp::accounts::PublicLimits;
  static constexpr std::string_view name = "PublicLimits";
  static constexpr std::array fields{field<&T::upload_max_bytes>("upload_max_bytes")};
};
template <>
struct vtp::json::Shape<vtp::accounts::PublicConfig> {
  using T = vtp::accounts::PublicConfig;
  static constexpr std::string_view name = "PublicConfig";
  static constexpr std::array fields{
      field<&T::name>("name"),
      field<&T::version>("version"),
      field<&T::registration>("registration"),
      field<&T::password_rules>("password_rules"),
      field<&T::limits>("limits"),
      field<&T::features>("features"),
      field<&T::locales>("locales"),
      field<&T::ice_servers>("ice_servers"),
  };
};
