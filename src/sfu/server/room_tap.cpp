#include "sfu/server/room_tap.h"

#include <utility>

namespace vtp::sfu {

RoomTap::RoomTap(std::shared_ptr<RoomLink> link, Tap& tap, std::function<void()> detach)
    : link_(std::move(link)), tap_(tap), detach_(std::move(detach)) {
  link_->at_shadow->set_answer([this] { hear(); });
}

RoomTap::~RoomTap() {
  link_->at_shadow->set_answer({});
  detach_();
}

void RoomTap::tell(ShadowWish wish) {
  link_->wishes.push(std::move(wish));
  link_->at_home->ring();
}

void RoomTap::hear() {
  const auto now = MediaPort::now();
  link_->take(
      [&](const ShadowNews& news) {
        if (std::holds_alternative<HomeClosed>(news))
          tap_.on_room_closed(now);
        else
          tap_.on_news(news, now);
      },
      [&](const FeedPacket& about, rtc::MutableBytes bytes) { tap_.on_packet(about, bytes, now); });
  tap_.on_turn_end(now);
}

}  // namespace vtp::sfu
