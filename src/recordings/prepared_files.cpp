#include "recordings/prepared_files.h"

#include <thread>

#include "base/try.h"
#include "recordings/processing/job_kinds.h"

namespace vtp::recordings {

Result<std::filesystem::path> PreparedFiles::await(const Access& access, const PreparedFile& file) {
  using namespace std::chrono_literals;
  if (store_.exists(file.key)) return store_.path_of(file.key);
  VTP_CHECK(database_.write([&](db::Transaction& tx) {
    processing::enqueue(queue_, tx, file.kind, access.recording, file.rendition);
  }));
  // The file may be made by a worker on another machine, so that there is nothing to be woken by.
  const auto give_up = std::chrono::steady_clock::now() + settings_.download_wait;
  while (!store_.exists(file.key)) {
    if (std::chrono::steady_clock::now() >= give_up) return std::unexpected(not_playable(access));
    std::this_thread::sleep_for(50ms);
  }
  return store_.path_of(file.key);
}

}  // namespace vtp::recordings
