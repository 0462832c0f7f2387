// Memory of who was let in to the media of which recording, and where its files are, so that a segment costs
// neither a query nor a signature. An entry lives for a minute: a right that was lost stops playback within
// that.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "http/request.h"
#include "recordings/rendition.h"

namespace vtp::recordings {

/// A ready rendition and the folder of its files.
struct OpenRendition {
  Rendition rendition;
  std::filesystem::path folder;
};

/// Safe to use from many threads; never blocks for longer than a look-up.
class MediaPasses {
 public:
  explicit MediaPasses(const Clock& clock) : clock_(clock) {}

  void let_in(const http::Request& request, RecordingId recording);
  [[nodiscard]] bool is_let_in(const http::Request& request, RecordingId recording) const;

  void keep(RecordingId recording, const std::string& rendition, std::shared_ptr<const OpenRendition> open);
  [[nodiscard]] std::shared_ptr<const OpenRendition> find(RecordingId recording,
                                                          const std::string& rendition) const;

  /// When files turn out to have moved.
  void forget(RecordingId recording, const std::string& rendition);

 private:
  static constexpr std::chrono::seconds life{60};
  static constexpr std::size_t max_entries = 10'000;  // of each kind

  template <class T>
  struct Entry {
    T value;
    Timestamp until;
  };
  template <class T>
  using Entries = std::unordered_map<std::string, Entry<T>>;

  template <class T>
  void put(Entries<T>& entries, std::string key, T value);

  const Clock& clock_;
  mutable std::mutex mutex_;
  Entries<bool> passes_;
  Entries<std::shared_ptr<const OpenRendition>> renditions_;
};

}  // namespace vtp::recordings
