#include "database/postgres/open.h"

#include "database/pooled_database.h"
#include "database/postgres/connection.h"

namespace vtp::db::postgres {
namespace {

class PostgresDatabase final : public PooledDatabase {
 public:
  PostgresDatabase(const std::string& url, const Options& options)
      : PooledDatabase(options), connections_(options.connections, [this, url] {
          return std::make_unique<PostgresConnection>(url, this->options());
        }) {}

  Result<void> start() { return try_connection(Access::read); }

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  Result<std::optional<std::string>> back_up(std::string_view) override { return std::nullopt; }

 protected:
  Pool& pool_for(Access) override { return connections_; }

 private:
  Pool connections_;
};

}  // namespace

Result<std::unique_ptr<Database>> open(const std::string& url, const Options& options) {
  auto database = std::make_unique<PostgresDatabase>(url, options);
  if (auto done = database->start(); !done) return std::unexpected(std::move(done).error());
  return database;
}

}  // namespace vtp::db::postgres
