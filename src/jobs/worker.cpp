#include "jobs/worker.h"

#include <exception>

#include <fmt/format.h>

namespace vtp::jobs {

void Worker::add_handler(std::string kind, Handler handler) {
  kinds_.push_back(kind);
  handlers_.emplace(std::move(kind), std::move(handler));
}

void Worker::start() {
  threads_.emplace_back([this](const std::stop_token& stopping) { keep_alive(stopping); });
  for (int i = 0; i < options_.threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stopping) { work(stopping); });
}

void Worker::stop() {
  for (auto& thread : threads_) thread.request_stop();
  {
    const std::lock_guard lock(mutex_);
    for (const auto& context : running_) context->shut_down();
  }
  queue_.signal().raise();
  threads_.clear();
}

void Worker::work(const std::stop_token& stopping) {
  while (!stopping.stop_requested()) {
    const auto seen = queue_.signal().count();
    auto job = queue_.lease(options_.owner, kinds_);
    if (job && *job) {
      const auto context = std::make_shared<JobContext>(queue_, options_.owner, std::move(**job));
      {
        const std::lock_guard lock(mutex_);
        running_.insert(context);
        if (stopping.stop_requested()) context->shut_down();  // stop() may have looked before
      }
      run(*context, stopping);
      const std::lock_guard lock(mutex_);
      running_.erase(context);
    } else {
      if (!job) trouble(job.error().message);
      queue_.signal().wait(seen, options_.poll);
    }
  }
}

void Worker::run(JobContext& context, const std::stop_token& stopping) {
  const auto outcome = handle(context);
  // What was done must not be done again because the database was out of reach for a moment; the heartbeat
  // keeps the lease meanwhile.
  for (;;) {
    const auto seen = queue_.signal().count();
    const auto settled = context.settle(outcome);
    if (settled) return;
    trouble(fmt::format("job {}: {}", context.job().id.view(), settled.error().message));
    if (stopping.stop_requested()) return;
    queue_.signal().wait(seen, options_.beat);
  }
}

std::expected<void, JobFailure> Worker::handle(JobContext& context) {
  try {
    return handlers_.at(context.job().kind)(context);
  } catch (const std::exception& bug) {
    trouble(fmt::format("job {} threw: {}", context.job().id.view(), bug.what()));
    return std::unexpected(
        JobFailure{.message = "Something went wrong on the server", .log_tail = bug.what()});
  }
}

void Worker::keep_alive(const std::stop_token& stopping) {
  while (!stopping.stop_requested()) {
    const auto seen = queue_.signal().count();
    std::set<std::shared_ptr<JobContext>> running;
    {
      const std::lock_guard lock(mutex_);
      running = running_;
    }
    for (const auto& context : running)
      if (const auto renewed = context->beat(); !renewed) trouble(renewed.error().message);
    if (const auto returned = queue_.return_expired(); !returned) trouble(returned.error().message);
    queue_.signal().wait(seen, options_.beat);
  }
}

void Worker::trouble(std::string_view what) const {
  if (options_.on_trouble) options_.on_trouble(what);
}

}  // namespace vtp::jobs
