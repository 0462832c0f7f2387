// The media store in a local directory. What is published appears whole or not at all, also after a power
// cut.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "blobs/file.h"

namespace vtp::blobs {

/// A directory of its own on the file system of the store, where results are prepared. Removed with the
/// object.
class TemporaryArea {
 public:
  explicit TemporaryArea(std::filesystem::path path) : path_(std::move(path)) {}
  ~TemporaryArea();
  TemporaryArea(const TemporaryArea&) = delete;
  TemporaryArea& operator=(const TemporaryArea&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Space {
  std::uint64_t free_bytes = 0;  // for this process, not for root
  std::uint64_t total_bytes = 0;

  [[nodiscard]] double free_percent() const;
};

/// Everything is named by a key (blobs/key.h); another name is not found. Symbolic links are not followed.
/// Safe to use from many threads.
class Directory {
 public:
  /// Creates what is missing. The message of an error is for the operator.
  static Result<std::unique_ptr<Directory>> open(const std::filesystem::path& root);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  Result<std::unique_ptr<TemporaryArea>> make_temporary();
  /// Removes temporary areas that killed processes have left behind: those of which it is certain that they
  /// have ended at once, others (of another machine, or an earlier boot) if nothing in an area was touched
  /// since `before`.
  void remove_abandoned(Timestamp before);

  /// Makes everything in `source` (a file, or a directory with all below it, in a temporary area) durable and
  /// moves it to `key`. What stood there before is replaced.
  Result<void> publish(const std::filesystem::path& source, std::string_view key);

  /// Opens a regular file for reading; NOT_FOUND when there is none.
  [[nodiscard]] Result<File> open_file(std::string_view key) const;
  [[nodiscard]] bool exists(std::string_view key) const;

  /// Bytes of a file, or of all files below a directory; 0 when there is nothing.
  [[nodiscard]] std::uint64_t size_of(std::string_view key) const;

  /// Removes a file or a directory with all below it; fine when there is none.
  Result<void> remove(std::string_view key);

  /// The path for child processes and for files that grow, such as uploads. Its directory is created.
  Result<std::filesystem::path> path_of(std::string_view key);

  [[nodiscard]] Space space() const;
  /// Can a file be made at this moment?
  [[nodiscard]] bool is_writable() const;

 private:
  Directory(std::filesystem::path root, int descriptor) : root_(std::move(root)), descriptor_(descriptor) {}
  [[nodiscard]] std::filesystem::path temporary_root() const;
  /// Where this process has its temporary areas; made when it is missing.
  [[nodiscard]] Result<std::filesystem::path> own_temporary_root() const;

  std::filesystem::path root_;
  int descriptor_;  // of the root: what is read is resolved from here
};

}  // namespace vtp::blobs
