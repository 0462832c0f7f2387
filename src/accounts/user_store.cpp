#include "accounts/user_store.h"

#include <array>

#include <fmt/format.h>

#include "accounts/password.h"
#include "base/text.h"

namespace vtp::accounts {
namespace {

constexpr std::string_view columns =
    "id, email, full_name, phone, role, requested_role, approval_status, status, password_hash, locale, "
    "token_version, totp_enabled_at is not null, quota_bytes, last_login_at, created_at";

User read_user(const db::Row& row) {
  User user;
  user.id = row.next<UserId>();
  user.email = row.next<std::string>();
  user.full_name = row.next<std::string>();
  user.phone = row.next<std::optional<std::string>>();
  user.role = row.next<Role>();
  user.requested_role = row.next<std::optional<Role>>();
  user.approval_status = row.next<ApprovalStatus>();
  user.status = row.next<UserStatus>();
  user.password_hash = row.next<std::string>();
  user.locale = row.next<std::string>();
  user.token_version = row.next<int>();
  user.totp_enabled = row.next<bool>();
  user.quota_bytes = row.next<std::optional<std::int64_t>>();
  user.last_login_at = row.next<std::optional<Timestamp>>();
  user.created_at = row.next<Timestamp>();
  return user;
}

std::optional<User> first_user(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return read_user(rows.front());
}

std::string search_text_of(const User& user) {
  return fold_for_search(user.full_name + " " + user.email);
}

/// The conditions of a filter and their parameters.
struct Selection {
  std::string where;
  std::vector<db::Value> parameters;

  template <class T>
  void require(std::string_view condition, const T& value) {
    parameters.push_back(db::to_value(value));
    where += where.empty() ? " where " : " and ";
    where += fmt::format(fmt::runtime(condition), parameters.size());
  }
};

Selection selection_of(const UserFilter& filter) {
  Selection selection;
  if (filter.status)
    selection.require("status = ${}", *filter.status);
  else
    selection.require("status <> ${}", UserStatus::deleted);
  if (filter.role) selection.require("role = ${}", *filter.role);
  if (filter.approval_status) selection.require("approval_status = ${}", *filter.approval_status);
  if (!filter.email.empty()) selection.require("email = ${}", normal_email(filter.email));
  if (!filter.text.empty())
    selection.require("search_text like ${} escape '\\'", like_pattern(fold_for_search(filter.text)));
  return selection;
}

std::string_view order_column(UserOrder order) {
  constexpr std::array<std::string_view, 3> names{"created_at", "full_name collate \"C\"", "last_login_at"};
  return names[static_cast<std::size_t>(order)];
}

}  // namespace

std::optional<User> find_user(db::Transaction& tx, UserId id) {
  return first_user(tx.query(fmt::format("select {} from users where id = $1", columns), id));
}

std::optional<User> find_user_by_email(db::Transaction& tx, std::string_view email) {
  return first_user(
      tx.query(fmt::format("select {} from users where email = $1", columns), normal_email(email)));
}

std::string normal_email(std::string_view email) {
  return to_lower(trim(email));
}

bool insert_user(db::Transaction& tx, const User& user, Timestamp now) {
  const auto rows = tx.query(
      "insert into users (id, email, full_name, phone, role, requested_role, approval_status, status, "
      "password_hash, locale, token_version, quota_bytes, search_text, created_at, updated_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) "
      "on conflict (email) do nothing returning id",
      user.id, normal_email(user.email), user.full_name, user.phone, user.role, user.requested_role,
      user.approval_status, user.status, user.password_hash, user.locale, user.token_version,
      user.quota_bytes, search_text_of(user), now);
  return !rows.empty();
}

bool update_user(db::Transaction& tx, const User& user, Timestamp now) {
  const auto email = normal_email(user.email);
  if (!tx.query("select id from users where email = $1 and id <> $2", email, user.id).empty()) return false;
  tx.query(
      "update users set email = $2, full_name = $3, phone = $4, role = $5, requested_role = $6, "
      "approval_status = $7, status = $8, locale = $9, token_version = $10, quota_bytes = $11, "
      "search_text = $12, updated_at = $13 where id = $1",
      user.id, email, user.full_name, user.phone, user.role, user.requested_role, user.approval_status,
      user.status, user.locale, user.token_version, user.quota_bytes, search_text_of(user), now);
  return true;
}

void store_password(db::Transaction& tx, UserId id, std::string_view password_hash, Timestamp now) {
  tx.query(
      "update users set password_hash = $2, password_changed_at = $3, token_version = token_version + 1, "
      "updated_at = $3 where id = $1",
      id, password_hash, now);
}

void store_last_login(db::Transaction& tx, UserId id, Timestamp now) {
  tx.query("update users set last_login_at = $2 where id = $1", id, now);
}

void anonymise_user(db::Transaction& tx, UserId id, Timestamp now) {
  tx.query(
      "update users set email = $2, full_name = 'Deleted user', phone = null, password_hash = $3, "
      "requested_role = null, status = 'deleted', token_version = token_version + 1, search_text = '', "
      "last_login_at = null, deleted_at = $4, updated_at = $4 where id = $1",
      id, fmt::format("deleted-{}@invalid", id.view()), no_password, now);
  clear_second_factor(tx, id, now);
  tx.query("delete from sessions where user_id = $1", id);
  tx.query("delete from password_resets where user_id = $1", id);
}

void clear_second_factor(db::Transaction& tx, UserId id, Timestamp now) {
  tx.query(
      "update users set totp_secret = null, totp_pending = null, totp_enabled_at = null, "
      "totp_last_step = null, updated_at = $2 where id = $1",
      id, now);
  tx.query("delete from recovery_codes where user_id = $1", id);
}

bool any_user_exists(db::Transaction& tx) {
  return !tx.query("select 1 from users limit 1").empty();
}

void lock_administrators(db::Transaction& tx, Timestamp now) {
  // Writing the same row is what makes the other transaction wait, on both engines.
  tx.query(
      "insert into settings (key, value, created_at, updated_at) values ('administrators', '{}', $1, $1) "
      "on conflict (key) do update set updated_at = excluded.updated_at",
      now);
}

bool is_last_active_admin(db::Transaction& tx, UserId id) {
  const auto rows = tx.query("select id from users where role = 'admin' and status = 'active' limit 2");
  return rows.size() == 1 && rows.front().get<UserId>(0) == id;
}

UserFigures count_for_user(db::Transaction& tx, UserId id, Timestamp now) {
  const auto rows = tx.query(
      "select (select count(*) from sessions where user_id = $1 and revoked_at is null and expires_at > $2), "
      "(select cast(coalesce(sum(file_size_bytes), 0) as bigint) from recordings "
      "where started_by = $1 and status <> 'deleted')",
      id, now);
  return {.session_count = rows.front().get<std::int64_t>(0),
          .storage_bytes = rows.front().get<std::int64_t>(1)};
}

std::vector<User> list_users(db::Transaction& tx, const UserFilter& filter) {
  auto [where, parameters] = selection_of(filter);
  const std::string_view direction = filter.descending ? "desc" : "asc";
  parameters.push_back(db::to_value(filter.limit));
  parameters.push_back(db::to_value(filter.offset));
  const auto rows =
      tx.run(fmt::format("select {} from users{} order by {} {} nulls last, id {} limit ${} offset ${}",
                         columns, where, order_column(filter.order), direction, direction,
                         parameters.size() - 1, parameters.size()),
             parameters);
  std::vector<User> users;
  users.reserve(rows.size());
  for (const auto& row : rows) users.push_back(read_user(row));
  return users;
}

std::int64_t count_users(db::Transaction& tx, const UserFilter& filter) {
  const auto [where, parameters] = selection_of(filter);
  return tx.run("select count(*) from users" + where, parameters).front().get<std::int64_t>(0);
}

}  // namespace vtp::accounts
