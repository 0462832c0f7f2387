#include "live/streaming/waiting_players.h"

#include <utility>

namespace vtp::live {

bool is_ready(const media::TrackIndex& index, const media::LiveTiming& timing, const Wish& wish) {
  if (const auto* playlist = std::get_if<PlaylistWish>(&wish))
    return media::answer_reload(index, timing, playlist->reload) != media::ReloadAnswer::later;
  const auto& name = std::get<PieceWish>(wish).name;
  return !name.part || media::answer_part(index, name.number, *name.part) != media::PartAnswer::coming;
}

WaitBudget::Place WaitBudget::take() {
  if (is_closed_) return nullptr;
  const bool is_free = ++taken_ <= most_;
  Place place(this, [](void* budget) { --static_cast<WaitBudget*>(budget)->taken_; });
  return is_free ? place : nullptr;
}

WaitingPlayers::Number WaitingPlayers::add(WaitingPlayer player) {
  const std::lock_guard lock(mutex_);
  players_.emplace(++last_, std::move(player));
  return last_;
}

void WaitingPlayers::remove(Number number) {
  std::map<Number, WaitingPlayer>::node_type gone;  // ends without the lock
  const std::lock_guard lock(mutex_);
  gone = players_.extract(number);
}

std::vector<WaitingPlayer> WaitingPlayers::take_ready(const std::string& rendition,
                                                      const media::TrackIndex& index,
                                                      const media::LiveTiming& timing) {
  return take_if([&](const WaitingPlayer& player) {
    return player.rendition == rendition && is_ready(index, timing, player.wish);
  });
}

std::vector<WaitingPlayer> WaitingPlayers::take_overdue(Timestamp now) {
  return take_if([&](const WaitingPlayer& player) { return player.deadline <= now; });
}

std::vector<WaitingPlayer> WaitingPlayers::take_all() {
  return take_if([](const WaitingPlayer&) { return true; });
}

std::size_t WaitingPlayers::count() const {
  const std::lock_guard lock(mutex_);
  return players_.size();
}

template <class Predicate>
std::vector<WaitingPlayer> WaitingPlayers::take_if(Predicate predicate) {
  std::vector<WaitingPlayer> taken;
  const std::lock_guard lock(mutex_);
  for (auto it = players_.begin(); it != players_.end();) {
    if (!predicate(it->second)) {
      ++it;
      continue;
    }
    taken.push_back(std::move(it->second));
    it = players_.erase(it);
  }
  return taken;
}

}  // namespace vtp::live
