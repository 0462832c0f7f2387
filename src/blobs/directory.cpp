#include "blobs/directory.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "base/id.h"
#include "base/try.h"
#include "blobs/durable.h"
#include "blobs/key.h"
#include "runtime/process_name.h"

namespace vtp::blobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* temporary_name = ".temporary";  // no key begins with a dot
constexpr const char* replaced_name = "replaced";

std::unexpected<Error> not_found() {
  return fail(ErrorCode::not_found, "There is no such file");
}

/// The cause is an errno, which has no place in an answer; a full disk is the one that a client can
/// understand.
std::unexpected<Error> cannot_store(const std::error_code& cause) {
  if (cause == std::errc::no_space_on_device)
    return fail(ErrorCode::insufficient_storage, "There is no storage space left on the server");
  return fail(ErrorCode::internal_error, "A file could not be stored");
}

/// Opens below `root` without leaving it and without following any link (openat2, Linux 5.6).
int open_below(int root, std::string_view key, int flags) {
  const std::string path(key);
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  return static_cast<int>(syscall(SYS_openat2, root, path.c_str(), &how, sizeof how));
}

Timestamp to_timestamp(const timespec& time) {
  return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec)));
}

Timestamp last_change(const fs::path& path) {
  struct stat status{};
  return lstat(path.c_str(), &status) == 0 ? to_timestamp(status.st_mtim) : Timestamp::max();
}

Timestamp last_change_in_tree(const fs::path& path) {
  auto newest = last_change(path);
  std::error_code ignored;
  for (fs::recursive_directory_iterator entry(path, ignored), end; entry != end; entry.increment(ignored))
    newest = std::max(newest, last_change(entry->path()));
  return newest;
}

/// Removes what lies in the directory of a process that may be alive, and the directory if that leaves it
/// empty.
void remove_untouched(const fs::path& directory, Timestamp before) {
  std::error_code ignored;
  for (fs::directory_iterator area(directory, ignored), end; area != end; area.increment(ignored))
    if (last_change_in_tree(area->path()) < before) fs::remove_all(area->path(), ignored);
  if (last_change(directory) < before) fs::remove(directory, ignored);
}

/// Replaces a directory in one step, which rename() does for empty ones only. Not every file system can do
/// it.
bool exchange(const fs::path& source, const fs::path& target) {
  return renameat2(AT_FDCWD, source.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

TemporaryArea::~TemporaryArea() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

double Space::free_percent() const {
  return total_bytes == 0 ? 0 : 100.0 * static_cast<double>(free_bytes) / static_cast<double>(total_bytes);
}

Result<std::unique_ptr<Directory>> Directory::open(const fs::path& root) {
  std::error_code error;
  fs::create_directories(root / temporary_name, error);
  const int descriptor = error ? -1 : ::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorCode::not_ready, fmt::format("The media directory {} cannot be used: {}", root.string(),
                                                  error ? error.message() : "it cannot be opened"));
  return std::unique_ptr<Directory>(new Directory(root, descriptor));
}

Directory::~Directory() {
  close(descriptor_);
}

fs::path Directory::temporary_root() const {
  return root_ / temporary_name;
}

Result<fs::path> Directory::own_temporary_root() const {
  const auto path = temporary_root() / runtime::ProcessName::own().text();
  std::error_code error;
  fs::create_directory(path, error);
  if (error) return cannot_store(error);
  return path;
}

Result<std::unique_ptr<TemporaryArea>> Directory::make_temporary() {
  VTP_TRY(const auto root, own_temporary_root());
  const auto path = root / Id<struct TemporaryTag>::make().view();
  std::error_code error;
  fs::create_directory(path, error);
  if (error) return cannot_store(error);
  return std::make_unique<TemporaryArea>(path);
}

void Directory::remove_abandoned(Timestamp before) {
  std::error_code ignored;
  for (fs::directory_iterator entry(temporary_root(), ignored), end; entry != end; entry.increment(ignored)) {
    const auto owner = runtime::ProcessName::parse(entry->path().filename().native());
    if (owner && runtime::is_gone(*owner))
      fs::remove_all(entry->path(), ignored);
    else
      remove_untouched(entry->path(), before);
  }
}

Result<void> Directory::publish(const fs::path& source, std::string_view key) {
  VTP_TRY(const auto target, path_of(key));
  VTP_CHECK(flush_tree(source));
  VTP_TRY(const auto aside, make_temporary());
  std::error_code error;
  if (fs::is_directory(fs::symlink_status(target))) {
    if (exchange(source, target)) return flush(target.parent_path());
    fs::rename(target, aside->path() / replaced_name, error);
  }
  if (!error) fs::rename(source, target, error);
  if (error) return cannot_store(error);
  return flush(target.parent_path());
}

Result<File> Directory::open_file(std::string_view key) const {
  if (!is_key(key)) return not_found();
  const int descriptor = open_below(descriptor_, key, O_RDONLY | O_NONBLOCK);
  if (descriptor < 0) return not_found();
  struct stat status{};
  const bool usable = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  File file(descriptor, static_cast<std::uint64_t>(status.st_size), to_timestamp(status.st_mtim));
  if (!usable) return not_found();
  return file;
}

bool Directory::exists(std::string_view key) const {
  if (!is_key(key)) return false;
  const int descriptor = open_below(descriptor_, key, O_PATH);
  if (descriptor >= 0) close(descriptor);
  return descriptor >= 0;
}

std::uint64_t Directory::size_of(std::string_view key) const {
  if (!exists(key)) return 0;
  std::error_code ignored;
  const auto path = root_ / key;
  if (fs::is_regular_file(fs::symlink_status(path, ignored))) return fs::file_size(path, ignored);
  std::uint64_t total = 0;
  for (fs::recursive_directory_iterator entry(path, ignored), end; entry != end; entry.increment(ignored))
    if (entry->is_regular_file(ignored) && !entry->is_symlink(ignored)) total += entry->file_size(ignored);
  return total;
}

Result<void> Directory::remove(std::string_view key) {
  if (!exists(key)) return {};
  std::error_code error;
  fs::remove_all(root_ / key, error);
  if (error) return fail(ErrorCode::internal_error, "A file could not be removed");
  return {};
}

Result<fs::path> Directory::path_of(std::string_view key) {
  if (!is_key(key)) return fail(ErrorCode::internal_error, "A file cannot have that name");
  const auto path = root_ / key;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot_store(error);
  return path;
}

Space Directory::space() const {
  struct statvfs figures{};
  if (statvfs(root_.c_str(), &figures) != 0) return {};
  return {.free_bytes = figures.f_bavail * figures.f_frsize,
          .total_bytes = figures.f_blocks * figures.f_frsize};
}

bool Directory::is_writable() const {
  // Not O_TMPFILE, which network file systems lack.
  auto name = (temporary_root() / "probe-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return false;
  ::unlink(name.c_str());
  const bool written = write(descriptor, "x", 1) == 1;
  close(descriptor);
  return written;
}

}  // namespace vtp::blobs
