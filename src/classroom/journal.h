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

  /// Never blocks and never refuses: whoever acts in rooms asks `is_full` first.
  Ticket append(std::vector<Record> records);
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

  std::vector<Record> take_batch();
  bool write(const std::vector<Record>& batch);
  void run();

  db::Database& database_;
  std::function<void(std::string_view)> on_trouble_;

  std::mutex writing_;  // one batch at a time, so that their order is kept
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Record> pending_;
  Ticket appended_ = 0;
  Ticket written_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vtp::classroom
