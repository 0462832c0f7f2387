// Chooses for one viewer among the encodings of a source (simulcast) and their temporal layers, and makes of
// what is chosen one stream without seams.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "sfu/forwarding/layer_clock.h"
#include "sfu/forwarding/number_map.h"
#include "sfu/forwarding/temporal_choice.h"
#include "sfu/forwarding/timestamp_map.h"

namespace vtp::sfu {

constexpr std::size_t most_layers = 4;  // encodings of one source
constexpr std::uint8_t all_temporal_layers = 7;

/// One packet of the source, as much of it as matters here. Numbers are unwrapped.
struct LayerPacket {
  std::uint8_t layer = 0;  // which encoding; higher is better
  std::int64_t sequence = 0;
  std::uint32_t timestamp = 0;
  bool has_marker = false;  // the last of its frame
  bool is_frame_start = false;
  bool is_key_frame = false;  // the first packet of a frame that needs no other
  std::uint8_t temporal_layer = 0;
  bool is_layer_sync = false;  // one may begin with this temporal layer here
  std::optional<std::int64_t> picture_id;
  std::optional<std::int64_t> base_index;  // counts the frames of temporal layer 0
  // Pictures tell by their ids which others they need, so that ids of those left out must stay gaps.
  bool has_picture_references = false;
  bool is_empty = false;  // nothing but padding: it only takes a number
  // Within an encoding of several spatial layers (SVC), where `is_frame_start` means the whole picture.
  std::uint8_t spatial_layer = 0;
  bool is_layer_end = false;  // the last packet of its spatial layer in the picture
};

enum class Forwarding : std::uint8_t {
  forward,
  pad,  // with padding in place of the payload: the number is waited for, the content is not wanted
  drop,
};

/// What to make of a packet.
struct ForwardedPacket {
  Forwarding what = Forwarding::drop;
  bool ends_picture = false;  // higher spatial layers of it are left out: the marker belongs here
  bool has_switched = false;  // it is the first of another encoding. What came before it of those that follow
                              // it is worth another look
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint16_t picture_id = 0;
  std::uint8_t base_index = 0;
};

struct TargetLayers {
  std::uint8_t spatial = 0;
  std::uint8_t temporal = all_temporal_layers;
  bool operator==(const TargetLayers&) const = default;
};

class LayerSelector {
 public:
  struct Start {
    std::uint16_t sequence = 1000;  // of the first packet
    std::uint32_t clock_rate = 90'000;
    bool has_spatial_layers = false;  // one encoding with layers in it, which `TargetLayers::spatial` means
  };

  explicit LayerSelector(Start start)
      : sequences_(start.sequence),
        pictures_(0),
        timestamps_(start.clock_rate),
        clock_rate_(start.clock_rate),
        has_spatial_layers_(start.has_spatial_layers) {}

  /// What the viewer is to get. Another encoding begins with its next key frame, until then the old one goes
  /// on; nullopt: nothing, at once.
  void set_target(std::optional<TargetLayers> target) { target_ = target; }
  /// A sender report of an encoding. Without one of both encodings there is no change between them.
  void set_clock(std::uint8_t layer, const LayerClock& clock) { clocks_[layer] = clock; }

  /// Packets have been kept from the selector. The stream goes on where one can begin, without a gap.
  void interrupt() { current_.reset(); }

  /// Takes the source's packets in the order of their arrival.
  ForwardedPacket take(const LayerPacket& packet, rtc::Instant now);

  /// The encoding that is being forwarded.
  [[nodiscard]] std::optional<std::uint8_t> current() const { return current_; }
  /// The highest spatial and temporal layers that are being forwarded.
  [[nodiscard]] std::optional<TargetLayers> current_layers() const;
  /// What a timestamp of the encoding that is being forwarded becomes.
  [[nodiscard]] std::uint32_t timestamp_of(std::uint32_t in) const { return timestamps_.at(in); }
  /// The encoding of which a key frame is waited for.
  [[nodiscard]] std::optional<std::uint8_t> awaited() const;

 private:
  bool begin_with(const LayerPacket& packet, rtc::Instant now);
  void adapt_spatial_layer(const LayerPacket& packet);
  void adapt_temporal_layer(const LayerPacket& packet);
  [[nodiscard]] bool is_wanted(const LayerPacket& packet) const;
  ForwardedPacket forward(const LayerPacket& packet, rtc::Instant now);
  ForwardedPacket leave_out(const LayerPacket& packet, rtc::Instant now);
  [[nodiscard]] std::optional<std::uint32_t> in_old_clock(const LayerPacket& packet) const;

  std::optional<TargetLayers> target_;
  std::optional<std::uint8_t> current_;
  std::optional<std::uint8_t> last_;  // as current_, but it stays while nothing is wanted
  std::array<std::optional<LayerClock>, most_layers> clocks_;
  NumberMap sequences_;
  NumberMap pictures_;
  TimestampMap timestamps_;
  std::uint32_t clock_rate_;
  bool has_spatial_layers_;

  std::int64_t base_offset_ = 0;  // of the base index
  std::int64_t next_base_ = 0;
  TemporalChoice temporal_;
  TemporalChoice spatial_;        // likewise, of an encoding with spatial layers
  std::int64_t newest_ = 0;       // packet of this encoding
  bool is_within_frame_ = false;  // the newest packet that went out was not the last of its frame
};

}  // namespace vtp::sfu
