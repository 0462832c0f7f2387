#include "sfu/server/send_batch.h"

#include <algorithm>

namespace vtp::sfu {

SendBatch::SendBatch(std::function<Way(const rtc::Endpoint&)> way_of,
                     std::function<void(std::size_t)> on_lost)
    : way_of_(std::move(way_of)), on_lost_(std::move(on_lost)), slots_(most) {
  buckets_.fill(none);
  places_.reserve(most);
}

void SendBatch::add(const rtc::Endpoint& to, rtc::Bytes datagram) {
  auto& slot = slots_[count_];
  if (datagram.data() != slot.data()) std::ranges::copy(datagram, slot.begin());
  entries_[count_] = {.to = to, .size = static_cast<std::uint16_t>(datagram.size())};
  note_place(static_cast<std::int16_t>(count_++));
  if (count_ == most) flush();
}

void SendBatch::note_place(std::int16_t entry) {
  const auto& to = entries_[static_cast<std::size_t>(entry)].to;
  auto bucket = std::hash<rtc::Endpoint>{}(to) % buckets_.size();
  while (buckets_[bucket] != none) {
    auto& place = places_[static_cast<std::size_t>(buckets_[bucket])];
    if (entries_[static_cast<std::size_t>(place.first)].to == to) {
      entries_[static_cast<std::size_t>(place.last)].next = entry;
      place.last = entry;
      return;
    }
    bucket = (bucket + 1) % buckets_.size();
  }
  buckets_[bucket] = static_cast<std::int16_t>(places_.size());
  places_.push_back({.first = entry, .last = entry});
}

void SendBatch::flush() {
  if (count_ == 0) return;
  UdpSocket* socket = nullptr;
  for (const auto& place : places_) {
    const auto& to = entries_[static_cast<std::size_t>(place.first)].to;
    const auto way = way_of_(to);
    if (way.socket != socket && socket != nullptr) on_lost_(socket->send_queued());
    socket = way.socket;
    for (auto at = place.first; at != none; at = entries_[static_cast<std::size_t>(at)].next) {
      const auto index = static_cast<std::size_t>(at);
      const auto lost = socket->queue(to, way.from, rtc::Bytes(slots_[index]).first(entries_[index].size));
      if (lost > 0) on_lost_(lost);
    }
  }
  on_lost_(socket->send_queued());
  buckets_.fill(none);
  places_.clear();
  count_ = 0;
}

}  // namespace vtp::sfu
