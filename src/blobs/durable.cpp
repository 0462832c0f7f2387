#include "blobs/durable.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/try.h"

namespace vtp::blobs {
namespace fs = std::filesystem;

Result<void> flush(const fs::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  const bool flushed = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  if (!flushed) return fail(ErrorCode::internal_error, "A file could not be stored");
  return {};
}

Result<void> flush_tree(const fs::path& path) {
  if (fs::is_directory(fs::symlink_status(path)))
    for (const auto& entry : fs::directory_iterator(path)) VTP_CHECK(flush_tree(entry.path()));
  return flush(path);
}

}  // namespace vtp::blobs
