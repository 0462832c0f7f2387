#include "live/streaming/viewer_sessions.h"

#include <algorithm>
#include <utility>

namespace vtp::live {

bool ViewerSessions::open(Viewer viewer) {
  replace_oldest_of(viewer.user, viewer.joined_at);
  if (active_ >= limit_) return false;
  forget_some();
  const auto id = viewer.id;
  auto& entry = viewers_[id];
  entry.viewer = std::move(viewer);
  enter(entry);
  ++total_;
  return true;
}

Viewer* ViewerSessions::renew(ViewerId id, UserId user, Timestamp now) {
  const auto found = viewers_.find(id);
  if (found == viewers_.end() || found->second.viewer.user != user) return nullptr;
  auto& entry = found->second;
  if (!entry.viewer.is_open()) {
    if (entry.viewer.reason != LeaveReason::silence || active_ >= limit_) return nullptr;
    entry.viewer.left_at.reset();
    enter(entry);
  }
  entry.viewer.last_seen_at = std::max(entry.viewer.last_seen_at, now);
  return &entry.viewer;
}

bool ViewerSessions::touch(ViewerId id, Timestamp now) {
  const auto found = viewers_.find(id);
  if (found == viewers_.end() || !found->second.viewer.is_open()) return false;
  found->second.viewer.last_seen_at = std::max(found->second.viewer.last_seen_at, now);
  return true;
}

void ViewerSessions::count_piece(ViewerId id, std::int64_t bytes, Timestamp now) {
  const auto found = viewers_.find(id);
  if (found == viewers_.end()) return;
  touch(id, now);
  ++found->second.viewer.segments;
  found->second.viewer.bytes += bytes;
}

const Viewer* ViewerSessions::find(ViewerId id) const {
  const auto found = viewers_.find(id);
  return found == viewers_.end() ? nullptr : &found->second.viewer;
}

const Viewer* ViewerSessions::find_of(UserId user) const {
  const Viewer* latest = nullptr;
  for (const auto& [id, entry] : viewers_)
    if (entry.viewer.user == user && (latest == nullptr || entry.viewer.last_seen_at >= latest->last_seen_at))
      latest = &entry.viewer;
  return latest;
}

bool ViewerSessions::close(ViewerId id, LeaveReason reason, Timestamp now) {
  const auto found = viewers_.find(id);
  if (found == viewers_.end() || !found->second.viewer.is_open()) return false;
  close(found->second, reason, now);
  return true;
}

void ViewerSessions::close_silent(Timestamp now) {
  for (auto& [id, entry] : viewers_)
    if (entry.viewer.is_open() && now - entry.viewer.last_seen_at > silence_limit)
      close(entry, LeaveReason::silence, entry.viewer.last_seen_at);
}

void ViewerSessions::close_all(LeaveReason reason, Timestamp now) {
  for (auto& [id, entry] : viewers_)
    if (entry.viewer.is_open()) close(entry, reason, now);
}

std::vector<Viewer> ViewerSessions::open_ones() const {
  std::vector<Viewer> viewers;
  for (const auto& [id, entry] : viewers_)
    if (entry.viewer.is_open()) viewers.push_back(entry.viewer);
  return viewers;
}

std::vector<Viewer> ViewerSessions::take_changed() {
  std::vector<Viewer> viewers;
  for (auto& [id, entry] : viewers_)
    if (std::exchange(entry.is_changed, false)) viewers.push_back(entry.viewer);
  return viewers;
}

void ViewerSessions::mark_changed(const std::vector<Viewer>& viewers) {
  for (const auto& viewer : viewers)
    if (const auto found = viewers_.find(viewer.id); found != viewers_.end()) found->second.is_changed = true;
}

void ViewerSessions::close(Entry& entry, LeaveReason reason, Timestamp now) {
  entry.viewer.left_at = now;
  entry.viewer.reason = reason;
  entry.is_changed = true;
  --active_;
}

void ViewerSessions::enter(Entry& entry) {
  entry.is_changed = true;
  peak_ = std::max(peak_, ++active_);
}

void ViewerSessions::replace_oldest_of(UserId user, Timestamp now) {
  Entry* oldest = nullptr;
  int count = 0;
  for (auto& [id, entry] : viewers_) {
    if (entry.viewer.user != user || !entry.viewer.is_open()) continue;
    ++count;
    if (oldest == nullptr || entry.viewer.last_seen_at < oldest->viewer.last_seen_at) oldest = &entry;
  }
  if (count >= most_of_one_user) close(*oldest, LeaveReason::replaced, now);
}

/// What is written down and closed is not needed for anything but to come back to.
void ViewerSessions::forget_some() {
  for (auto it = viewers_.begin(); it != viewers_.end() && viewers_.size() >= most_remembered;)
    it = it->second.viewer.is_open() || it->second.is_changed ? std::next(it) : viewers_.erase(it);
}

}  // namespace vtp::live
