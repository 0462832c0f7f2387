#include "support/database/postgres_server.h"

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <pwd.h>
#include <signal.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace vtp::testing {
namespace {

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr std::chrono::seconds start_limit{30};

/// PostgreSQL refuses to run as root.
const passwd* other_user() {
  if (geteuid() != 0) return nullptr;
  const auto* user = getpwnam("postgres");
  if (user == nullptr) throw std::runtime_error("there is no user postgres: install postgresql-15");
  return user;
}

[[noreturn]] void become(const passwd* user, const std::string& log, std::vector<char*> arguments) {
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

pid_t start_program(const std::string& directory, std::vector<std::string> arguments) {
  const auto* user = other_user();
  arguments.front() = programs + arguments.front();
  std::vector<char*> pointers;
  for (auto& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const auto log = directory + "/log";
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) become(user, log, pointers);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

OwnPostgresServer::OwnPostgresServer() {
  if (const auto* user = other_user())
    if (chown(directory_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error("the test directory cannot be given to postgres");
  make_cluster();
  start();
}

OwnPostgresServer::~OwnPostgresServer() {
  stop();
}

void OwnPostgresServer::make_cluster() {
  const auto child = start_program(
      directory_.path(), {"initdb", "--pgdata=" + directory_.file("data"), "--no-sync", "--username=postgres",
                          "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"});
  if (wait_for(child) != 0) throw std::runtime_error("initdb failed, see " + directory_.file("log"));
}

void OwnPostgresServer::start() {
  const auto& directory = directory_.path().string();
  process_ = start_program(directory, {"postgres",
                                       "-D",
                                       directory_.file("data"),
                                       "-k",
                                       directory,
                                       "-c",
                                       "listen_addresses=",
                                       "-c",
                                       "fsync=off",
                                       "-c",
                                       "full_page_writes=off",
                                       "-c",
                                       "synchronous_commit=off",
                                       "-c",
                                       "wal_level=minimal",
                                       "-c",
                                       "max_wal_senders=0",
                                       "-c",
                                       "shared_buffers=32MB",
                                       "-c",
                                       "max_connections=100",
                                       "-c",
                                       "autovacuum=off",
                                       "-c",
                                       "dynamic_shared_memory_type=mmap"});
  wait_until_ready();
}

void OwnPostgresServer::stop() {
  if (process_ == 0) return;
  kill(process_, SIGQUIT);  // "immediate": nothing needs to survive
  wait_for(process_);
  process_ = 0;
}

void OwnPostgresServer::wait_until_ready() const {
  const auto deadline = std::chrono::steady_clock::now() + start_limit;
  while (PQping(url().c_str()) != PQPING_OK) {
    if (std::chrono::steady_clock::now() > deadline || waitpid(process_, nullptr, WNOHANG) != 0)
      throw std::runtime_error("PostgreSQL does not start, see " + directory_.file("log"));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

std::string OwnPostgresServer::url() const {
  return fmt::format("postgres://postgres@/postgres?host={}", directory_.path().string());
}

std::string postgres_url() {
  if (const char* named = std::getenv("VTP_TEST_POSTGRES"); named != nullptr && *named != '\0') return named;
  static OwnPostgresServer server;
  return server.url();
}

std::string with_database(const std::string& url, const std::string& database) {
  const auto authority = url.find("://") + 3;
  const auto query = std::min(url.find('?', authority), url.size());
  const auto path = std::min(url.find('/', authority), query);
  return url.substr(0, path) + "/" + database + url.substr(query);
}

}  // namespace vtp::testing
