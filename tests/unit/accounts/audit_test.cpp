#include "accounts/audit.h"

#include "accounts/client_text.h"
#include "support/database/database_test.h"

namespace vtp::accounts {
namespace {

class AuditLog : public testing::DatabaseTest {};
VTP_ON_BOTH_ENGINES(AuditLog);

TEST_P(AuditLog, KeepsWhoDidWhatFromWhere) {
  http::Request request;
  request.address = "192.0.2.1";
  request.request_id = "r1";
  request.headers.add("User-Agent", "Browser/1.0");
  const auto course = CourseId::make();
  auto entry = audit_of(request, "course.update", "course", course.view());
  entry.course_id = course;
  entry.before = R"({"status":"draft"})";
  database().write([&](db::Transaction& tx) { write_audit(tx, entry, clock.now()); });

  database().read([&](db::Transaction& tx) {
    const auto rows = tx.query(
        "select at, actor_id, action, object_type, object_id, course_id, result, ip, user_agent, request_id, "
        "before, "
        "after from audit_log");
    ASSERT_EQ(rows.size(), 1U);
    const auto& row = rows.front();
    EXPECT_EQ(row.next<Timestamp>(), clock.now());
    EXPECT_EQ(row.next<std::optional<UserId>>(), std::nullopt);
    EXPECT_EQ(row.next<std::string>(), "course.update");
    EXPECT_EQ(row.next<std::string>(), "course");
    EXPECT_EQ(row.next<std::string>(), course.text());
    EXPECT_EQ(row.next<CourseId>(), course);
    EXPECT_EQ(row.next<std::string>(), "success");
    EXPECT_EQ(row.next<std::string>(), "192.0.2.1");
    EXPECT_EQ(row.next<std::string>(), "Browser/1.0");
    EXPECT_EQ(row.next<std::string>(), "r1");
    EXPECT_EQ(row.next<std::string>(), R"({"status":"draft"})");
    EXPECT_EQ(row.next<std::optional<std::string>>(), std::nullopt);
  });
}

TEST(AuditEntry, NamesTheCaller) {
  http::Request request;
  request.identity = Identity{.user = UserId::make(), .role = Role::teacher};
  const auto entry = audit_of(request, "a", "b", "c");
  EXPECT_EQ(entry.actor, request.identity->user);
  EXPECT_EQ(entry.actor_role, Role::teacher);
}

TEST(UserAgent, IsKeptAsPrintableText) {
  http::Request request;
  EXPECT_EQ(user_agent_of(request), "");
  request.headers.add("User-Agent", "A\xff\n" + std::string(1000, 'x'));
  const auto text = user_agent_of(request);
  EXPECT_TRUE(text.starts_with("A??xxx"));
  EXPECT_EQ(text.size(), 300U);
}

}  // namespace
}  // namespace vtp::accounts
