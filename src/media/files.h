// Whole files in and out of memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vtp::media {

/// Fails when there is no such file or when it is longer than `max_size`.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_size);

/// At most `max_size` bytes from the beginning.
Result<std::string> read_file_start(const std::filesystem::path& path, std::size_t max_size);

/// `size` bytes from `offset` on; fails when there are fewer.
Result<std::string> read_file_range(const std::filesystem::path& path, std::uint64_t offset,
                                    std::size_t size);

/// A file that is being written; nothing is left behind unless it is committed.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  void write(std::string_view bytes);
  /// Closes the file and puts it in its place. INSUFFICIENT_STORAGE when the disk is full.
  Result<void> commit();

 private:
  void close();

  std::filesystem::path path_;
  std::filesystem::path partial_;
  int descriptor_;
  int error_ = 0;
};

/// Replaces the file with these bytes, written in one piece.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace vtp::media
