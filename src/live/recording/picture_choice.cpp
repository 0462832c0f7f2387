#include "live/recording/picture_choice.h"

#include <algorithm>
#include <tuple>

namespace vtp::live {

std::optional<sfu::ProducerId> choose_camera(RecordingLayout layout,
                                             std::span<const PictureCandidate> cameras,
                                             std::optional<sfu::ProducerId> shown) {
  if (layout == RecordingLayout::audio) return std::nullopt;
  const auto right = [&](const PictureCandidate& camera) {
    const bool is_staffs = layout == RecordingLayout::automatic && camera.is_staffs;
    // Of two hosts the one who speaks does not push the other away; students who speak do.
    const bool is_speakers = !is_staffs && camera.is_speakers;
    return std::tuple(camera.is_sending, is_staffs, is_speakers, camera.id == shown, ~camera.order);
  };
  const auto best = std::ranges::max_element(cameras, {}, right);
  return best != cameras.end() && best->is_sending ? std::optional(best->id) : std::nullopt;
}

std::optional<sfu::ProducerId> choose_screen(RecordingLayout layout,
                                             std::span<const PictureCandidate> screens) {
  if (layout == RecordingLayout::audio) return std::nullopt;
  const auto last = std::ranges::max_element(
      screens, {}, [](const PictureCandidate& screen) { return std::pair(screen.is_sending, screen.order); });
  return last != screens.end() && last->is_sending ? std::optional(last->id) : std::nullopt;
}

}  // namespace vtp::live
