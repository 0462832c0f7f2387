#include "accounts/user_routes.h"

#include <utility>

#include "base/try.h"
#include "http/csv_response.h"

namespace vtp::accounts {
namespace {

using enum ErrorCode;
using http::Access;
using http::Lane;
using http::Method;
using http::Request;
using json::Nothing;

Result<http::Response> list(UserService& users, const Request& request, const UserQuery& query) {
  if (!request.caller().is_admin()) {
    if (query.format == ListFormat::csv)
      return fail(insufficient_permissions, "Only administrators get accounts as a file");
    VTP_TRY(const auto page, users.look_up(request.caller(), query));
    return http::json_response(200, json::write(page));
  }
  if (query.format == ListFormat::csv) {
    VTP_TRY(auto text, users.list_as_csv(query));
    return http::csv_response("users.csv", std::move(text));
  }
  VTP_TRY(const auto page, users.list(query));
  return http::json_response(200, json::write(page));
}

UserId user_of(const Request& request) {
  return request.id<UserId>("id");
}

/// A POST without fields that does one thing to an account.
template <class Action>
void add_action(http::RouteTable& routes, std::string name, std::string summary,
                std::vector<ErrorCode> errors, Action action) {
  errors.push_back(user_not_found);
  routes.add<Nothing, UserDetails>(
      {.method = Method::post,
       .path = "/api/v1/users/{id}/" + std::move(name),
       .access = Access::admin,
       .summary = std::move(summary),
       .tag = "Users",
       .errors = std::move(errors)},
      [action](const Request& request, Nothing) { return action(user_of(request), request); });
}

void add_actions(http::RouteTable& routes, UserService& users) {
  add_action(routes, "approve", "Confirm somebody who registered as a teacher", {not_pending},
             [&users](UserId id, const Request& request) {
               return users.decide_approval(id, ApprovalStatus::approved, request);
             });
  add_action(routes, "reject", "Decline somebody who registered as a teacher", {not_pending},
             [&users](UserId id, const Request& request) {
               return users.decide_approval(id, ApprovalStatus::rejected, request);
             });
  add_action(routes, "disable", "Lock an account; every session ends at once", {last_admin},
             [&users](UserId id, const Request& request) {
               return users.set_status(id, UserStatus::disabled, request);
             });
  add_action(routes, "enable", "Unlock a disabled account", {}, [&users](UserId id, const Request& request) {
    return users.set_status(id, UserStatus::active, request);
  });
  add_action(routes, "unlock", "End the lock after failed sign-ins", {},
             [&users](UserId id, const Request& request) { return users.unlock(id, request); });
  add_action(routes, "reset-2fa", "Switch the second factor of an account off", {},
             [&users](UserId id, const Request& request) { return users.reset_second_factor(id, request); });
}

}  // namespace

void add_user_routes(http::RouteTable& routes, UserService& users) {
  auto& listing = routes.add_raw<UserQuery>(
      {.path = "/api/v1/users",
       .access = Access::teacher,
       .summary = "Search accounts, as CSV all at once; teachers get names only, by exact email or for a "
                  "course that "
                  "they manage",
       .tag = "Users",
       .errors = {invalid_id, course_not_found},
       .other_answer_types = {"text/csv"}},
      [&users](const Request& request, const UserQuery& query) { return list(users, request, query); });
  listing.answer_schema = [](json::SchemaWriter& schema) { json::Codec<UserPage>::schema({}, schema); };
  listing.other_answers.push_back(
      [](json::SchemaWriter& schema) { json::Codec<UserSummaryPage>::schema({}, schema); });

  routes.add<NewUser, UserDetails>(
      {.method = Method::post,
       .path = "/api/v1/users",
       .access = Access::admin,
       .lane = Lane::password,
       .summary = "Make an account of any role; without password a link sets it",
       .tag = "Users",
       .status = 201,
       .errors = {invalid_email, weak_password, email_exists}},
      [&users](const Request& request, const NewUser& body) -> Result<http::Reply<UserDetails>> {
        VTP_TRY(auto made, users.create(body, request));
        auto location = "/api/v1/users/" + made.user_id.text();
        return http::created(std::move(made), std::move(location));
      });

  routes.add<Nothing, UserDetails>(
      {.path = "/api/v1/users/{id}",
       .summary = "One account; users may see their own",
       .tag = "Users",
       .errors = {user_not_found, insufficient_permissions}},
      [&users](const Request& request, Nothing) { return users.find(request.caller(), user_of(request)); });

  routes.add<UserChange, UserDetails>({.method = Method::put,
                                       .path = "/api/v1/users/{id}",
                                       .access = Access::admin,
                                       .summary = "Change an account",
                                       .tag = "Users",
                                       .errors = {invalid_email, user_not_found, email_exists}},
                                      [&users](const Request& request, const UserChange& body) {
                                        return users.change(user_of(request), body, request);
                                      });

  routes.add<RoleChange, UserDetails>({.method = Method::post,
                                       .path = "/api/v1/users/{id}/role",
                                       .access = Access::admin,
                                       .summary = "Give an account another role",
                                       .tag = "Users",
                                       .errors = {user_not_found, last_admin}},
                                      [&users](const Request& request, const RoleChange& body) {
                                        return users.set_role(user_of(request), body.role, request);
                                      });

  add_actions(routes, users);

  routes.add<Nothing, ResetLink>(
      {.method = Method::post,
       .path = "/api/v1/users/{id}/reset-link",
       .access = Access::admin,
       .summary = "Make a link with which the user sets a new password, valid for an hour",
       .tag = "Users",
       .errors = {user_not_found}},
      [&users](const Request& request, Nothing) { return users.make_reset_link(user_of(request), request); });

  routes.add<Deletion, Nothing>(
      {.method = Method::del,
       .path = "/api/v1/users/{id}",
       .access = Access::admin,
       .summary = "Erase an account; what it owns passes to transfer_to or the caller",
       .tag = "Users",
       .errors = {user_not_found, last_admin}},
      [&users](const Request& request, const Deletion& query) -> Result<Nothing> {
        VTP_CHECK(users.remove(user_of(request), query.transfer_to.value_or(request.caller().user), request));
        return Nothing{};
      });
}

}  // namespace vtp::accounts
