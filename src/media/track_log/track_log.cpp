#include "media/track_log/track_log.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <variant>

#include <fmt/format.h>

#include "base/try.h"
#include "media/files.h"
#include "media/track_log/checksum.h"

namespace vtp::media {
namespace {

// A day of parts of 0.2 s has 432,000 records of 34 bytes.
constexpr std::uint64_t longest_index = 256U << 20U;

bool is_full(int error) {
  return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

std::unexpected<Error> cannot(std::string_view what, int error) {
  return fail(is_full(error) ? ErrorCode::insufficient_storage : ErrorCode::internal_error,
              fmt::format("The recording could not be {}: {}", what, std::strerror(error)));
}

/// 0, or what went wrong.
int write_at(int file, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::uint64_t size_of(int file) {
  struct stat status{};
  return ::fstat(file, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// The directory entry of new files must be on the disk, too.
int sync_folder(const std::filesystem::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return error;
}

}  // namespace

Result<std::unique_ptr<TrackLog>> TrackLog::create(const std::filesystem::path& folder,
                                                   const TrackRecord& track) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return cannot("begun", error.value());
  constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC;
  const int data = ::open((folder / track_data_name).c_str(), flags, 0644);
  if (data < 0) return cannot("begun", errno);
  const int index = ::open((folder / track_index_name).c_str(), flags, 0644);
  if (index < 0) {
    const int reason = errno;
    ::close(data);
    return cannot("begun", reason);
  }
  std::unique_ptr<TrackLog> log(new TrackLog(folder, {data, index}));
  VTP_CHECK(log->append(track));
  VTP_CHECK(log->sync());
  if (const int reason = sync_folder(folder); reason != 0) return cannot("begun", reason);
  return log;
}

Result<std::unique_ptr<TrackLog>> TrackLog::open(const std::filesystem::path& folder) {
  const int data = ::open((folder / track_data_name).c_str(), O_RDWR | O_CLOEXEC);
  if (data < 0) return cannot("opened", errno);
  const int index = ::open((folder / track_index_name).c_str(), O_RDWR | O_CLOEXEC);
  if (index < 0) {
    const int reason = errno;
    ::close(data);
    return cannot("opened", reason);
  }
  std::unique_ptr<TrackLog> log(new TrackLog(folder, {data, index}));
  VTP_CHECK(log->recover());
  return log;
}

TrackLog::~TrackLog() {
  ::close(files_.data);
  ::close(files_.index);
}

Result<void> TrackLog::recover() {
  VTP_TRY(const auto bytes, read_file(folder_ / track_index_name, longest_index));
  const auto data_size = size_of(files_.data);
  // Where checksums of data have to be looked at: before the last sync they cannot be torn.
  std::size_t synced = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto decoded = decode_record(std::string_view(bytes).substr(at));
    if (!decoded) break;
    at += decoded->size;
    if (std::holds_alternative<SyncRecord>(decoded->record)) synced = at;
  }
  while (index_size_ < bytes.size()) {
    const auto decoded = decode_record(std::string_view(bytes).substr(index_size_));
    if (!decoded) break;
    if (const auto* const part = std::get_if<PartRecord>(&decoded->record)) {
      if (part->size > data_size || index_.data_end() > data_size - part->size) break;
      if (index_size_ >= synced) {
        VTP_TRY(const auto data, read(index_.data_end(), part->size));
        if (crc32(data) != part->checksum) break;
      }
    }
    if (!apply(index_, decoded->record)) break;
    index_size_ += decoded->size;
  }
  if (index_.stretches.empty()) return fail(ErrorCode::internal_error, "The recording has no beginning");
  cut_to_size();
  return {};
}

void TrackLog::cut_to_size() const {
  // Where it fails, what is too much is overwritten by what comes next, or cut off when the log is opened.
  [[maybe_unused]] const int data = ::ftruncate(files_.data, static_cast<off_t>(index_.data_end()));
  [[maybe_unused]] const int index = ::ftruncate(files_.index, static_cast<off_t>(index_size_));
}

std::unexpected<Error> TrackLog::give_up(int error) {
  cut_to_size();
  const EndRecord end{.why = is_full(error) ? LogEnd::disk_full : LogEnd::failed};
  std::string last_words;
  {
    const std::lock_guard lock(mutex_);
    if (apply(index_, SegmentEndRecord{})) last_words += encode(SegmentEndRecord{});
    apply(index_, end);
  }
  // A few bytes often find room where a part did not. Without them the log is as after a crash.
  last_words += encode(end);
  if (write_at(files_.index, last_words, index_size_) != 0) cut_to_size();
  return cannot("continued", error);
}

Result<void> TrackLog::append(const IndexRecord& record, std::string_view data) {
  if (index_.end) return fail(ErrorCode::conflict, "The recording has ended");
  // Readers learn of a part when it can be read, hence the index changes last.
  const auto bytes = encode(record);
  if (const int error = write_at(files_.data, data, index_.data_end()); error != 0) return give_up(error);
  if (const int error = write_at(files_.index, bytes, index_size_); error != 0) return give_up(error);
  const std::lock_guard lock(mutex_);
  if (!apply(index_, record)) {
    cut_to_size();
    return fail(ErrorCode::internal_error, "The recording would go back in time");
  }
  index_size_ += bytes.size();
  return {};
}

Result<void> TrackLog::append_init(InitVersion init) {
  return append(InitRecord{std::move(init)});
}

Result<void> TrackLog::append_part(const Part& part, std::string_view bytes) {
  return append(PartRecord{.start = part.start,
                           .duration = part.duration,
                           .size = static_cast<std::uint32_t>(bytes.size()),
                           .checksum = crc32(bytes),
                           .is_independent = part.is_independent,
                           .ends_segment = part.ends_segment},
                bytes);
}

Result<void> TrackLog::end_segment() {
  if (!index_.has_open_segment()) return {};
  return append(SegmentEndRecord{});
}

Result<void> TrackLog::append_gap(const LoggedGap& gap) {
  return append(GapRecord{gap});
}

Result<void> TrackLog::begin_stretch(Timestamp epoch, std::uint64_t start) {
  return append(StretchRecord{.epoch = epoch, .start = start});
}

Result<void> TrackLog::sync() {
  if (::fdatasync(files_.data) != 0) return give_up(errno);
  VTP_CHECK(append(SyncRecord{}));
  if (::fdatasync(files_.index) != 0) return give_up(errno);
  return {};
}

Result<void> TrackLog::end(LogEnd why) {
  if (index_.end) return {};
  VTP_CHECK(end_segment());
  if (::fdatasync(files_.data) != 0) return give_up(errno);
  VTP_CHECK(append(EndRecord{.why = why}));
  if (::fdatasync(files_.index) != 0) return give_up(errno);
  return {};
}

Result<std::string> TrackLog::read(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const auto got =
        ::pread(files_.data, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return cannot("read", got < 0 ? errno : ENODATA);
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace vtp::media
