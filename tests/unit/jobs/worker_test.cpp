#include "jobs/worker.h"

#include <atomic>
#include <future>
#include <latch>

#include <gtest/gtest.h>

#include "unit/jobs/jobs_test.h"

namespace vtp::jobs {
namespace {

using namespace std::chrono_literals;
using Outcome = std::expected<void, JobFailure>;

/// Beats often: what a test waits for comes by signals, or soon. Polls only in case that the database was too
/// busy when a signal came.
WorkerOptions options(int threads = 1) {
  return {.owner = "w1", .threads = threads, .poll = 2s, .beat = 10ms};
}

class JobWorker : public JobsTest {
 protected:
  void wait_until(const JobId& id, JobStatus status) { wait_until(id, status, queue); }
  /// `teller` is the queue of the worker that will change it.
  void wait_until(const JobId& id, JobStatus status, JobQueue& teller) {
    for (auto seen = teller.signal().count(); find(id).status != status; seen = teller.signal().count())
      teller.signal().wait(seen, 1h);
  }
  /// A handler that works until it is told to stop.
  Handler endless() {
    return [this](JobContext& context) -> Outcome {
      started.set_value();
      while (!context.cancelled()) std::this_thread::sleep_for(1ms);
      return std::unexpected(JobFailure{.message = "stopped"});
    };
  }

  std::promise<void> started;
};
VTP_ON_BOTH_ENGINES(JobWorker);

TEST_P(JobWorker, RunsWhatIsQueuedBeforeAndAfterItStarts) {
  const auto before = enqueue("probe", "before").id;
  Worker worker(queue, options());
  std::atomic<int> runs = 0;
  worker.add_handler("probe", [&](JobContext&) -> Outcome {
    ++runs;
    return {};
  });
  worker.start();
  wait_until(before, JobStatus::completed);
  const auto after = enqueue("probe", "after").id;
  wait_until(after, JobStatus::completed);
  EXPECT_EQ(runs, 2);
}

TEST_P(JobWorker, AFailureIsWrittenDown) {
  Worker worker(queue, options());
  worker.add_handler("probe", [](JobContext&) -> Outcome {
    return std::unexpected(
        JobFailure{.message = "Not a video", .is_final = true, .log_tail = "moov atom not found"});
  });
  worker.start();
  const auto id = enqueue("probe").id;
  wait_until(id, JobStatus::failed);
  EXPECT_EQ(find(id).error, "Not a video");
  EXPECT_EQ(find(id).log_tail, "moov atom not found");
}

TEST_P(JobWorker, AnExceptionIsAFailureThatMayPass) {
  std::vector<std::string> troubles;
  auto with_log = options();
  with_log.on_trouble = [&](std::string_view what) { troubles.emplace_back(what); };
  std::promise<void> thrown;
  Worker worker(queue, with_log);
  worker.add_handler("probe", [&](JobContext&) -> Outcome {
    thrown.set_value();
    throw std::runtime_error("a bug");
  });
  worker.start();
  const auto id = enqueue("probe").id;
  thrown.get_future().wait();
  wait_until(id, JobStatus::queued);
  worker.stop();
  EXPECT_EQ(find(id).attempts, 1);
  EXPECT_EQ(find(id).not_before, clock.now() + 10s);
  ASSERT_EQ(troubles.size(), 1U);
  EXPECT_TRUE(troubles.front().contains("a bug"));
}

TEST_P(JobWorker, ProgressIsReportedWhileItRuns) {
  std::promise<void> seen;
  Worker worker(queue, options());
  worker.add_handler("probe", [&, done = seen.get_future().share()](JobContext& context) -> Outcome {
    context.report(40, 2.0);
    done.wait();
    return {};
  });
  worker.start();
  const auto id = enqueue("probe").id;
  while (find(id).progress != 40) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(find(id).speed, 2.0);
  seen.set_value();
  wait_until(id, JobStatus::completed);
}

TEST_P(JobWorker, LeasesAreRenewedAsLongAsTheHandlerWorks) {
  Worker worker(queue, options());
  worker.add_handler("probe", endless());
  worker.start();
  const auto id = enqueue("probe").id;
  started.get_future().wait();
  const auto lease_end = [&] {
    return database()
        .read([&](db::Transaction& tx) {
          return tx.query("select lease_until from jobs where id = $1", id)
              .front()
              .get<std::optional<Timestamp>>(0);
        })
        .value();
  };
  clock.advance(50s);
  while (lease_end() != clock.now() + JobQueue::lease_time) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(find(id).status, JobStatus::running);
}

TEST_P(JobWorker, ACancelledJobStopsItsHandler) {
  Worker worker(queue, options());
  worker.add_handler("probe", endless());
  worker.start();
  const auto id = enqueue("probe").id;
  started.get_future().wait();
  ASSERT_TRUE(cancel(id).has_value());
  wait_until(id, JobStatus::cancelled);
}

TEST_P(JobWorker, AJobThatWasGivenToSomebodyElseStopsItsHandler) {
  std::promise<void> stopped;
  Worker worker(queue, options());
  worker.add_handler("probe", [&](JobContext& context) -> Outcome {
    started.set_value();
    while (!context.cancelled()) std::this_thread::sleep_for(1ms);
    stopped.set_value();
    return {};
  });
  worker.start();
  const auto id = enqueue("probe").id;
  started.get_future().wait();
  ASSERT_TRUE(database().write(
      [&](db::Transaction& tx) { tx.query("update jobs set lease_owner = 'another' where id = $1", id); }));
  stopped.get_future().wait();
  worker.stop();
  EXPECT_EQ(find(id).status, JobStatus::running);
  EXPECT_EQ(find(id).lease_owner, "another");
}

TEST_P(JobWorker, ShuttingDownReturnsTheJobWithoutCountingTheAttempt) {
  Worker worker(queue, options());
  worker.add_handler("probe", endless());
  worker.start();
  const auto id = enqueue("probe").id;
  started.get_future().wait();
  worker.stop();
  EXPECT_EQ(find(id).status, JobStatus::queued);
  EXPECT_EQ(find(id).attempts, 0);
  EXPECT_EQ(find(id).not_before, std::nullopt);
}

TEST_P(JobWorker, OneProcessDoesAllSiblingsAndFinishesTheLowestFirst) {
  const auto low = enqueue("transcode", "360p").id;
  const auto high = enqueue("transcode", "720p").id;
  std::promise<void> lowest_is_ready;
  std::promise<void> seen;
  Worker worker(queue, options());
  worker.add_handler("transcode", [&, done = seen.get_future().share()](JobContext& context) -> Outcome {
    const auto siblings = context.take_siblings();
    EXPECT_EQ(siblings->size(), 1U);
    context.report(siblings->front().id, 30, 1.5);
    const auto completed =
        database().write([&](db::Transaction& tx) { return context.complete(tx, context.job().id); });
    EXPECT_TRUE(completed.value());
    lowest_is_ready.set_value();
    done.wait();
    return {};
  });
  worker.start();
  lowest_is_ready.get_future().wait();
  EXPECT_EQ(find(low).status, JobStatus::completed);
  EXPECT_EQ(find(high).status, JobStatus::running);
  while (find(high).progress != 30) std::this_thread::sleep_for(1ms);
  seen.set_value();
  wait_until(high, JobStatus::completed);
}

TEST_P(JobWorker, OneCancelledSiblingDoesNotStopTheOthers) {
  const auto low = enqueue("transcode", "360p").id;
  const auto high = enqueue("transcode", "720p").id;
  std::promise<void> taken;
  Worker worker(queue, options());
  worker.add_handler("transcode", [&](JobContext& context) -> Outcome {
    const auto siblings = context.take_siblings();
    taken.set_value();
    while (!context.cancelled(siblings->front().id)) std::this_thread::sleep_for(1ms);
    EXPECT_FALSE(context.cancelled());
    return {};
  });
  worker.start();
  taken.get_future().wait();
  ASSERT_TRUE(cancel(high).has_value());
  wait_until(low, JobStatus::completed);
  wait_until(high, JobStatus::cancelled);
}

TEST_P(JobWorker, SeveralThreadsWorkAtOnce) {
  std::latch all_here(3);
  Worker worker(queue, options(3));
  worker.add_handler("probe", [&](JobContext&) -> Outcome {
    all_here.arrive_and_wait();
    return {};
  });
  // All are there before the first is taken: a handler that waits for others must not wait for this thread.
  std::vector<JobId> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(enqueue({.kind = "probe", .recording = add_lecture()})->id);
  worker.start();
  for (const auto& id : ids) wait_until(id, JobStatus::completed);
}

TEST_P(JobWorker, WhatWasDoneIsNotLostWhileTheDatabaseIsOutOfReach) {
  // One connection, which the test keeps to itself until the worker was told that there is none.
  const auto narrow = test_database().open({.connections = 1, .wait_limit = 1ms, .on_failure = [](auto&) {}});
  JobQueue narrow_queue(*narrow, clock);
  std::promise<void> unreachable;
  std::promise<void> refused;
  std::atomic<bool> is_done = false;
  auto with_log = options();
  const auto id = enqueue("probe").id;
  with_log.on_trouble = [&](std::string_view what) {
    if (what.starts_with("job ") && !is_done.exchange(true)) refused.set_value();
  };
  Worker worker(narrow_queue, with_log);
  std::atomic<int> runs = 0;
  worker.add_handler("probe", [&, begin = unreachable.get_future().share()](JobContext&) -> Outcome {
    if (++runs == 1) started.set_value();
    begin.wait();
    return {};
  });
  worker.start();
  started.get_future().wait();
  bool was_kept = false;
  while (!was_kept)  // the heartbeat may have it
    was_kept = narrow
                   ->write([&](db::Transaction&) {
                     unreachable.set_value();
                     refused.get_future().wait();
                   })
                   .has_value();
  wait_until(id, JobStatus::completed, narrow_queue);
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace vtp::jobs
