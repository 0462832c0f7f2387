// The PostgreSQL server that tests use: the one that VTP_TEST_POSTGRES names, or one of their own.
#pragma once

#include <string>
#include <sys/types.h>

#include "support/database/temporary_directory.h"

namespace vtp::testing {

/// A server on a Unix socket in a temporary directory, without fsync. It ends with the object, and also when
/// the test program is killed.
class OwnPostgresServer {
 public:
  OwnPostgresServer();
  ~OwnPostgresServer();
  OwnPostgresServer(const OwnPostgresServer&) = delete;
  OwnPostgresServer& operator=(const OwnPostgresServer&) = delete;

  /// Of a superuser.
  [[nodiscard]] std::string url() const;

  /// For tests of what happens when the server goes away and comes back.
  void start();
  void stop();

 private:
  void make_cluster();
  void wait_until_ready() const;

  TemporaryDirectory directory_;
  pid_t process_ = 0;
};

/// Of a superuser. Starts a server when first called, unless the environment names one.
std::string postgres_url();

/// `url` with another database.
std::string with_database(const std::string& url, const std::string& database);

}  // namespace vtp::testing
