// The log of one track: a folder with a data file, to which parts are appended, and an index file of records.
// What was appended survives the end of the process at any moment; what was synced survives that of the
// computer. Readers may read while it is written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "media/track_log/index_records.h"

namespace vtp::media {

/// Parts after one another, which is a CMAF track without its initialisation segments.
inline constexpr std::string_view track_data_name = "media.m4s";
inline constexpr std::string_view track_index_name = "index.log";

/// One thread appends; reading and looking at the index is safe in all threads meanwhile.
///
/// Every appending function fails with INSUFFICIENT_STORAGE when the disk is full: what there was remains,
/// the log has ended. After the end they fail with CONFLICT.
class TrackLog {
 public:
  /// In an empty or a new folder.
  static Result<std::unique_ptr<TrackLog>> create(const std::filesystem::path& folder,
                                                  const TrackRecord& track);
  /// One that was created before. What a crash has left half-done at its end is cut off. Goes on where the
  /// log was, save after its end.
  static Result<std::unique_ptr<TrackLog>> open(const std::filesystem::path& folder);

  TrackLog(const TrackLog&) = delete;
  TrackLog& operator=(const TrackLog&) = delete;
  ~TrackLog();

  /// What the parts after it need. No segment is open.
  Result<void> append_init(InitVersion init);

  struct Part {
    std::uint64_t start = 0;     // ticks, not before the end of what is there
    std::uint32_t duration = 0;  // ticks, not 0
    bool is_independent = false;
    bool ends_segment = false;
  };
  /// Belongs to the open segment, or opens one.
  Result<void> append_part(const Part& part, std::string_view bytes);
  /// Nothing happens if none is open.
  Result<void> end_segment();

  /// A gap that is not bridged is a segment of its own; no segment is open then.
  Result<void> append_gap(const LoggedGap& gap);
  /// From here on media time has another beginning on the wall clock. No segment is open.
  Result<void> begin_stretch(Timestamp epoch, std::uint64_t start);

  /// Waits until everything has reached the disk.
  Result<void> sync();
  /// Ends an open segment and the log, and syncs. Nothing happens if it has ended.
  Result<void> end(LogEnd why = LogEnd::stopped);

  /// Calls `function` with the index, which stays as it is meanwhile. Appending waits for it.
  template <class Function>
  auto look(Function&& function) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Function>(function)(std::as_const(index_));
  }

  /// Bytes of the data file.
  [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t size) const;
  [[nodiscard]] std::filesystem::path data_file() const { return folder_ / track_data_name; }

 private:
  struct Files {
    int data = -1;
    int index = -1;
  };
  TrackLog(std::filesystem::path folder, Files files) : folder_(std::move(folder)), files_(files) {}

  Result<void> recover();
  /// Data and then the record of it, or neither.
  Result<void> append(const IndexRecord& record, std::string_view data = {});
  std::unexpected<Error> give_up(int error);
  void cut_to_size() const;

  std::filesystem::path folder_;
  Files files_;
  std::uint64_t index_size_ = 0;  // bytes
  mutable std::mutex mutex_;      // for index_: written by the appending thread with it, read by it without
  TrackIndex index_;
};

}  // namespace vtp::media
