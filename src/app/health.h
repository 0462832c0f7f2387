// Is everything fine? One look at what the program needs, for people (/health) and for supervisors
// (/health/ready).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "base/enum_names.h"
#include "base/time.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "json/shape.h"

namespace vtp::app {

enum class CheckResult : std::uint8_t { pass, warn, fail };
enum class HealthStatus : std::uint8_t { ok, degraded, fail };

/// Row 6.
struct Health {
  HealthStatus status = HealthStatus::ok;
  std::string service = "vtp-platform";
  std::string version;
  std::chrono::seconds uptime_seconds{0};
  bool database = false;
  std::map<std::string, CheckResult> checks;
};

/// E86.
struct Readiness {
  std::string status;  // ready | not_ready
  std::map<std::string, CheckResult> checks;
};

/// What the checks look at. Everything referred to outlives them.
struct HealthSubjects {
  db::Database& database;
  blobs::Directory& media;
  const Clock& clock;
  double min_free_percent = 5;
  bool runs_jobs = true;  // this process has the role worker
  std::string version;
};

/// Blocks for a moment (one query, one look at the disk). Safe to use from many threads.
class HealthChecks {
 public:
  explicit HealthChecks(HealthSubjects subjects);

  [[nodiscard]] Health health() const;
  [[nodiscard]] Readiness readiness() const;

  /// From now on not ready: a load balancer sends its requests elsewhere while running ones end.
  void start_draining() { draining_ = true; }

  [[nodiscard]] std::chrono::seconds uptime() const;

 private:
  [[nodiscard]] CheckResult check_database() const;
  [[nodiscard]] CheckResult check_migrations() const;
  [[nodiscard]] CheckResult check_storage() const;
  [[nodiscard]] CheckResult check_transcoder() const;

  HealthSubjects subjects_;
  Timestamp started_;
  bool has_ffmpeg_;  // looked up once: programs do not come and go
  std::atomic<bool> draining_ = false;
};

/// The full path of a program in PATH; empty if there is none.
std::string find_program(const std::string& name);

}  // namespace vtp::app

template <>
struct vtp::EnumNames<vtp::app::CheckResult> {
  static constexpr std::array<std::string_view, 3> names{"pass", "warn", "fail"};
};
template <>
struct vtp::EnumNames<vtp::app::HealthStatus> {
  static constexpr std::array<std::string_view, 3> names{"ok", "degraded", "fail"};
};
template <>
struct vtp::json::Shape<vtp::app::Health> {
  using Health = vtp::app::Health;
  static constexpr std::string_view name = "Health";
  static constexpr std::array fields{
      field<&Health::status>("status"),     field<&Health::service>("service"),
      field<&Health::version>("version"),   field<&Health::uptime_seconds>("uptime_seconds"),
      field<&Health::database>("database"), field<&Health::checks>("checks"),
  };
};
template <>
struct vtp::json::Shape<vtp::app::Readiness> {
  using Readiness = vtp::app::Readiness;
  static constexpr std::string_view name = "Readiness";
  static constexpr std::array fields{field<&Readiness::status>("status"),
                                     field<&Readiness::checks>("checks")};
};
