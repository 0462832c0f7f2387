#include "jobs/job_queue.h"

#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/jobs/jobs_test.h"

namespace vtp::jobs {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class Queue : public JobsTest {
 protected:
  static inline const std::vector<std::string> kinds{"probe", "transcode"};

  std::optional<Job> lease(const std::string& owner = "w1") { return queue.lease(owner, kinds).value(); }
  Holding renew(const JobId& id, const std::string& owner = "w1", Progress progress = {}) {
    return queue.renew(owner, {{id, progress}}).value().at(id);
  }
  Result<Job> retry(const JobId& id) {
    return database().write([&](db::Transaction& tx) { return queue.retry(tx, id); });
  }
};
VTP_ON_BOTH_ENGINES(Queue);

TEST_P(Queue, AJobIsStoredAsAskedFor) {
  const auto made = enqueue({.kind = "transcode",
                             .recording = lecture,
                             .rendition = "720p",
                             .params = R"({"a":1})",
                             .rank = 720,
                             .priority = 7,
                             .created_by = user});
  const auto job = find(made->id);
  EXPECT_EQ(job.kind, "transcode");
  EXPECT_EQ(job.recording, lecture);
  EXPECT_EQ(job.rendition, "720p");
  EXPECT_EQ(job.params, R"({"a":1})");
  EXPECT_EQ(job.rank, 720);
  EXPECT_EQ(job.priority, 7);
  EXPECT_EQ(job.created_by, user);
  EXPECT_EQ(job.status, JobStatus::queued);
  EXPECT_EQ(job.attempts, 0);
  EXPECT_EQ(job.max_attempts, 3);
  EXPECT_EQ(job.created_at, clock.now());
}

TEST_P(Queue, OneOfAKindIsActiveAtATime) {
  const NewJob job{.kind = "transcode", .recording = lecture, .rendition = "720p"};
  const auto first = enqueue(job);
  EXPECT_TRUE(first.has_value());
  EXPECT_FALSE(enqueue(job).has_value());
  ASSERT_TRUE(lease().has_value());
  EXPECT_FALSE(enqueue(job).has_value());
  ASSERT_TRUE(queue.complete(first->id, "w1").has_value());
  EXPECT_TRUE(enqueue(job).has_value());
  EXPECT_TRUE(enqueue({.kind = "transcode", .recording = other_lecture, .rendition = "720p"}).has_value());
}

TEST_P(Queue, GivesByRankThenPriorityThenAge) {
  enqueue(
      {.kind = "transcode", .recording = add_lecture(), .rendition = "tall", .rank = 1080, .priority = 9});
  enqueue({.kind = "transcode", .recording = add_lecture(), .rendition = "old", .rank = 360});
  enqueue({.kind = "transcode", .recording = add_lecture(), .rendition = "young", .rank = 360});
  enqueue(
      {.kind = "transcode", .recording = add_lecture(), .rendition = "urgent", .rank = 360, .priority = 6});
  std::vector<std::string> order;
  while (const auto job = lease()) order.push_back(job->rendition);
  EXPECT_THAT(order, ElementsAre("urgent", "old", "young", "tall"));
}

TEST_P(Queue, CountsTheJobsAhead) {
  const auto high = enqueue({.kind = "transcode", .recording = lecture, .rendition = "a", .rank = 720});
  const auto low = enqueue({.kind = "transcode", .recording = lecture, .rendition = "b", .rank = 360});
  const auto ahead = [&](const Job& job) {
    return database().read([&](db::Transaction& tx) { return count_ahead(tx, job); }).value();
  };
  EXPECT_EQ(ahead(*low), 0);
  EXPECT_EQ(ahead(*high), 1);
}

TEST_P(Queue, GivesOnlyTheKindsThatWereAskedFor) {
  enqueue("storyboard");
  EXPECT_FALSE(lease().has_value());
  EXPECT_TRUE(queue.lease("w1", std::vector<std::string>{"storyboard"}).value().has_value());
  EXPECT_FALSE(queue.lease("w1", {}).value().has_value());
}

TEST_P(Queue, JobsOfOneRecordingAndKindAreGivenOneAfterTheOther) {
  enqueue("transcode", "360p");
  enqueue("transcode", "720p");
  enqueue("probe");
  enqueue({.kind = "transcode", .recording = other_lecture, .rendition = "360p"});
  const auto first = lease("w1");
  EXPECT_EQ(first->rendition, "360p");
  EXPECT_EQ(lease("w2")->kind, "probe");
  EXPECT_EQ(lease("w2")->recording, other_lecture);
  EXPECT_FALSE(lease("w2").has_value());
  const auto seen = queue.signal().count();
  ASSERT_TRUE(queue.complete(first->id, "w1").has_value());
  EXPECT_NE(queue.signal().count(), seen);  // somebody may have waited for it
  EXPECT_EQ(lease("w2")->rendition, "720p");
}

TEST_P(Queue, JobsOfNoRecordingDoNotWaitForOneAnother) {
  enqueue({.kind = "probe", .recording = {}, .rendition = "a"});
  enqueue({.kind = "probe", .recording = {}, .rendition = "b"});
  EXPECT_TRUE(lease().has_value());
  EXPECT_TRUE(lease().has_value());
}

TEST_P(Queue, SiblingsAreTakenTogether) {
  enqueue("transcode", "360p");
  enqueue("transcode", "720p");
  enqueue("probe");
  enqueue({.kind = "transcode", .recording = other_lecture, .rendition = "360p"});
  ASSERT_EQ(lease()->rendition, "360p");
  const auto siblings = queue.lease_also("w1", lecture, "transcode").value();
  ASSERT_EQ(siblings.size(), 1U);
  EXPECT_EQ(siblings.front().rendition, "720p");
  EXPECT_EQ(siblings.front().status, JobStatus::running);
  EXPECT_EQ(siblings.front().attempts, 1);
}

TEST_P(Queue, RenewalStoresProgressAndProlongs) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  clock.advance(50s);
  EXPECT_EQ(renew(id, "w1", {.percent = 42.5, .speed = 3.25}), Holding::held);
  clock.advance(50s);
  EXPECT_EQ(queue.return_expired().value(), 0);
  EXPECT_EQ(find(id).progress, 42.5);
  EXPECT_EQ(find(id).speed, 3.25);
  EXPECT_EQ(renew(id, "someone else"), Holding::lost);
}

TEST_P(Queue, AnExpiredLeaseReturnsTheJobAndCountsAsAnAttempt) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  clock.advance(61s);
  EXPECT_EQ(queue.return_expired().value(), 1);
  EXPECT_EQ(find(id).status, JobStatus::queued);
  EXPECT_EQ(renew(id), Holding::lost);
  const auto again = lease("w2");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->attempts, 2);
}

TEST_P(Queue, AJobThatAlwaysKillsItsWorkerEndsFailed) {
  const auto id = enqueue("probe").id;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(lease().has_value());
    clock.advance(61s);
    EXPECT_EQ(queue.return_expired().value(), 1);
  }
  EXPECT_FALSE(lease().has_value());
  EXPECT_EQ(find(id).status, JobStatus::failed);
  EXPECT_EQ(find(id).error, "The work was interrupted");
}

TEST_P(Queue, JobsOfADeadProcessAreReturnedAtOnceAndOnlyThose) {
  const auto orphan = enqueue("probe").id;
  ASSERT_TRUE(lease("dead").has_value());
  const auto waiting = enqueue("storyboard").id;
  const auto held = enqueue("transcode").id;
  ASSERT_TRUE(lease("living").has_value());
  std::set<std::string, std::less<>> asked;
  const auto is_gone = [&](std::string_view owner) {
    asked.emplace(owner);
    return owner == "dead";
  };
  EXPECT_EQ(queue.return_orphaned(is_gone).value(), 1);
  EXPECT_THAT(asked, ElementsAre("dead", "living"));
  EXPECT_EQ(find(orphan).status, JobStatus::queued);
  EXPECT_EQ(find(orphan).attempts, 1);  // so that one that kills its worker each time ends some day
  EXPECT_EQ(find(waiting).status, JobStatus::queued);
  EXPECT_EQ(find(held).lease_owner, "living");
  EXPECT_EQ(renew(orphan, "dead"), Holding::lost);
  EXPECT_EQ(queue.return_orphaned(is_gone).value(), 0);
}

TEST_P(Queue, FailuresAreTriedAgainAfterTenSecondsThenAMinuteThenNoMore) {
  const auto id = enqueue("probe").id;
  for (const auto pause : {10s, 60s}) {
    ASSERT_TRUE(lease().has_value());
    ASSERT_TRUE(queue.fail(id, "w1", {.message = "It broke", .log_tail = "log"}).has_value());
    EXPECT_EQ(find(id).status, JobStatus::queued);
    EXPECT_EQ(find(id).error, "It broke");
    EXPECT_EQ(find(id).log_tail, "log");
    clock.advance(pause - 1s);
    EXPECT_FALSE(lease().has_value());
    clock.advance(1s);
  }
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.fail(id, "w1", {.message = "It broke for good"}).has_value());
  EXPECT_EQ(find(id).status, JobStatus::failed);
  EXPECT_EQ(find(id).error, "It broke for good");
  EXPECT_EQ(find(id).finished_at, clock.now());
}

TEST_P(Queue, AFinalFailureIsNotTriedAgain) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.fail(id, "w1", {.message = "Not a video", .is_final = true}).has_value());
  EXPECT_EQ(find(id).status, JobStatus::failed);
  EXPECT_EQ(find(id).attempts, 1);
}

TEST_P(Queue, CompletionIsFullProgressWithoutAnOldError) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.fail(id, "w1", {.message = "It broke"}).has_value());
  clock.advance(10s);
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.complete(id, "w1").has_value());
  EXPECT_EQ(find(id).status, JobStatus::completed);
  EXPECT_EQ(find(id).progress, 100);
  EXPECT_EQ(find(id).error, std::nullopt);
}

TEST_P(Queue, WhoLostTheLeaseChangesNothing) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease("slow").has_value());
  clock.advance(61s);
  ASSERT_EQ(queue.return_expired().value(), 1);
  ASSERT_TRUE(lease("quick").has_value());
  const auto completed =
      database().write([&](db::Transaction& tx) { return queue.complete(tx, id, "slow"); });
  EXPECT_FALSE(completed.value());
  ASSERT_TRUE(queue.fail(id, "slow", {.message = "x"}).has_value());
  ASSERT_TRUE(queue.release(id, "slow").has_value());
  ASSERT_TRUE(queue.confirm_cancel(id, "slow").has_value());
  EXPECT_EQ(find(id).status, JobStatus::running);
  EXPECT_EQ(find(id).lease_owner, "quick");
}

TEST_P(Queue, AQueuedJobIsCancelledAtOnce) {
  const auto id = enqueue("probe").id;
  EXPECT_EQ(cancel(id)->status, JobStatus::cancelled);
  EXPECT_FALSE(lease().has_value());
  EXPECT_EQ(cancel(id).error().code, ErrorCode::job_finished);
  EXPECT_EQ(cancel(JobId::make()).error().code, ErrorCode::job_not_found);
}

TEST_P(Queue, ARunningJobIsCancelledWhenItsWorkerHasStopped) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  const auto told = cancel(id);
  EXPECT_EQ(told->status, JobStatus::running);
  EXPECT_TRUE(told->cancel_requested);
  EXPECT_EQ(renew(id), Holding::cancelled);
  ASSERT_TRUE(queue.confirm_cancel(id, "w1").has_value());
  EXPECT_EQ(find(id).status, JobStatus::cancelled);
}

TEST_P(Queue, CancellationIsFinalWhateverTheWorkerDoes) {
  const auto failing = enqueue("probe").id;
  const auto dying = enqueue("transcode").id;
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(cancel(failing).has_value());
  ASSERT_TRUE(cancel(dying).has_value());
  ASSERT_TRUE(queue.fail(failing, "w1", {.message = "x"}).has_value());
  clock.advance(61s);
  ASSERT_EQ(queue.return_expired().value(), 1);
  EXPECT_EQ(find(failing).status, JobStatus::cancelled);
  EXPECT_EQ(find(dying).status, JobStatus::cancelled);
}

TEST_P(Queue, AReleasedJobLosesNoAttempt) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.release(id, "w1").has_value());
  EXPECT_EQ(find(id).status, JobStatus::queued);
  EXPECT_EQ(find(id).attempts, 0);
  EXPECT_TRUE(lease("w2").has_value());
}

TEST_P(Queue, AFinishedJobCanBeTriedAnew) {
  const auto id = enqueue("probe").id;
  EXPECT_EQ(retry(id).error().code, ErrorCode::job_not_finished);
  EXPECT_EQ(retry(JobId::make()).error().code, ErrorCode::job_not_found);
  ASSERT_TRUE(lease().has_value());
  ASSERT_TRUE(queue.fail(id, "w1", {.message = "x", .is_final = true}).has_value());
  const auto again = retry(id);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->status, JobStatus::queued);
  EXPECT_EQ(again->attempts, 0);
  EXPECT_EQ(again->error, std::nullopt);
  EXPECT_EQ(again->finished_at, std::nullopt);
}

TEST_P(Queue, AJobIsNotTriedAnewBesideItsTwin) {
  const auto id = enqueue("probe").id;
  ASSERT_TRUE(cancel(id).has_value());
  enqueue("probe");
  EXPECT_EQ(retry(id).error().code, ErrorCode::transcode_running);
}

TEST_P(Queue, StatsCountByStatus) {
  const auto id = enqueue("probe").id;
  enqueue("transcode", "a");
  enqueue("transcode", "b");
  ASSERT_TRUE(lease("w1").has_value());
  ASSERT_TRUE(lease("w2").has_value());
  ASSERT_TRUE(queue.complete(id, "w1").has_value());
  const auto stats = database().read([](db::Transaction& tx) { return read_stats(tx); }).value();
  EXPECT_EQ(stats.queued, 1);
  EXPECT_EQ(stats.running, 1);
  EXPECT_EQ(stats.completed, 1);
  EXPECT_EQ(stats.workers, 1);
}

TEST_P(Queue, OnlyOldFinishedJobsAreCleanedUp) {
  const auto old = enqueue("probe", "old").id;
  const auto waiting = enqueue("probe", "waiting").id;
  ASSERT_TRUE(cancel(old).has_value());
  clock.advance(25h);
  const auto young = enqueue("probe", "young").id;
  ASSERT_TRUE(cancel(young).has_value());
  EXPECT_EQ(queue.clean_up(24h).value(), 1);
  const auto left =
      database().read([&](db::Transaction& tx) { return jobs_of_recording(tx, lecture); }).value();
  std::vector<JobId> ids;
  for (const auto& job : left) ids.push_back(job.id);
  EXPECT_THAT(ids, ElementsAre(waiting, young));
}

TEST_P(Queue, NoTwoWorkersGetTheSameJob) {
  constexpr int count = 20;
  for (int i = 0; i < count; ++i)
    enqueue({.kind = "probe", .recording = add_lecture(), .rendition = std::to_string(i)});
  std::mutex mutex;
  std::multiset<std::string> given;
  {
    std::vector<std::jthread> workers;
    for (int w = 0; w < 3; ++w)
      workers.emplace_back([&, owner = "w" + std::to_string(w)] {
        while (const auto job = lease(owner)) {
          const std::lock_guard lock(mutex);
          given.insert(job->rendition);
        }
      });
  }
  EXPECT_EQ(given.size(), static_cast<std::size_t>(count));
  EXPECT_EQ(std::set(given.begin(), given.end()).size(), static_cast<std::size_t>(count));
}

}  // namespace
}  // namespace vtp::jobs
