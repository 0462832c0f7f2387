#include "http/open_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace vtp::http {

Result<OpenFile> open_file(const std::filesystem::path& path) {
  // Not blocking: opening a pipe that nobody writes to would never come back.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return fail(ErrorCode::not_found, "The file does not exist");
  FilePiece whole(descriptor, 0, 0);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
    return fail(ErrorCode::not_found, "The file does not exist");
  whole.length = static_cast<std::uint64_t>(status.st_size);
  const auto modified =
      std::chrono::seconds(status.st_mtim.tv_sec) +
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(status.st_mtim.tv_nsec));
  return OpenFile{.whole = std::move(whole), .modified = Timestamp(modified)};
}

Result<OpenFile> OpenFiles::open(const std::filesystem::path& path) {
  const auto now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(path.native());
    if (found != entries_.end() && now < found->second.until) return found->second.file;
  }
  auto file = open_file(path);
  if (!file) return file;
  const std::lock_guard lock(mutex_);
  make_room(now);
  entries_.insert_or_assign(path.native(), Entry{*file, now + life});
  return file;
}

void OpenFiles::make_room(Timestamp now) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.until <= now; });
  if (entries_.size() >= max_files) entries_.erase(entries_.begin());
}

}  // namespace vtp::http
