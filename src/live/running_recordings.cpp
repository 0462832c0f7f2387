#include "live/running_recordings.h"

#include <algorithm>
#include <utility>

namespace vtp::live {

void RunningRecordings::add(RecordingId recording, RunningTrack track) {
  const std::lock_guard lock(mutex_);
  auto& tracks = recordings_[recording];
  auto next = tracks ? std::make_shared<RunningTracks>(*tracks) : std::make_shared<RunningTracks>();
  const auto same = std::ranges::find(*next, track.rendition, &RunningTrack::rendition);
  if (same != next->end())
    *same = std::move(track);
  else
    next->push_back(std::move(track));
  tracks = std::move(next);
}

void RunningRecordings::grown(RecordingId recording) const {
  const auto tracks = find(recording);
  if (!tracks) return;
  const std::shared_lock lock(listeners_mutex_);
  for (auto* listener : listeners_) listener->on_grown(recording, tracks);
}

void RunningRecordings::remove(RecordingId recording) {
  TrackSnapshot tracks;
  {
    const std::lock_guard lock(mutex_);
    const auto found = recordings_.find(recording);
    if (found == recordings_.end()) return;
    tracks = std::move(found->second);
    recordings_.erase(found);
  }
  const std::shared_lock lock(listeners_mutex_);
  for (auto* listener : listeners_) listener->on_ended(recording, tracks);
}

TrackSnapshot RunningRecordings::find(RecordingId recording) const {
  const std::lock_guard lock(mutex_);
  const auto found = recordings_.find(recording);
  return found == recordings_.end() ? nullptr : found->second;
}

std::size_t RunningRecordings::count() const {
  const std::lock_guard lock(mutex_);
  return recordings_.size();
}

void RunningRecordings::listen(RecordingListener& listener) {
  const std::unique_lock lock(listeners_mutex_);
  listeners_.push_back(&listener);
}

void RunningRecordings::stop_listening(RecordingListener& listener) {
  const std::unique_lock lock(listeners_mutex_);
  std::erase(listeners_, &listener);
}

}  // namespace vtp::live
