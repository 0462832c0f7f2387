#include "database/database.h"

#include <thread>

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "support/database/database_test.h"

namespace vtp::db {
namespace {

class DatabaseEngine : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    const auto made = database().write([](Transaction& tx) {
      tx.query(
          "create table things (id text primary key, number bigint, real_number double precision, name text,"
          " parent text references things (id))");
    });
    ASSERT_TRUE(made.has_value());
  }

  std::int64_t count() {
    return database()
        .read([](Transaction& tx) {
          return tx.query("select count(*) from things").front().get<std::int64_t>(0);
        })
        .value();
  }

  Result<void> insert(const std::string& id) {
    return database().write([&](Transaction& tx) { tx.query("insert into things (id) values ($1)", id); });
  }
};
VTP_ON_BOTH_ENGINES(DatabaseEngine);

TEST_P(DatabaseEngine, ValuesComeBackAsTheyWere) {
  const auto bytes = Bytes{std::byte{0}, std::byte{0xFF}, std::byte{'\\'}};
  const auto row = database().read([&](Transaction& tx) {
    return tx
        .query(
            "select cast($1 as bigint), cast($2 as double precision), cast($3 as text), cast($4 as text),"
            " cast($5 as bigint)",
            std::int64_t{-9'007'199'254'740'993}, 0.1, "žluťoučký 'kůň'", std::optional<std::string>(), true)
        .front();
  });
  EXPECT_EQ(row->get<std::int64_t>(0), -9'007'199'254'740'993);
  EXPECT_EQ(row->get<double>(1), 0.1);
  EXPECT_EQ(row->get<std::string>(2), "žluťoučký 'kůň'");
  EXPECT_EQ(row->get<std::optional<std::string>>(3), std::nullopt);
  EXPECT_TRUE(row->get<bool>(4));
}

TEST_P(DatabaseEngine, BytesComeBackAsTheyWere) {
  const std::string type = GetParam() == Engine::sqlite ? "blob" : "bytea";
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
  const auto stored = database().write([&](Transaction& tx) {
    tx.query("create table files (name text, content " + type + ")");
    tx.query("insert into files values ('all', $1), ('empty', $2), ('none', $3)", all, Bytes{}, std::nullopt);
    return tx.query("select content from files order by name");
  });
  const auto rows = std::vector<Row>(stored->begin(), stored->end());
  EXPECT_EQ(rows.at(0).get<Bytes>(0), all);
  EXPECT_EQ(rows.at(1).get<Bytes>(0), Bytes{});
  EXPECT_EQ(rows.at(2).get<std::optional<Bytes>>(0), std::nullopt);
}

TEST_P(DatabaseEngine, ParametersAreBoundByNumberAndMayRepeat) {
  const auto text = database().read([](Transaction& tx) {
    return tx.query("select cast($2 as text) || cast($1 as text) || cast($2 as text)", "a", "b")
        .front()
        .get<std::string>(0);
  });
  EXPECT_EQ(text, "bab");
}

TEST_P(DatabaseEngine, NumbersOfParametersMustFit) {
  const auto answer = database().read([](Transaction& tx) { tx.query("select cast($1 as text)", "a", "b"); });
  EXPECT_EQ(answer.error().code, ErrorCode::internal_error);
}

TEST_P(DatabaseEngine, SumsOfIntegersAreIntegersAndAveragesAreNot) {
  const auto row = database().write([](Transaction& tx) {
    tx.query("insert into things (id, number) values ('a', 1), ('b', 2)");
    return tx.query("select sum(number), avg(number) from things").front();
  });
  EXPECT_EQ(row->get<std::int64_t>(0), 3);
  EXPECT_EQ(row->get<double>(1), 1.5);
}

TEST_P(DatabaseEngine, GreatestAndLeastIgnoreNull) {
  const auto row = database().read([](Transaction& tx) {
    return tx.query("select greatest(cast($1 as bigint), null, 7), least(cast($1 as bigint), null, 7)", 5)
        .front();
  });
  EXPECT_EQ(row->get<std::int64_t>(0), 7);
  EXPECT_EQ(row->get<std::int64_t>(1), 5);
}

TEST_P(DatabaseEngine, LikeMindsTheCase) {
  const auto matches = database().read([](Transaction& tx) {
    return tx.query("select 1 where 'Algebra' like '%alg%'").size() +
           tx.query("select 1 where 'Algebra' like '%Alg%'").size() * 10;
  });
  EXPECT_EQ(matches, 10);
}

TEST_P(DatabaseEngine, CollationCSortsByBytes) {
  const auto order = database().write([](Transaction& tx) {
    tx.query("insert into things (id, name) values ('1', 'b'), ('2', 'A'), ('3', 'a'), ('4', 'é')");
    std::string ids;
    for (const auto& row : tx.query("select id from things order by name collate \"C\""))
      ids += row.get<std::string>(0);
    return ids;
  });
  EXPECT_EQ(order, "2314");
}

TEST_P(DatabaseEngine, ChangesCountTouchedRows) {
  const auto changes = database().write([](Transaction& tx) {
    std::vector<std::int64_t> counts;
    counts.push_back(tx.query("insert into things (id) values ('a'), ('b')").changes());
    counts.push_back(tx.query("update things set number = 1 where id = $1", "a").changes());
    counts.push_back(tx.query("update things set number = 1 where id = $1", "none").changes());
    counts.push_back(tx.query("delete from things returning id").changes());
    counts.push_back(tx.query("select 1").changes());
    return counts;
  });
  EXPECT_EQ(*changes, (std::vector<std::int64_t>{2, 1, 0, 2, 0}));
}

TEST_P(DatabaseEngine, AnErrorRollsBack) {
  const auto answer = database().write([](Transaction& tx) -> Result<int> {
    tx.query("insert into things (id) values ('a')");
    return fail(ErrorCode::conflict, "no");
  });
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseEngine, AFailedStatementRollsBackAndSaysNothingOfSql) {
  const auto answer = database().write([](Transaction& tx) {
    tx.query("insert into things (id) values ('a')");
    tx.query("select nonsense from nowhere");
  });
  EXPECT_EQ(answer.error().code, ErrorCode::internal_error);
  EXPECT_FALSE(answer.error().message.contains("nonsense"));
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseEngine, AnExceptionRollsBackAndTravelsOn) {
  EXPECT_THROW(database().write([](Transaction& tx) {
    tx.query("insert into things (id) values ('a')");
    throw std::runtime_error("a bug");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(insert("a").has_value());
}

TEST_P(DatabaseEngine, EffectsFollowTheCommitAndOnlyThat) {
  std::vector<std::string> effects;
  const auto transact = [&](const std::string& name, bool succeed) {
    return database().write([&](Transaction& tx) -> Result<void> {
      tx.query("insert into things (id) values ($1)", name);
      tx.after_commit([&, name] { effects.push_back(name + std::to_string(count())); });
      if (!succeed) return fail(ErrorCode::conflict, "no");
      return {};
    });
  };
  EXPECT_FALSE(transact("a", false).has_value());
  EXPECT_TRUE(transact("b", true).has_value());
  EXPECT_TRUE(transact("c", true).has_value());
  EXPECT_EQ(effects, (std::vector<std::string>{"b1", "c2"}));
}

TEST_P(DatabaseEngine, ForeignKeysHold) {
  const auto answer = database().write(
      [](Transaction& tx) { tx.query("insert into things (id, parent) values ('a', 'nobody')"); });
  EXPECT_EQ(answer.error().code, ErrorCode::internal_error);
}

TEST_P(DatabaseEngine, ABrokenUniqueRuleCanBeAskedForInSql) {
  const auto sizes = database().write([](Transaction& tx) {
    constexpr auto* sql = "insert into things (id) values ($1) on conflict do nothing returning id";
    return std::pair(tx.query(sql, "a").size(), tx.query(sql, "a").size());
  });
  EXPECT_EQ(*sizes, std::pair(std::size_t{1}, std::size_t{0}));
}

TEST_P(DatabaseEngine, AReaderMayNotWrite) {
  const auto answer =
      database().read([](Transaction& tx) { tx.query("insert into things (id) values ('a')"); });
  EXPECT_FALSE(answer.has_value());
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseEngine, AReaderSeesOneMomentThroughout) {
  const auto counts = database().read([&](Transaction& tx) {
    constexpr auto* sql = "select count(*) from things";
    const auto before = tx.query(sql).front().get<std::int64_t>(0);
    std::thread([&] { EXPECT_TRUE(insert("a").has_value()); }).join();
    return std::pair(before, tx.query(sql).front().get<std::int64_t>(0));
  });
  EXPECT_EQ(*counts, std::pair(std::int64_t{0}, std::int64_t{0}));
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseEngine, WritesThatReadFirstDoNotLoseEachOther) {
  ASSERT_TRUE(
      database().write([](Transaction& tx) { tx.query("insert into things values ('a', 0, 0, '', null)"); }));
  std::vector<std::jthread> threads;
  std::atomic<int> successes = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 10; ++n) {
        const auto done = database().write([](Transaction& tx) {
          const auto number =
              tx.query("select number from things where id = 'a'").front().get<std::int64_t>(0);
          tx.query("update things set number = $1 where id = 'a'", number + 1);
        });
        if (done) ++successes;
      }
    });
  threads.clear();
  const auto number = database().read(
      [](Transaction& tx) { return tx.query("select number from things").front().get<std::int64_t>(0); });
  EXPECT_EQ(*number, successes);
  EXPECT_EQ(successes, 40);
}

TEST_P(DatabaseEngine, WhoWaitsTooLongForAConnectionIsAskedToComeBack) {
  const auto small = test_database().open({.connections = 1,
                                           .wait_limit = std::chrono::milliseconds(50),
                                           .on_failure = [](const StatementFailed&) {}});
  const auto inner = small->read(
      [&](Transaction&) { return small->read([](Transaction& tx) { return tx.query("select 1").size(); }); });
  ASSERT_FALSE(inner.has_value());
  EXPECT_EQ(inner.error().code, ErrorCode::not_ready);
  EXPECT_TRUE(inner.error().retry_after.has_value());
}

TEST_P(DatabaseEngine, AStatementThatTakesTooLongIsEnded) {
  StatementFailed told;
  const auto strict =
      test_database().open({.statement_limit = std::chrono::milliseconds(50),
                            .on_failure = [&](const StatementFailed& failure) { told = failure; }});
  const auto answer = strict->read([](Transaction& tx) {
    tx.query(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000000)"
        " select count(*) from n");
  });
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, ErrorCode::not_ready);
  EXPECT_EQ(told.kind, StatementFailed::Kind::unavailable);
  EXPECT_TRUE(strict->read([](Transaction& tx) { return tx.query("select 1").size(); }).has_value());
}

TEST_P(DatabaseEngine, TheHooksHearOfStatementsAndFailures) {
  std::vector<std::string> failures;
  int statements = 0;
  const auto heard = test_database().open(
      {.on_failure = [&](const StatementFailed& failure) { failures.push_back(failure.message); },
       .on_statement = [&](std::chrono::microseconds) { ++statements; }});
  EXPECT_TRUE(
      heard->read([](Transaction& tx) { return tx.query("select 1").size() + tx.query("select 2").size(); }));
  EXPECT_EQ(statements, 2);
  EXPECT_FALSE(heard->read([](Transaction& tx) { tx.query("select nonsense"); }));
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_TRUE(failures.front().contains("select nonsense"));
}

TEST_P(DatabaseEngine, TheStatementCacheIsBounded) {
  const auto sum = database().read([](Transaction& tx) {
    std::int64_t total = 0;
    for (int i = 0; i < 1500; ++i)
      total += tx.query("select " + std::to_string(i)).front().get<std::int64_t>(0);
    return total;
  });
  EXPECT_EQ(*sum, 1500 * 1499 / 2);
}

TEST_P(DatabaseEngine, StatementsLiveThroughAChangeOfTheSchema) {
  const auto select = [](Transaction& tx) { return tx.query("select * from things").size(); };
  EXPECT_TRUE(database().read(select).has_value());
  const auto other = test_database().open();
  EXPECT_TRUE(other->write([](Transaction& tx) { tx.query("alter table things add column extra text"); }));
  EXPECT_TRUE(database().read(select).has_value());
}

TEST_P(DatabaseEngine, RowsCanBeLockedForOneWorkerOnly) {
  ASSERT_TRUE(insert("a").has_value());
  const auto taken = database().write([&](Transaction& tx) {
    return tx.query("select id from things" + std::string(for_update_skip_locked(tx.engine()))).size();
  });
  EXPECT_EQ(*taken, 1U);
}

}  // namespace
}  // namespace vtp::db
