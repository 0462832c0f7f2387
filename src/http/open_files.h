// Files kept open between requests: what many ask for again and again is opened once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/error.h"
#include "base/time.h"
#include "http/response.h"

namespace vtp::http {

/// A file, or a piece of one that is answered like a file.
struct OpenFile {
  FilePiece whole;
  Timestamp modified;
};

/// Fails with NOT_FOUND if there is no such regular file.
Result<OpenFile> open_file(const std::filesystem::path& path);

/// For files that never change under their name. One that was removed may be answered for `life` longer, and
/// keeps its place on the disk until somebody asks for another. Safe to use from many threads.
class OpenFiles {
 public:
  static constexpr std::chrono::seconds life{10};
  static constexpr std::size_t max_files = 256;

  explicit OpenFiles(const Clock& clock) : clock_(clock) {}

  /// As open_file().
  Result<OpenFile> open(const std::filesystem::path& path);

 private:
  struct Entry {
    OpenFile file;
    Timestamp until;
  };

  void make_room(Timestamp now);

  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace vtp::http
