#include "recordings/housekeeping.h"

#include "base/try.h"
#include "recordings/playback_session_store.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/processing/settle.h"
#include "recordings/recording_store.h"

namespace vtp::recordings {
namespace {

constexpr int step_size = 50;
constexpr std::chrono::hours temporary_life{1};
constexpr std::chrono::hours job_life{24 * 90};

}  // namespace

void Housekeeping::tidy_after_start() {
  // Other processes may work in the same store: what is not certainly of a dead one is rubbish only when
  // nobody has touched it for long.
  pipeline_.store.remove_abandoned(pipeline_.clock.now() - temporary_life);
}

Result<void> Housekeeping::run() {
  VTP_CHECK(uploads_.sweep());
  VTP_CHECK(empty_trash());
  VTP_CHECK(settle_forsaken());
  VTP_CHECK(pipeline_.database.write(
      [&](db::Transaction& tx) { return close_silent_sessions(tx, pipeline_.clock.now()); }));
  VTP_CHECK(pipeline_.queue.clean_up(job_life));
  pipeline_.store.remove_abandoned(pipeline_.clock.now() - std::chrono::hours(24));
  return {};
}

Result<void> Housekeeping::empty_trash() {
  return pipeline_.database.write([&](db::Transaction& tx) {
    for (const auto& id : find_purgeable(tx, pipeline_.clock.now(), step_size)) {
      erase_recording(tx, id);
      processing::enqueue_purge(pipeline_.queue, tx, id);
    }
  });
}

Result<void> Housekeeping::settle_forsaken() {
  const auto now = pipeline_.clock.now();
  return pipeline_.database.write([&](db::Transaction& tx) {
    for (const auto& id : processing::find_forsaken(tx, now, step_size))
      processing::settle_recording(tx, id, {}, now);
  });
}

}  // namespace vtp::recordings
