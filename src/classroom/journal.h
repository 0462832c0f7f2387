// Writes down what happens in rooms, shortly after it has happened: a class does not wait for the disk, and
// many records share one transaction. What a room has told its people is in memory at once and in the
// database within milliseconds, in the same order; if the database is away, records wait for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.h"
#include "classroom/records.h"
#include "database/database.h"

namespace vtp::classroom {

class Journal {
 public:
  /// The number of records that had been appended, ever, after a call of `append`.
  using Ticket = std::uint64_t;

  /// `on_trouble` is told in words for the log when records cannot be written.
  Journal(db::Database& database, std::function<void(std::string_view)> on_trouble)
      : database_(database), on_trouble_(std::move(on_trouble)) {}
  /// As `stop`.
  ~Journal() { stop(); }
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Never blocks and never refuses: whoever acts in rooms asks `is_full` first. `then` is called when all of
  /// that, and what came before, is in the database: on the thread that writes, in order, or at once if it is
  /// there already. It is not called if a record turns out to be one that cannot be written, nor if
  /// the process ends first.
  Ticket append(std::vector<Record> records, std::vector<WhenWritten> then = {});
  /// The database has been away for so long that nothing more should be begun.
  [[nodiscard]] bool is_full() const;
  [[nodiscard]] bool is_written(Ticket ticket) const;

  /// Returns when everything appended before has been written; NOT_READY after five seconds. Before reading
  /// from the database what may have happened a moment ago.
  Result<void> settle();

  /// Writes what is there, on this thread. Returns false if the database does not answer.
  bool write_pending();

  void start();
  /// Writes what is left, once.
  void stop();

 private:
  static constexpr std::size_t capacity = 100'000;
  static constexpr std::size_t max_batch = 1'000;

  enum class Outcome : std::uint8_t { all_written, some_lost, database_away };
  std::vector<Record> take_batch();
  Outcome write(const std::vector<Record>& batch);
  void finish(std::size_t count, Outcome outcome);
  void run();

  db::Database& database_;
  std::function<void(std::string_view)> on_trouble_;

  std::mutex writing_;  // one batch at a time, so that their order is kept
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Record> pending_;
  std::deque<std::pair<Ticket, WhenWritten>> waiting_;
  Ticket appended_ = 0;
  Ticket written_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vtp::classroom
