// An open file that is read only, with what HTTP wants to know of it.
#pragma once

#include <cstdint>
#include <utility>

#include "base/time.h"

namespace vtp::blobs {

class File {
 public:
  File(int descriptor, std::uint64_t size, Timestamp modified)
      : descriptor_(descriptor), size_(size), modified_(modified) {}
  ~File();
  File(File&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_), modified_(other.modified_) {}
  File& operator=(File&& other) noexcept;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Timestamp modified() const { return modified_; }

  /// The descriptor, which the caller closes from now on.
  [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_;
  std::uint64_t size_;
  Timestamp modified_;
};

}  // namespace vtp::blobs
