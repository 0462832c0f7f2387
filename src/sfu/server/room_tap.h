// The end of a tap, on the tap's own loop.
#pragma once

#include <functional>
#include <memory>

#include "sfu/server/room_link.h"
#include "sfu/tap.h"

namespace vtp::sfu {

class RoomTap final : public Home {
 public:
  /// `detach` removes the other end; it is called in the end, and may wait for the media thread.
  RoomTap(std::shared_ptr<RoomLink> link, Tap& tap, std::function<void()> detach);
  ~RoomTap() override;

  void tell(ShadowWish wish) override;

 private:
  void hear();

  std::shared_ptr<RoomLink> link_;
  Tap& tap_;
  std::function<void()> detach_;
};

}  // namespace vtp::sfu
