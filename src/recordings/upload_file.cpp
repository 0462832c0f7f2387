#include "recordings/upload_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/try.h"
#include "blobs/durable.h"

namespace vtp::recordings {
namespace {

constexpr std::size_t write_size = 1024 * 1024;

std::unexpected<Error> disk_error() {
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
    return fail(ErrorCode::insufficient_storage, "There is no room left for the upload");
  return fail(ErrorCode::internal_error, "The upload could not be stored");
}

}  // namespace

Result<UploadFile> UploadFile::open(const std::filesystem::path& path, std::int64_t offset) {
  const bool is_new = !std::filesystem::exists(path);
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
  if (descriptor < 0) return disk_error();
  UploadFile file(descriptor, offset);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return disk_error();
  if (status.st_size < offset)
    return fail(ErrorCode::conflict, "Less of the upload is stored than was acknowledged");
  if (status.st_size > offset && ::ftruncate(descriptor, offset) != 0) return disk_error();
  if (is_new) VTP_CHECK(blobs::flush(path.parent_path()));
  return file;
}

UploadFile::~UploadFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

UploadFile::UploadFile(UploadFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      offset_(other.offset_),
      buffer_(std::move(other.buffer_)) {}

Result<void> UploadFile::append(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= write_size) return write_out();
  return {};
}

Result<void> UploadFile::write_out() {
  for (std::size_t done = 0; done < buffer_.size();) {
    const auto written = ::pwrite(descriptor_, buffer_.data() + done, buffer_.size() - done, offset_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      buffer_.erase(0, done);
      return disk_error();
    }
    done += static_cast<std::size_t>(written);
    offset_ += written;
  }
  buffer_.clear();
  return {};
}

Result<void> UploadFile::make_durable() {
  VTP_CHECK(write_out());
  if (::fdatasync(descriptor_) != 0) return disk_error();
  return {};
}

Result<void> UploadFile::cut_at(std::int64_t offset) {
  buffer_.clear();
  offset_ = offset;
  if (::ftruncate(descriptor_, offset) != 0) return disk_error();
  return {};
}

std::int64_t size_of_upload(const std::filesystem::path& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  return failed ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace vtp::recordings
