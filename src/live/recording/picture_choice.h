// Whose picture a recording shows: a pure choice among what is sent at the moment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/enum_names.h"
#include "sfu/ids.h"

namespace vtp::live {

/// What api.md row 13 calls the layout. `automatic`: the shared screen beside a host's camera, or whoever
/// speaks if no host has one; `speaker`: whoever speaks, hosts too; `audio`: no picture.
enum class RecordingLayout : std::uint8_t { automatic, speaker, audio };

struct PictureCandidate {
  sfu::ProducerId id;
  std::uint64_t order = 0;   // the smaller, the earlier it came
  bool is_sending = true;    // not paused
  bool is_staffs = false;    // of a host or a co-host
  bool is_speakers = false;  // of whoever speaks, or spoke last
};

/// The camera. Whoever is shown stays as long as nobody has a better right to it. nullopt: none sends.
std::optional<sfu::ProducerId> choose_camera(RecordingLayout layout,
                                             std::span<const PictureCandidate> cameras,
                                             std::optional<sfu::ProducerId> shown);

/// The screen: the one that was shared last.
std::optional<sfu::ProducerId> choose_screen(RecordingLayout layout,
                                             std::span<const PictureCandidate> screens);

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::RecordingLayout> {
  static constexpr std::array<std::string_view, 3> names{"auto", "speaker", "audio"};
};
