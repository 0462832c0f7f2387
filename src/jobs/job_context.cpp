#include "jobs/job_context.h"

#include <algorithm>

#include "base/try.h"
#include "jobs/eta.h"

namespace vtp::jobs {
namespace {

void update(Progress& progress, double percent, std::optional<double> speed) {
  progress.percent = std::clamp(percent, 0.0, 100.0);
  if (speed) progress.speed = smoothed_speed(progress.speed, *speed);
}

}  // namespace

JobContext::JobContext(JobQueue& queue, std::string owner, Job job)
    : queue_(queue), owner_(std::move(owner)), job_(std::move(job)) {
  held_[job_.id];
}

Result<std::vector<Job>> JobContext::take_siblings() {
  if (!job_.recording) return std::vector<Job>{};
  VTP_TRY(auto siblings, queue_.lease_also(owner_, *job_.recording, job_.kind));
  const std::lock_guard lock(mutex_);
  for (const auto& sibling : siblings) held_[sibling.id];
  return siblings;
}

void JobContext::report(double percent, std::optional<double> speed) {
  const std::lock_guard lock(mutex_);
  for (auto& [id, held] : held_) update(held.progress, percent, speed);
}

void JobContext::report(const JobId& id, double percent, std::optional<double> speed) {
  const std::lock_guard lock(mutex_);
  if (const auto found = held_.find(id); found != held_.end()) update(found->second.progress, percent, speed);
}

bool JobContext::complete(db::Transaction& tx, const JobId& id) {
  if (!queue_.complete(tx, id, owner_)) return false;
  tx.after_commit([this, id] {
    const std::lock_guard lock(mutex_);
    held_.erase(id);
  });
  return true;
}

bool JobContext::cancelled(const JobId& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(id);
  return found != held_.end() && found->second.cancelled;
}

std::map<JobId, JobContext::Held> JobContext::held() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

Result<void> JobContext::beat() {
  std::map<JobId, Progress> progress;
  for (const auto& [id, held] : held()) progress[id] = held.progress;
  if (progress.empty()) return {};
  VTP_TRY(const auto holdings, queue_.renew(owner_, progress));
  if (apply(holdings)) stop_.request_stop();
  return {};
}

bool JobContext::apply(const std::map<JobId, Holding>& holdings) {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, holding] : holdings) {
    const auto found = held_.find(id);
    if (found == held_.end()) continue;  // completed in the meantime
    if (holding == Holding::cancelled) found->second.cancelled = true;
    if (holding == Holding::lost) {
      held_.erase(found);
      something_lost_ = true;
    }
  }
  const bool all_cancelled =
      std::ranges::all_of(held_, [](const auto& entry) { return entry.second.cancelled; });
  return all_cancelled && (something_lost_ || !held_.empty());
}

void JobContext::shut_down() {
  shutting_down_ = true;
  stop_.request_stop();
}

Result<void> JobContext::settle(const std::expected<void, JobFailure>& outcome) {
  Result<void> answer;
  for (const auto& [id, held] : held())
    if (auto settled = settle_one(id, held, outcome); !settled) answer = std::move(settled);
  return answer;
}

Result<void> JobContext::settle_one(const JobId& id, const Held& held,
                                    const std::expected<void, JobFailure>& outcome) {
  if (held.cancelled) return queue_.confirm_cancel(id, owner_);
  if (outcome) return queue_.complete(id, owner_);
  return shutting_down_ ? queue_.release(id, owner_) : queue_.fail(id, owner_, outcome.error());
}

}  // namespace vtp::jobs
