// The growing file of an upload: written in large pieces, flushed when told, cut when bytes turn out not to
// count.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vtp::recordings {

class UploadFile {
 public:
  /// Opens or creates the file and goes on at `offset`. What lies behind it was never acknowledged and is cut
  /// off; a file that is shorter (after a power cut) is CONFLICT.
  static Result<UploadFile> open(const std::filesystem::path& path, std::int64_t offset);
  ~UploadFile();
  UploadFile(UploadFile&& other) noexcept;
  UploadFile(const UploadFile&) = delete;
  UploadFile& operator=(const UploadFile&) = delete;

  Result<void> append(std::string_view bytes);
  /// Everything appended so far survives a power cut.
  Result<void> make_durable();
  Result<void> cut_at(std::int64_t offset);

 private:
  UploadFile(int descriptor, std::int64_t offset) : descriptor_(descriptor), offset_(offset) {}
  Result<void> write_out();

  int descriptor_;
  std::int64_t offset_;  // where the buffer goes
  std::string buffer_;   // small writes make a file that is slow to serve
};

/// Bytes of the file, 0 if there is none.
std::int64_t size_of_upload(const std::filesystem::path& path);

}  // namespace vtp::recordings
