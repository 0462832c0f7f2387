#include "sfu/server/room_link.h"

#include <utility>

namespace vtp::sfu {
HomeEnd::HomeEnd(std::shared_ptr<RoomLink> link, MediaPort& port, std::function<void()> on_wishes)
    : link_(std::move(link)), port_(port) {
  link_->at_home->set_answer(std::move(on_wishes));
  port_.add(*this);
}

HomeEnd::~HomeEnd() {
  port_.remove(*this);
  link_->at_home->set_answer({});
  link_->news.push(HomeClosed(), link_->packets.written());
  link_->at_shadow->ring();
}

void HomeEnd::tell(ShadowNews news) {
  link_->news.push(std::move(news), link_->packets.written());
  has_more_ = true;
}

bool HomeEnd::send(const FeedPacket& about, rtc::Bytes packet) {
  const bool is_sent = link_->packets.push(about, packet);
  if (!is_sent) port_.note_drop(DropReason::thread_behind);
  has_more_ = true;
  return is_sent;
}

void HomeEnd::on_turn_end() {
  if (std::exchange(has_more_, false)) link_->at_shadow->ring();
}

void HomeEnd::hear(Router& router, rtc::Instant now) {
  while (const auto wish = link_->wishes.take()) router.on_wish(*this, wish->message, now);
}

ShadowEnd::ShadowEnd(std::shared_ptr<RoomLink> link, MediaPort& port, std::function<void()> on_news)
    : link_(std::move(link)), port_(port) {
  link_->at_shadow->set_answer(std::move(on_news));
  port_.add(*this);
}

ShadowEnd::~ShadowEnd() {
  port_.remove(*this);
  link_->at_shadow->set_answer({});
}

void ShadowEnd::tell(ShadowWish wish) {
  link_->wishes.push(std::move(wish));
  has_more_ = true;
}

void ShadowEnd::on_turn_end() {
  if (std::exchange(has_more_, false)) link_->at_home->ring();
}

void ShadowEnd::hear(Router& router, rtc::Instant now) {
  link_->take([&](const ShadowNews& news) { router.on_news(news, now); },
              [&](const FeedPacket& about, rtc::MutableBytes bytes) { router.on_feed(about, bytes, now); });
}

}  // namespace vtp::sfu
