#include "blobs/file.h"

#include <unistd.h>

namespace vtp::blobs {

File::~File() {
  if (descriptor_ >= 0) close(descriptor_);
}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  size_ = other.size_;
  modified_ = other.modified_;
  return *this;
}

}  // namespace vtp::blobs
