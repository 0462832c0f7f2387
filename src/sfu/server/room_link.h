// Between a room at home on one media thread and its shadow on another: what is on its way, and the two ends.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "sfu/forwarding/router.h"
#include "sfu/server/doorbell.h"
#include "sfu/server/media_port.h"
#include "sfu/sharing/message_line.h"
#include "sfu/sharing/packet_pipe.h"

namespace vtp::sfu {

/// Belongs to both ends.
struct RoomLink {
  /// Packets that are taken before others have their turn.
  static constexpr std::uint64_t batch = 256;
  /// Packets that may be on their way: some pictures of many cameras.
  static constexpr std::size_t slots = 1024;

  RoomLink(boost::asio::io_context& home, boost::asio::io_context& shadow)
      : at_home(std::make_shared<Doorbell>(home)), at_shadow(std::make_shared<Doorbell>(shadow)) {}

  PacketPipe packets{slots};
  MessageLine<ShadowNews> news;  // placed among the packets
  MessageLine<ShadowWish> wishes;
  std::shared_ptr<Doorbell> at_home;
  std::shared_ptr<Doorbell> at_shadow;

  /// For the shadow: what has come, a batch at a time, in order. It is rung for again if there is more.
  template <class OnNews, class OnPacket>
  void take(OnNews on_news, OnPacket on_packet) {
    const auto written = packets.written();
    const auto end = std::min(written, packets.taken() + batch);
    while (const auto placed = news.take(end)) {
      packets.take_until(placed->position, on_packet);
      on_news(placed->message);
    }
    packets.take_until(end, on_packet);
    if (end < written) at_shadow->ring();
  }
};

/// The end at home, on its thread: the shadow as the room sees it.
class HomeEnd final : public Shadow, private MediaPort::TurnEnd {
 public:
  /// Calls `on_wishes` when some have come.
  HomeEnd(std::shared_ptr<RoomLink> link, MediaPort& port, std::function<void()> on_wishes);
  ~HomeEnd() override;

  void tell(ShadowNews news) override;
  bool send(const FeedPacket& about, rtc::Bytes packet) override;
  [[nodiscard]] bool has_room() override { return link_->packets.free_slots() >= RoomLink::slots / 2; }

  [[nodiscard]] bool is_of(const RoomLink& link) const { return link_.get() == &link; }
  /// Gives the router what has come.
  void hear(Router& router, rtc::Instant now);

 private:
  void on_turn_end() override;

  std::shared_ptr<RoomLink> link_;
  MediaPort& port_;
  bool has_more_ = false;  // than the other end has been rung for
};

/// The end at the shadow, on its thread: home as the shadow sees it.
class ShadowEnd final : public Home, private MediaPort::TurnEnd {
 public:
  /// Calls `on_news` when there are some, or packets.
  ShadowEnd(std::shared_ptr<RoomLink> link, MediaPort& port, std::function<void()> on_news);
  ~ShadowEnd() override;

  void tell(ShadowWish wish) override;

  /// Gives the router what has come, a batch at a time.
  void hear(Router& router, rtc::Instant now);

 private:
  void on_turn_end() override;

  std::shared_ptr<RoomLink> link_;
  MediaPort& port_;
  bool has_more_ = false;
};

}  // namespace vtp::sfu
