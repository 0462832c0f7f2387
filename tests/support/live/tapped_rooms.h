// Rooms that can be tapped without a media server.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "sfu/tap.h"
#include "support/live/rtp_packets.h"

namespace vtp::live::test {

/// Of one room at a time, in which there is a microphone.
class TappedRooms final : public sfu::TapSource {
 public:
  Result<sfu::TapLine> tap(RoomId, boost::asio::io_context& loop, sfu::Tap& tap) override {
    if (refuses) return fail(ErrorCode::sfu_not_active, "There is no such room");
    tap_ = &tap;
    loop_ = &loop;
    return std::make_unique<Line>(*this);
  }

  void on_loop(std::function<void(sfu::Tap&, rtc::Instant)> call) {
    boost::asio::post(*loop_, [this, call = std::move(call)] {
      if (tap_ == nullptr) return;
      const auto now = std::chrono::time_point_cast<rtc::Duration>(std::chrono::steady_clock::now());
      call(*tap_, now);
      if (tap_ != nullptr) tap_->on_turn_end(now);
    });
  }
  void open_microphone(ParticipantId owner) {
    producer = sfu::ProducerId::make();
    on_loop([this, owner](sfu::Tap& tap, rtc::Instant now) {
      sfu::MirrorOpened opened;
      opened.info = {.id = producer, .owner = owner};
      opened.media.encodings.resize(1);
      tap.on_news(opened, now);
    });
  }
  void speak() {
    on_loop([this](sfu::Tap& tap, rtc::Instant now) {
      auto bytes = rtp_packet(1, sequence_, sequence_ * 960U, true, "\x78 sound");
      ++sequence_;
      tap.on_packet({.producer = producer, .arrival = now, .clock = {}}, bytes, now);
    });
  }
  void close() {
    on_loop([](sfu::Tap& tap, rtc::Instant now) { tap.on_room_closed(now); });
  }

  sfu::ProducerId producer;
  std::atomic<bool> is_wanted = false;
  std::atomic<bool> is_tapped = false;
  std::atomic<bool> refuses = false;

 private:
  struct Line final : sfu::Home {
    explicit Line(TappedRooms& to) : rooms(to) { rooms.is_tapped = true; }
    ~Line() override {
      rooms.tap_ = nullptr;
      rooms.is_tapped = false;
    }
    void tell(sfu::ShadowWish wish) override {
      if (const auto* const feed = std::get_if<sfu::FeedWish>(&wish)) rooms.is_wanted = feed->is_wanted;
    }
    TappedRooms& rooms;
  };

  sfu::Tap* tap_ = nullptr;
  boost::asio::io_context* loop_ = nullptr;
  std::uint16_t sequence_ = 0;
};

}  // namespace vtp::live::test
