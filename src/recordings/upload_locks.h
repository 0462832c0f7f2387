// Which uploads somebody writes to at this moment: one at a time each.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "recordings/upload.h"

namespace vtp::recordings {

class UploadLocks {
 public:
  /// Gives the upload free with its end.
  class Hold {
   public:
    Hold(UploadLocks& locks, UploadId id) : locks_(&locks), id_(id) {}
    Hold(Hold&& other) noexcept : locks_(std::exchange(other.locks_, nullptr)), id_(other.id_) {}
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    ~Hold() {
      if (locks_) locks_->release(id_);
    }

   private:
    UploadLocks* locks_;
    UploadId id_;
  };

  /// Nothing if somebody else holds the upload.
  std::optional<Hold> try_hold(UploadId id) {
    const std::lock_guard lock(mutex_);
    if (!held_.insert(id).second) return std::nullopt;
    return Hold(*this, id);
  }

 private:
  void release(UploadId id) {
    const std::lock_guard lock(mutex_);
    held_.erase(id);
  }

  std::mutex mutex_;
  std::set<UploadId> held_;
};

}  // namespace vtp::recordings
