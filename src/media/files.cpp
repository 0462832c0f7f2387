#include "media/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"

namespace vtp::media {
namespace {

std::unexpected<Error> cannot(std::string_view verb, const std::filesystem::path& path, int error) {
  const auto code =
      error == ENOSPC || error == EDQUOT ? ErrorCode::insufficient_storage : ErrorCode::internal_error;
  return fail(code, fmt::format("cannot {} {}: {}", verb, path.filename().string(), std::strerror(error)));
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_size) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return cannot("read", path, error.value());
  if (size > max_size) return cannot("read", path, EFBIG);
  return read_file_start(path, static_cast<std::size_t>(size));
}

Result<std::string> read_file_start(const std::filesystem::path& path, std::size_t max_size) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot("read", path, errno);
  std::string bytes(max_size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return cannot("read", path, EIO);
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

Result<std::string> read_file_range(const std::filesystem::path& path, std::uint64_t offset,
                                    std::size_t size) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot("read", path, errno);
  std::string bytes(size, '\0');
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!file) return cannot("read", path, EIO);
  return bytes;
}

FileWriter::FileWriter(std::filesystem::path path)
    : path_(std::move(path)),
      partial_(path_.string() + ".partial"),
      descriptor_(::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) error_ = errno;
}

FileWriter::~FileWriter() {
  close();
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void FileWriter::write(std::string_view bytes) {
  while (error_ == 0 && !bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

Result<void> FileWriter::commit() {
  close();
  if (error_ != 0) return cannot("write", path_, error_);
  std::error_code error;
  std::filesystem::rename(partial_, path_, error);
  if (error) return cannot("write", path_, error.value());
  return {};
}

void FileWriter::close() {
  if (descriptor_ < 0) return;
  if (::close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  FileWriter writer(path);
  writer.write(bytes);
  return writer.commit();
}

}  // namespace vtp::media
