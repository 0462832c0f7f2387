#include "recordings/media_passes.h"

#include <utility>

namespace vtp::recordings {
namespace {

/// The credential that counts (api.md section 2.2: header, then token, then cookie) as it came, with the
/// recording. Empty without one.
std::string pass_key(const http::Request& request, RecordingId recording) {
  std::string key(recording.view());
  if (const auto header = request.headers.get("Authorization"); !header.empty())
    return key.append("h").append(header);
  if (const auto* token = request.query_parameter("token")) return key.append("t").append(*token);
  if (const auto cookie = request.cookie("vtp_access"); !cookie.empty())
    return key.append("c").append(cookie);
  return {};
}

std::string rendition_key(RecordingId recording, const std::string& rendition) {
  return std::string(recording.view()) + rendition;
}

}  // namespace

template <class T>
void MediaPasses::put(Entries<T>& entries, std::string key, T value) {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (entries.size() >= max_entries)
    std::erase_if(entries, [&](const auto& entry) { return entry.second.until < now; });
  if (entries.size() >= max_entries) entries.clear();
  entries.insert_or_assign(std::move(key), Entry<T>{std::move(value), now + life});
}

void MediaPasses::let_in(const http::Request& request, RecordingId recording) {
  if (auto key = pass_key(request, recording); !key.empty()) put(passes_, std::move(key), true);
}

bool MediaPasses::is_let_in(const http::Request& request, RecordingId recording) const {
  const auto key = pass_key(request, recording);
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  const auto found = passes_.find(key);
  return found != passes_.end() && now < found->second.until;
}

void MediaPasses::keep(RecordingId recording, const std::string& rendition,
                       std::shared_ptr<const OpenRendition> open) {
  put(renditions_, rendition_key(recording, rendition), std::move(open));
}

std::shared_ptr<const OpenRendition> MediaPasses::find(RecordingId recording,
                                                       const std::string& rendition) const {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  const auto found = renditions_.find(rendition_key(recording, rendition));
  return found != renditions_.end() && now < found->second.until ? found->second.value : nullptr;
}

void MediaPasses::forget(RecordingId recording, const std::string& rendition) {
  const std::lock_guard lock(mutex_);
  renditions_.erase(rendition_key(recording, rendition));
}

}  // namespace vtp::recordings
