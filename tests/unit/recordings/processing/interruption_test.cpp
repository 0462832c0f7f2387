// A process that dies in the middle of a job, as by kill -9: the job is done again by another one, and what
// lay half done in the store is not taken for a rendition.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "jobs/job_store.h"
#include "media/names.h"
#include "recordings/media_keys.h"
#include "recordings/processing/package_job.h"
#include "recordings/processing/probe_job.h"
#include "recordings/processing/transcode_job.h"
#include "recordings/rendition_store.h"
#include "support/recordings/lecture_api.h"

namespace vtp::recordings::processing {
namespace {

using namespace std::chrono_literals;

class Interruption : public test::LectureApi {
 public:
  /// The first queued job of this kind, held by a process that will not be heard of again.
  jobs::Job lease(std::string kind) {
    const std::vector<std::string> kinds{std::move(kind)};
    return queue.lease("the dead", kinds).value().value();
  }

  /// Does one job to its end.
  void run(const std::string& kind, Outcome (*handler)(const Pipeline&, jobs::JobContext&)) {
    jobs::JobContext context(queue, "the dead", lease(kind));
    EXPECT_TRUE(context.settle(handler(pipeline, context)));
  }

  /// What a making of this rendition leaves when it is killed after it began to appear in the store.
  void leave_half(RecordingId id, const jobs::Job& job, const std::string& rendition) {
    const auto folder =
        store->path_of(keys::rendition(id, rendition, job.id.view().substr(24)) + "/x").value();
    std::ofstream(folder.parent_path() / media::init_name) << "half";
    std::ofstream(folder.parent_path() / media::segment_name(7)) << "a segment of which nobody knows";
  }

  jobs::Job job(jobs::JobId id) {
    return database().read([&](db::Transaction& tx) { return jobs::find_job(tx, id); }).value().value();
  }

  /// Every folder in the store is a ready rendition, and holds just the files that its index names.
  void expect_consistent(RecordingId id) {
    const auto rows = database().read([&](db::Transaction& tx) { return find_renditions(tx, id); }).value();
    std::set<std::string> known;
    for (const auto& row : rows) {
      ASSERT_TRUE(row.is_ready()) << row.name;
      std::map<std::string, std::uintmax_t> files{{std::string(media::init_name), row.index->init_size}};
      for (std::size_t i = 0; i < row.index->segments.size(); ++i)
        files[media::segment_name(i)] = row.index->segments[i].size;
      const auto folder = store->path_of(row.path).value();
      known.insert(folder.filename());
      EXPECT_EQ(sizes_in(folder), files) << row.name;
    }
    std::set<std::string> stored;
    for (const auto& entry :
         std::filesystem::directory_iterator(store->path_of(id.text()).value() / "renditions"))
      stored.insert(entry.path().filename());
    EXPECT_EQ(stored, known);
  }

  Pipeline pipeline{database(), clock, *store, queue, settings};

 private:
  static std::map<std::string, std::uintmax_t> sizes_in(const std::filesystem::path& folder) {
    std::map<std::string, std::uintmax_t> sizes;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      sizes[entry.path().filename()] = entry.file_size();
    return sizes;
  }
};
VTP_ON_BOTH_ENGINES(Interruption);

TEST_P(Interruption, InPackagingIsMadeGood) {
  const auto id = upload_small_lecture();
  run("probe", probe_recording);
  const auto interrupted = lease("package");
  leave_half(id, interrupted, "source");
  clock.advance(61s);
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
  EXPECT_EQ(job(interrupted.id).attempts, 2);
  expect_consistent(id);
}

TEST_P(Interruption, InTheLowestRungIsMadeGood) {
  const auto id = upload_small_lecture();
  run("probe", probe_recording);
  run("package", package_recording);
  const auto interrupted = lease("transcode");
  EXPECT_EQ(interrupted.rendition, "120p");
  leave_half(id, interrupted, "120p");
  EXPECT_EQ(rendition_states(id), "source:ready 120p:pending 180p:pending 240p:pending audio:ready");
  clock.advance(61s);
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
  EXPECT_EQ(job(interrupted.id).attempts, 2);
  expect_consistent(id);
}

TEST_P(Interruption, InSeveralRungsAtOnceIsMadeGoodForEach) {
  const auto id = upload_small_lecture();
  run("probe", probe_recording);
  run("package", package_recording);
  run("transcode", transcode_recording);
  const auto first = lease("transcode");
  const auto others = queue.lease_also("the dead", id, "transcode").value();
  ASSERT_EQ(others.size(), 1U);
  leave_half(id, first, "180p");
  leave_half(id, others.front(), "240p");
  clock.advance(61s);
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
  EXPECT_EQ(job(first.id).attempts, 2);
  EXPECT_EQ(job(others.front().id).attempts, 2);
  expect_consistent(id);
}

}  // namespace
}  // namespace vtp::recordings::processing
