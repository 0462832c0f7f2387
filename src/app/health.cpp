#include "app/health.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "base/text.h"
#include "database/migration_files.h"
#include "database/migrations.h"

namespace vtp::app {
namespace {

HealthStatus overall(const std::map<std::string, CheckResult>& checks) {
  const auto has = [&](CheckResult wanted) {
    return std::ranges::any_of(checks, [&](const auto& check) { return check.second == wanted; });
  };
  if (has(CheckResult::fail)) return HealthStatus::fail;
  return has(CheckResult::warn) ? HealthStatus::degraded : HealthStatus::ok;
}

}  // namespace

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  for (auto folder : split(path != nullptr ? path : "", ':')) {
    const auto candidate = (std::filesystem::path(folder) / name).string();
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

HealthChecks::HealthChecks(HealthSubjects subjects)
    : subjects_(std::move(subjects)),
      started_(subjects_.clock.now()),
      has_ffmpeg_(!find_program("ffmpeg").empty() && !find_program("ffprobe").empty()) {}

std::chrono::seconds HealthChecks::uptime() const {
  return std::chrono::duration_cast<std::chrono::seconds>(subjects_.clock.now() - started_);
}

CheckResult HealthChecks::check_database() const {
  const auto answered = subjects_.database.read(
      [](db::Transaction& tx) { return tx.query("select 1").front().get<int>(0) == 1; });
  return answered.value_or(false) ? CheckResult::pass : CheckResult::fail;
}

CheckResult HealthChecks::check_migrations() const {
  const auto version = db::schema_version(subjects_.database);
  return version && *version == db::migration_files().back().version ? CheckResult::pass : CheckResult::fail;
}

CheckResult HealthChecks::check_storage() const {
  if (!subjects_.media.is_writable()) return CheckResult::fail;
  return subjects_.media.space().free_percent() < subjects_.min_free_percent ? CheckResult::warn
                                                                             : CheckResult::pass;
}

/// Without ffmpeg lectures can be watched but none can be added; without the role somebody else must do it.
CheckResult HealthChecks::check_transcoder() const {
  return !subjects_.runs_jobs || has_ffmpeg_ ? CheckResult::pass : CheckResult::warn;
}

Health HealthChecks::health() const {
  Health health;
  health.version = subjects_.version;
  health.uptime_seconds = uptime();
  health.checks["database"] = check_database();
  health.checks["storage"] = check_storage();
  health.checks["media"] = has_ffmpeg_ ? CheckResult::pass : CheckResult::warn;
  health.checks["transcoder"] = check_transcoder();
  health.database = health.checks["database"] == CheckResult::pass;
  health.status = overall(health.checks);
  return health;
}

Readiness HealthChecks::readiness() const {
  Readiness readiness;
  auto& checks = readiness.checks;
  checks["database"] = check_database();
  checks["migrations"] = check_migrations();
  // A disk that is nearly full takes no uploads: another server should get them.
  checks["storage"] = check_storage() == CheckResult::pass ? CheckResult::pass : CheckResult::fail;
  checks["draining"] = draining_ ? CheckResult::fail : CheckResult::pass;
  readiness.status = overall(checks) == HealthStatus::fail ? "not_ready" : "ready";
  return readiness;
}

}  // namespace vtp::app
