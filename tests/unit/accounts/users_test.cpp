// E18 to E25: the administration of users.
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "accounts/user_store.h"
#include "support/accounts/api_fixture.h"

namespace vtp {
namespace {

using testing::AccountsApi;
using testing::ApiAnswer;
using testing::Person;
using namespace std::chrono_literals;

/// Knows one course, which one teacher manages.
class OneCourse final : public accounts::CoursePeople {
 public:
  Result<void> check_may_manage_students(db::Transaction&, const Identity& caller, CourseId course) override {
    if (course != id) return fail(ErrorCode::course_not_found, "There is no such course");
    if (caller.user != manager) return fail(ErrorCode::insufficient_permissions, "Not your course");
    return {};
  }
  CourseId id = CourseId::make();
  UserId manager;
};

class PropertyNotes final : public accounts::Ownership {
 public:
  void transfer(db::Transaction&, UserId from, UserId to, Timestamp) override {
    moved.emplace_back(from, to);
  }
  std::vector<std::pair<UserId, UserId>> moved;
};

class Users : public AccountsApi {
 public:
  Users() {
    course.manager = theo.id;
    accounts().users().set_course_people(course);
    accounts().users().add_ownership(property);
  }

 protected:
  /// Somebody who registered as a teacher and waits.
  Person make_pending() {
    post("/auth/register",
         R"({"email":"tim@example.org","password":"Correct-Horse-7","full_name":"Tim","role":"teacher"})");
    Person tim = sign_in_again({.email = "tim@example.org", .password = "Correct-Horse-7"});
    tim.id = *UserId::parse(get("/auth/profile", tim).at("/user_id"));
    return tim;
  }
  ApiAnswer set_role(const Person& whose, std::string_view role, const Person& who) {
    return post(whose.path("/role"), R"({"role":")" + std::string(role) + "\"}", who);
  }

  /// As many as a large school has.
  void add_students(int first, int count) {
    const auto added = database().write([&](db::Transaction& tx) {
      tx.query(
          "with recursive numbers (n) as (select cast($1 as bigint) union all "
          "select n + 1 from numbers where n + 1 < $1 + $2) "
          "insert into users (id, email, full_name, role, password_hash, locale, search_text, created_at, "
          "updated_at) select '00000000-0000-7000-8000-00000' || (1000000 + n), "
          "'pupil' || n || '@example.org', 'Pupil ' || n, 'student', '', 'en', 'pupil' || n, 0, 0 "
          "from numbers",
          first, count);
    });
    ASSERT_TRUE(added);
  }

  const std::regex line_{"([^\n]*)\n"};
  OneCourse course;
  PropertyNotes property;
  const Person adele = make_user(Role::admin, "Adele");
  const Person theo = make_user(Role::teacher, "Theo");
  const Person sara = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(Users);

TEST_P(Users, AreAdministratedByAdministratorsOnly) {
  struct Row {
    http::Method method;
    std::string path;
  };
  const std::vector<Row> rows{{http::Method::post, "/users"},
                              {http::Method::put, sara.path()},
                              {http::Method::del, sara.path()},
                              {http::Method::post, sara.path("/role")},
                              {http::Method::post, sara.path("/approve")},
                              {http::Method::post, sara.path("/reject")},
                              {http::Method::post, sara.path("/disable")},
                              {http::Method::post, sara.path("/enable")},
                              {http::Method::post, sara.path("/unlock")},
                              {http::Method::post, sara.path("/reset-2fa")},
                              {http::Method::post, sara.path("/reset-link")}};
  for (const auto& [method, path] : rows) {
    EXPECT_EQ(call(method, path).outcome(), "401 MISSING_TOKEN") << path;
    for (const auto& who : {sara, theo})
      EXPECT_EQ(call(method, path, {}, bearer(who.token)).outcome(), "403 INSUFFICIENT_PERMISSIONS") << path;
  }
}

TEST_P(Users, ThatDoNotExistAreNotFound) {
  const Person nobody{.id = UserId::make()};
  EXPECT_EQ(get(nobody.path(), adele).outcome(), "404 USER_NOT_FOUND");
  EXPECT_EQ(put(nobody.path(), "{}", adele).outcome(), "404 USER_NOT_FOUND");
  EXPECT_EQ(del(nobody.path(), adele).outcome(), "404 USER_NOT_FOUND");
  EXPECT_EQ(set_role(nobody, "teacher", adele).outcome(), "404 USER_NOT_FOUND");
  for (const auto* action : {"approve", "reject", "disable", "enable", "unlock", "reset-2fa", "reset-link"}) {
    EXPECT_EQ(post(nobody.path("/" + std::string(action)), "", adele).outcome(), "404 USER_NOT_FOUND")
        << action;
    EXPECT_EQ(post("/users/nobody/" + std::string(action), "", adele).outcome(), "400 INVALID_ID") << action;
  }
}

TEST_P(Users, AreListedNewestFirst) {
  clock.advance(1s);
  make_user(Role::student, "Stan");
  const auto list = get("/users?limit=2", adele);
  EXPECT_EQ(list.outcome(), "200");
  EXPECT_EQ(list.each("/users", "/full_name"), "Stan, Sara");
  EXPECT_EQ(list.at("/total"), "4");
  EXPECT_EQ(list.at("/limit"), "2");
  EXPECT_EQ(get("/users?limit=2&offset=2", adele).each("/users", "/full_name"), "Theo, Adele");
}

TEST_P(Users, AreListedInAnyOrder) {
  EXPECT_EQ(get("/users?sort=full_name", adele).each("/users", "/full_name"), "Adele, Sara, Theo");
  EXPECT_EQ(get("/users?sort=-full_name", adele).each("/users", "/full_name"), "Theo, Sara, Adele");
  clock.advance(1s);
  sign_in_again(theo);
  EXPECT_EQ(get("/users?sort=-last_login_at&limit=1", adele).each("/users", "/full_name"), "Theo");
  EXPECT_EQ(get("/users?sort=created_at", adele).each("/users", "/full_name"), "Adele, Theo, Sara");
}

TEST_P(Users, AreFilteredByWhatIsAsked) {
  make_pending();
  post(sara.path("/disable"), "", adele);
  const auto names = [&](std::string_view query) {
    return get("/users?sort=full_name&" + std::string(query), adele).each("/users", "/full_name");
  };
  EXPECT_EQ(names("q=SAR"), "Sara");
  EXPECT_EQ(names("q=theo%40example"), "Theo");
  EXPECT_EQ(names("q=%25"), "") << "a percent sign is a percent sign";
  EXPECT_EQ(names("role=teacher"), "Theo");
  EXPECT_EQ(names("status=disabled"), "Sara");
  EXPECT_EQ(names("approval_status=pending"), "Tim");
  EXPECT_EQ(names("email=Adele@example.org"), "Adele");
  EXPECT_EQ(names("status=active&role=student"), "Tim");
}

TEST_P(Users, ListRefusesQueriesItDoesNotKnow) {
  for (const auto* query : {"sort=email", "role=king", "status=gone", "approval_status=no", "limit=0",
                            "limit=101", "offset=-1", "format=xml"})
    EXPECT_EQ(get(std::string("/users?") + query, adele).outcome(), "400 VALIDATION_FAILED") << query;
  EXPECT_EQ(get("/users?course_id=one", theo).outcome(), "400 INVALID_ID");
}

TEST_P(Users, AreListedAsCsv) {
  put(sara.path(), R"({"full_name":"=1+1, \"Sara\"","phone":"+20 2 1"})", adele);
  const auto answer = get("/users?format=csv&role=student", adele);
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_TRUE(answer.body.starts_with("user_id,email,full_name,phone,role,")) << answer.body;
  EXPECT_TRUE(answer.body.contains(sara.id.text() + ",sara@example.org,\"'=1+1, \"\"Sara\"\"\","))
      << answer.body;
}

TEST_P(Users, AreListedAsCsvAllAtOnce) {
  add_students(0, 10'500);
  const auto lines = [&](std::string_view query) {
    const auto body = get("/users?format=csv&" + std::string(query), adele).body;
    return std::set<std::string>(std::sregex_token_iterator(body.begin(), body.end(), line_, 1), {}).size();
  };
  EXPECT_EQ(lines("limit=1&offset=1"), 1 + 3 + 10'500U) << "no page, and nobody twice";
  EXPECT_EQ(lines("role=student&sort=full_name"), 1 + 1 + 10'500U);
  EXPECT_EQ(lines("q=pupil10499"), 1 + 1U);
}

TEST_P(Users, AreNotListedAsCsvIfTheyAreTooMany) {
  add_students(0, 99'998);
  const auto refused = get("/users?format=csv", adele);
  EXPECT_EQ(refused.outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(refused.field_errors(), "format VALIDATION_FAILED");
  EXPECT_EQ(get("/users?format=csv&role=teacher", adele).outcome(), "200");
}

TEST_P(Users, AreListedAsCsvForAdministratorsOnly) {
  EXPECT_EQ(get("/users?format=csv&email=sara@example.org", theo).outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Users, AreLookedUpByTeachersByExactEmail) {
  const auto found = get("/users?email=Sara@Example.org", theo);
  EXPECT_EQ(found.outcome(), "200");
  EXPECT_EQ(found.at("/users"), R"([{"user_id":")" + sara.id.text() +
                                    R"(","full_name":"Sara","email":"sara@example.org","role":"student"}])");
  EXPECT_EQ(get("/users?email=sara@example", theo).at("/total"), "0");
  post(sara.path("/disable"), "", adele);
  EXPECT_EQ(get("/users?email=sara@example.org", theo).at("/total"), "0");
}

TEST_P(Users, AreLookedUpByTeachersForACourseTheyManage) {
  const auto by = [&](const CourseId& id) { return "/users?q=sara&course_id=" + id.text(); };
  EXPECT_EQ(get(by(course.id), theo).each("/users", "/email"), "sara@example.org");
  EXPECT_EQ(get(by(CourseId::make()), theo).outcome(), "404 COURSE_NOT_FOUND");
  const auto tina = make_user(Role::teacher, "Tina");
  EXPECT_EQ(get(by(course.id), tina).outcome(), "403 INSUFFICIENT_PERMISSIONS");
}

TEST_P(Users, AreNotListedForOthers) {
  EXPECT_EQ(get("/users", theo).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get("/users?q=sara", theo).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get("/users?email=sara@example.org", sara).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get("/users").outcome(), "401 MISSING_TOKEN");
}

TEST_P(Users, SeeThemselvesAndAdministratorsSeeEveryone) {
  const auto own = get(sara.path(), sara);
  EXPECT_EQ(own.outcome(), "200");
  EXPECT_EQ(own.at("/status"), "active");
  EXPECT_EQ(own.at("/locked_until"), "null");
  EXPECT_EQ(own.at("/session_count"), "1");
  EXPECT_EQ(own.at("/storage_bytes"), "0");
  EXPECT_EQ(own.at("/quota_bytes"), "null");
  EXPECT_EQ(own.at("/setup_url"), "absent");
  EXPECT_EQ(get(sara.path(), adele).body, own.body);
  EXPECT_EQ(get(theo.path(), sara).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get(Person{.id = UserId::make()}.path(), sara).outcome(), "403 INSUFFICIENT_PERMISSIONS")
      << "no difference between those who exist and those who do not";
}

TEST_P(Users, AreMadeWithAnyRole) {
  const auto made =
      post("/users",
           R"({"email":"Tina@example.org","password":"Correct-Horse-7","full_name":"Tina","role":"admin"})",
           adele);
  EXPECT_EQ(made.outcome(), "201");
  EXPECT_EQ(made.headers.get("Location"), "/api/v1/users/" + made.at("/user_id"));
  EXPECT_EQ(made.at("/role"), "admin");
  EXPECT_EQ(made.at("/email"), "tina@example.org");
  EXPECT_EQ(made.at("/setup_url"), "absent");
  EXPECT_EQ(made.at("/created_at"), to_rfc3339(clock.now()));
  EXPECT_EQ(sign_in("tina@example.org", "Correct-Horse-7").outcome(), "200");
  EXPECT_EQ(audited("user.create"), 1);
}

TEST_P(Users, MadeWithoutPasswordGetALinkToSetOne) {
  const auto made = post("/users", R"({"email":"tina@example.org","full_name":"Tina"})", adele);
  const auto url = made.at("/setup_url");
  EXPECT_EQ(sign_in("tina@example.org", "*").outcome(), "401 INVALID_CREDENTIALS");
  const auto token = url.substr(url.find('=') + 1);
  EXPECT_EQ(post("/auth/reset-password", R"({"token":")" + token + R"(","new_password":"Correct-Horse-7"})")
                .outcome(),
            "200");
  EXPECT_EQ(sign_in("tina@example.org", "Correct-Horse-7").outcome(), "200");
}

TEST_P(Users, AreMadeByTheRulesOfRegistration) {
  EXPECT_EQ(
      post("/users", R"({"password":"weak","phone":"none"})", adele).field_errors(),
      "email MISSING_FIELDS, password WEAK_PASSWORD, full_name MISSING_FIELDS, phone VALIDATION_FAILED");
  EXPECT_EQ(post("/users", R"({"email":"a@b","full_name":"A"})", adele).outcome(), "400 INVALID_EMAIL");
  EXPECT_EQ(post("/users", R"({"email":"a@b.c","full_name":"A","password":"weak"})", adele).outcome(),
            "400 WEAK_PASSWORD");
  EXPECT_EQ(post("/users", R"({"email":"a@b.c","full_name":"A","role":"king"})", adele).outcome(),
            "400 VALIDATION_FAILED");
  EXPECT_EQ(post("/users", R"({"email":"SARA@example.org","full_name":"A"})", adele).outcome(),
            "409 EMAIL_EXISTS");
}

TEST_P(Users, AreChanged) {
  const auto changed = put(sara.path(),
                           R"({"full_name":"Sara A.","phone":"1","email":"Sara.A@example.org","locale":"ar",)"
                           R"("quota_bytes":1000})",
                           adele);
  EXPECT_EQ(changed.outcome(), "200");
  EXPECT_EQ(changed.at("/full_name"), "Sara A.");
  EXPECT_EQ(changed.at("/email"), "sara.a@example.org");
  EXPECT_EQ(changed.at("/locale"), "ar");
  EXPECT_EQ(changed.at("/quota_bytes"), "1000");
  EXPECT_EQ(put(sara.path(), R"({"quota_bytes":null,"phone":null})", adele).at("/quota_bytes"), "null");
  EXPECT_EQ(sign_in("sara.a@example.org", sara.password).outcome(), "200");
  EXPECT_EQ(get("/users?q=sara.a", adele).at("/total"), "1");
}

TEST_P(Users, AreChangedByTheRules) {
  const auto wrong = put(sara.path(), R"({"quota_bytes":-1,"email":"none","full_name":null})", adele);
  EXPECT_EQ(wrong.outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(wrong.field_errors(),
            "full_name VALIDATION_FAILED, email INVALID_EMAIL, quota_bytes VALIDATION_FAILED");
  EXPECT_EQ(put(sara.path(), R"({"email":"none"})", adele).outcome(), "400 INVALID_EMAIL");
  EXPECT_EQ(put(sara.path(), R"({"email":"theo@example.org"})", adele).outcome(), "409 EMAIL_EXISTS");
  EXPECT_EQ(put(sara.path(), R"({"email":"sara@example.org"})", adele).outcome(), "200")
      << "their own address";
}

TEST_P(Users, GetAnotherRole) {
  const auto changed = set_role(sara, "teacher", adele);
  EXPECT_EQ(changed.outcome(), "200");
  EXPECT_EQ(changed.at("/role"), "teacher");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN");
  const auto renewed = post("/auth/refresh", R"({"refresh_token":")" + sara.refresh_token + "\"}");
  EXPECT_EQ(get("/auth/profile", {.token = renewed.at("/access_token")}).at("/role"), "teacher");
  EXPECT_EQ(set_role(sara, "king", adele).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(post(sara.path("/role"), "{}", adele).outcome(), "400 MISSING_FIELDS");
  EXPECT_EQ(set_role(theo, "teacher", adele).outcome(), "200") << "the same role again";
  EXPECT_EQ(get("/auth/profile", theo).outcome(), "200") << "and no token has ended by it";
}

TEST_P(Users, WhoWaitAreApproved) {
  const auto tim = make_pending();
  const auto approved = post(tim.path("/approve"), "", adele);
  EXPECT_EQ(approved.outcome(), "200");
  EXPECT_EQ(approved.at("/role"), "teacher");
  EXPECT_EQ(approved.at("/approval_status"), "approved");
  EXPECT_EQ(post(tim.path("/approve"), "", adele).outcome(), "409 NOT_PENDING");
  EXPECT_EQ(post(tim.path("/reject"), "", adele).outcome(), "409 NOT_PENDING");
  EXPECT_EQ(audited("user.approve"), 1);
}

TEST_P(Users, WhoWaitAreRejected) {
  const auto tim = make_pending();
  const auto rejected = post(tim.path("/reject"), "", adele);
  EXPECT_EQ(rejected.at("/role"), "student");
  EXPECT_EQ(rejected.at("/approval_status"), "rejected");
  EXPECT_EQ(get("/auth/profile", tim).outcome(), "200") << "students they stay";
  EXPECT_EQ(post(sara.path("/reject"), "", adele).outcome(), "409 NOT_PENDING");
}

TEST_P(Users, AreDisabledAndEnabled) {
  EXPECT_EQ(post(sara.path("/disable"), "", adele).at("/status"), "disabled");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(post(sara.path("/disable"), "", adele).outcome(), "200") << "said again";
  EXPECT_EQ(post(sara.path("/enable"), "", adele).at("/status"), "active");
  EXPECT_EQ(get("/auth/profile", sara).outcome(), "401 INVALID_TOKEN") << "the old session stays ended";
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(Users, AreUnlocked) {
  for (int i = 0; i < 5; ++i) sign_in(sara.email, "wrong");
  EXPECT_EQ(get(sara.path(), adele).at("/locked_until"), to_rfc3339(clock.now() + 900s));
  EXPECT_EQ(post(sara.path("/unlock"), "", adele).at("/locked_until"), "null");
  EXPECT_EQ(sign_in(sara.email, sara.password).outcome(), "200");
}

TEST_P(Users, LoseTheirSecondFactorOnRequest) {
  database().write([&](db::Transaction& tx) {
    tx.query("update users set totp_enabled_at = $2 where id = $1", sara.id, clock.now());
  });
  EXPECT_EQ(get(sara.path(), adele).at("/totp_enabled"), "true");
  EXPECT_EQ(post(sara.path("/reset-2fa"), "", adele).at("/totp_enabled"), "false");
}

TEST_P(Users, KeepTheLastAdministrator) {
  EXPECT_EQ(set_role(adele, "teacher", adele).outcome(), "409 LAST_ADMIN");
  EXPECT_EQ(post(adele.path("/disable"), "", adele).outcome(), "409 LAST_ADMIN");
  EXPECT_EQ(del(adele.path(), adele).outcome(), "409 LAST_ADMIN");
  EXPECT_EQ(del(adele.path("?transfer_to=" + theo.id.text()), adele).outcome(), "409 LAST_ADMIN");
  const auto second = make_user(Role::admin, "Anna");
  EXPECT_EQ(set_role(adele, "teacher", second).outcome(), "200");
  EXPECT_EQ(post(second.path("/disable"), "", second).outcome(), "409 LAST_ADMIN");
}

TEST_P(Users, AreErasedAndLeaveWhatTheyOwnToTheCaller) {
  EXPECT_EQ(del(theo.path(), adele).outcome(), "204");
  EXPECT_EQ(property.moved, (std::vector{std::pair(theo.id, adele.id)}));
  EXPECT_EQ(get("/auth/profile", theo).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(sign_in(theo.email, theo.password).outcome(), "401 INVALID_CREDENTIALS");
  const auto erased = get(theo.path(), adele);
  EXPECT_EQ(erased.at("/status"), "deleted");
  for (const auto* trace : {"Theo", "theo"}) EXPECT_FALSE(erased.body.contains(trace)) << erased.body;
  EXPECT_EQ(get("/users?q=theo", adele).at("/total"), "0");
  EXPECT_EQ(get("/users?status=deleted", adele).at("/total"), "1");
  EXPECT_EQ(del(theo.path(), adele).outcome(), "204") << "said again, the same answer";
  EXPECT_EQ(property.moved.size(), 1U);
  EXPECT_EQ(post(theo.path("/enable"), "", adele).outcome(), "404 USER_NOT_FOUND");
}

TEST_P(Users, AreErasedAndTheirAddressIsFree) {
  del(sara.path(), adele);
  EXPECT_EQ(make_user(Role::student, "Sara").email, sara.email);
}

TEST_P(Users, LeaveWhatTheyOwnToWhomTheCallerNames) {
  const auto tina = make_user(Role::teacher, "Tina");
  EXPECT_EQ(del(theo.path("?transfer_to=" + tina.id.text()), adele).outcome(), "204");
  EXPECT_EQ(property.moved, (std::vector{std::pair(theo.id, tina.id)}));
}

TEST_P(Users, LeaveNothingToThoseWhoCannotOwnIt) {
  const auto outcome = [&](const UserId& heir) {
    return del(theo.path("?transfer_to=" + heir.text()), adele).outcome();
  };
  EXPECT_EQ(outcome(theo.id), "400 VALIDATION_FAILED");
  EXPECT_EQ(outcome(sara.id), "400 VALIDATION_FAILED") << "a student";
  EXPECT_EQ(outcome(UserId::make()), "400 VALIDATION_FAILED");
  EXPECT_EQ(del(theo.path("?transfer_to=me"), adele).outcome(), "400 INVALID_ID");
  EXPECT_TRUE(property.moved.empty());
  EXPECT_EQ(get("/auth/profile", theo).outcome(), "200");
}

}  // namespace
}  // namespace vtp
