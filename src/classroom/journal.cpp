#include "classroom/journal.h"

#include <algorithm>
#include <chrono>

#include "classroom/record_writer.h"

namespace vtp::classroom {
namespace {

constexpr std::chrono::seconds patience{5};
constexpr std::chrono::seconds before_retry{1};

}  // namespace

Journal::Ticket Journal::append(std::vector<Record> records, std::vector<WhenWritten> then) {
  Ticket ticket = 0;
  {
    const std::scoped_lock lock(mutex_);
    ticket = appended_ += records.size();
    std::ranges::move(records, std::back_inserter(pending_));
    if (written_ < ticket)
      for (auto& act : std::exchange(then, {})) waiting_.emplace_back(ticket, std::move(act));
    if (!records.empty()) changed_.notify_all();
  }
  for (auto& act : then) act();
  return ticket;
}

bool Journal::is_full() const {
  const std::scoped_lock lock(mutex_);
  return pending_.size() >= capacity;
}

bool Journal::is_written(Ticket ticket) const {
  const std::scoped_lock lock(mutex_);
  return written_ >= ticket;
}

Result<void> Journal::settle() {
  std::unique_lock lock(mutex_);
  const auto wanted = appended_;
  if (!thread_.joinable()) {
    lock.unlock();
    if (write_pending()) return {};
    return fail(ErrorCode::not_ready, "The database does not answer; try again later");
  }
  if (changed_.wait_for(lock, patience, [&] { return written_ >= wanted; })) return {};
  return fail(ErrorCode::not_ready, "The database does not answer; try again later");
}

std::vector<Record> Journal::take_batch() {
  const std::scoped_lock lock(mutex_);
  const auto count = std::min(pending_.size(), max_batch);
  const auto end = pending_.begin() + static_cast<std::ptrdiff_t>(count);
  return {pending_.begin(), end};
}

bool Journal::write_pending() {
  const std::scoped_lock writing(writing_);
  for (auto batch = take_batch(); !batch.empty(); batch = take_batch()) {
    const auto outcome = write(batch);
    if (outcome == Outcome::database_away) return false;
    finish(batch.size(), outcome);
  }
  return true;
}

/// A record that cannot be written must not hold up those behind it: the batch is then written one by one.
Journal::Outcome Journal::write(const std::vector<Record>& batch) {
  const auto all = database_.write([&](db::Transaction& tx) {
    for (const auto& record : batch) write_record(tx, record);
  });
  if (all) return Outcome::all_written;
  // Busy, away or full: it will pass.
  if (all.error().code != ErrorCode::internal_error) return Outcome::database_away;
  auto outcome = Outcome::all_written;
  for (const auto& record : batch) {
    const auto one = database_.write([&](db::Transaction& tx) { write_record(tx, record); });
    if (one) continue;
    if (one.error().code != ErrorCode::internal_error) return Outcome::database_away;
    on_trouble_("A record of a class could not be written and is lost");
    outcome = Outcome::some_lost;
  }
  return outcome;
}

/// Forgets the first `count` records, and calls those who have waited for them.
void Journal::finish(std::size_t count, Outcome outcome) {
  std::vector<WhenWritten> then;
  {
    const std::scoped_lock lock(mutex_);
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
    written_ += count;
    for (; !waiting_.empty() && waiting_.front().first <= written_; waiting_.pop_front())
      then.push_back(std::move(waiting_.front().second));
    changed_.notify_all();
  }
  if (outcome != Outcome::all_written) return;
  for (auto& act : then) act();
}

void Journal::start() {
  thread_ = std::thread([this] { run(); });
}

void Journal::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    changed_.wait(lock, [this] { return stopping_ || !pending_.empty(); });
    lock.unlock();
    const bool written = write_pending();
    lock.lock();
    if (written) continue;
    on_trouble_("Records of classes wait for the database");
    changed_.wait_for(lock, before_retry, [this] { return stopping_; });
  }
}

void Journal::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  write_pending();
}

}  // namespace vtp::classroom
