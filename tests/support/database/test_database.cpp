#include "support/database/test_database.h"

#include <atomic>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "database/migrations.h"
#include "support/database/postgres_server.h"
#include "support/database/temporary_directory.h"

namespace vtp::testing {
namespace {

std::string unique_name() {
  static std::atomic<int> counter = 0;
  return fmt::format("vtp_test_{}_{}", getpid(), ++counter);
}

void log_failure(const db::StatementFailed& failure) {
  std::cerr << failure.message << '\n';
}

std::unique_ptr<db::Database> open_or_throw(const std::string& url, db::Options options) {
  if (!options.on_failure) options.on_failure = log_failure;
  auto database = db::open(url, options);
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

void migrate_or_throw(const std::string& url) {
  const auto database = open_or_throw(url, {.connections = 1});
  if (auto done = db::migrate(*database); !done) throw std::runtime_error(done.error().message);
}

/// Commands that must stand outside of transactions; over one connection, because to connect costs more than
/// most tests.
void administer(const std::string& command) {
  static const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(postgres_url().c_str()),
                                                                     PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), command.c_str()),
                                                              PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
}

/// Migrated once a test program; every test gets a copy of it.
class SqliteFiles {
 public:
  SqliteFiles() { migrate_or_throw(template_); }

  std::string make(TestDatabase::Contents contents) {
    auto file = directory_.file(unique_name() + ".db");
    if (contents == TestDatabase::Contents::migrated) std::filesystem::copy_file(template_, file);
    return file;
  }

 private:
  TemporaryDirectory directory_;
  std::string template_ = directory_.file("template.db");
};

class PostgresDatabases {
 public:
  PostgresDatabases() {
    administer("create database " + template_);
    migrate_or_throw(with_database(postgres_url(), template_));
    open_or_throw(with_database(postgres_url(), template_),
                  {});  // leaves a warm catalogue cache to the copies
  }
  ~PostgresDatabases() { administer("drop database if exists " + template_); }

  std::string make(TestDatabase::Contents contents) {
    const auto name = unique_name();
    const auto& source = contents == TestDatabase::Contents::migrated ? template_ : "template1";
    // A third of the time of the default strategy, which logs every page.
    administer(fmt::format("create database {} template {} strategy file_copy", name, source));
    return with_database(postgres_url(), name);
  }

 private:
  std::string template_ = unique_name() + "_template";
};

std::string make_database(db::Engine engine, TestDatabase::Contents contents) {
  if (engine == db::Engine::sqlite) {
    static SqliteFiles files;
    return files.make(contents);
  }
  postgres_url();  // so that the server ends after the object that needs it
  static PostgresDatabases databases;
  return databases.make(contents);
}

}  // namespace

TestDatabase::TestDatabase(db::Engine engine, Contents contents)
    : engine_(engine), url_(make_database(engine, contents)) {}

TestDatabase::~TestDatabase() {
  if (engine_ == db::Engine::sqlite) {
    for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(url_ + suffix);
  } else {
    const auto query = url_.find('?');
    const auto slash = url_.rfind('/', query);
    administer(fmt::format("drop database {} with (force)", url_.substr(slash + 1, query - slash - 1)));
  }
}

std::unique_ptr<db::Database> TestDatabase::open(const db::Options& options) const {
  return open_or_throw(url_, options);
}

}  // namespace vtp::testing
