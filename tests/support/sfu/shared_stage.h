// A room at home and one shadow of it, both on the thread of the test: what is on its way between them
// arrives when the test says.
#pragma once

#include <deque>
#include <utility>
#include <variant>

#include "support/sfu/room_stage.h"

namespace vtp::sfu {

class SharedStage final : private Shadow, private Home {
 public:
  explicit SharedStage(const RouterSettings& settings = {}) : home(settings), shadow(settings, this) {
    home.router.attach(*this);
  }

  /// Everything that is on its way arrives, and what it leads to.
  void carry() {
    while (!down_.empty() || !up_.empty()) {
      while (!down_.empty()) {
        const auto item = std::exchange(down_.front(), {});
        down_.pop_front();
        if (const auto* const news = std::get_if<ShadowNews>(&item)) {
          shadow.router.on_news(*news, shadow.now);
        } else {
          auto [about, bytes] = std::get<OnItsWay>(item);
          --packets_;
          shadow.router.on_feed(about, bytes, shadow.now);
        }
      }
      while (!up_.empty()) {
        const auto wish = up_.front();
        up_.pop_front();
        home.router.on_wish(*this, wish, home.now);
      }
    }
  }

  /// Lets time pass on both sides.
  void pass(rtc::Duration duration) {
    const auto end = home.now + duration;
    while (home.now < end) {
      const auto step = std::min<rtc::Duration>(end - home.now, std::chrono::milliseconds(5));
      home.pass(step);
      shadow.pass(step);
      carry();
    }
  }

  std::size_t most_packets = 1000;  // that may be on their way
  std::uint64_t sent_packets = 0;
  std::vector<ShadowNews> told;
  std::vector<ShadowWish> wished;
  RoomStage home;
  RoomStage shadow;

 private:
  using OnItsWay = std::pair<FeedPacket, Packet>;

  void tell(ShadowNews news) override {
    told.push_back(news);
    down_.emplace_back(std::move(news));
  }
  bool send(const FeedPacket& about, rtc::Bytes packet) override {
    if (packets_ >= most_packets) return false;
    down_.emplace_back(OnItsWay(about, Packet(packet.begin(), packet.end())));
    ++packets_;
    ++sent_packets;
    return true;
  }
  bool has_room() override { return packets_ <= most_packets / 2; }
  void tell(ShadowWish wish) override {
    wished.push_back(wish);
    up_.push_back(std::move(wish));
  }

  std::deque<std::variant<ShadowNews, OnItsWay>> down_;
  std::deque<ShadowWish> up_;
  std::size_t packets_ = 0;
};

}  // namespace vtp::sfu
