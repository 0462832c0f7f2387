// Somebody who takes what a room's publishers send without being in the room: a recorder. For the room it is
// one more shadow (forwarding/shared_room.h), on a loop that is no media thread.
#pragma once

#include <memory>

#include "sfu/forwarding/shared_room.h"

namespace boost::asio {
class io_context;
}

namespace vtp::sfu {

/// All calls come on the thread of the loop that it was attached with, in the order in which things happened.
class Tap {
 public:
  virtual ~Tap() = default;
  /// Of a room that is there already, what it has is told first.
  virtual void on_news(const ShadowNews& news, rtc::Instant now) = 0;
  /// A packet as its publisher sent it: a retransmission as what it repeats, each once, in order of arrival.
  virtual void on_packet(const FeedPacket& about, rtc::MutableBytes packet, rtc::Instant now) = 0;
  /// What had come by now has been told; more may follow at once.
  virtual void on_turn_end(rtc::Instant now) = 0;
  /// Nothing follows.
  virtual void on_room_closed(rtc::Instant now) = 0;
};

/// A tap's way to its room, which it has until it destroys this: on the thread of its loop, and not from
/// within one of the calls above.
using TapLine = std::unique_ptr<Home>;

/// Where rooms can be tapped.
class TapSource {
 public:
  virtual ~TapSource() = default;
  /// To be called on the thread of `loop`. The tap outlives its line. SFU_NOT_ACTIVE
  virtual Result<TapLine> tap(RoomId room, boost::asio::io_context& loop, Tap& tap) = 0;
};

}  // namespace vtp::sfu
