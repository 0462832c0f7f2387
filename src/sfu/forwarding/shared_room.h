// A room that is too large for one thread: at home, where those are who send and where everything is decided,
// and its shadows on other threads, with viewers and a mirror of each producer. What they say to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sfu/engine.h"
#include "sfu/forwarding/incoming_stream.h"
#include "sfu/forwarding/network_meter.h"
#include "sfu/parameters/produced_media.h"

namespace vtp::sfu {

/// A packet of a producer on its way to a shadow, without its bytes.
struct FeedPacket {
  ProducerId producer;
  std::uint8_t encoding = 0;
  std::int64_t sequence = 0;  // without wraps
  rtc::Instant arrival{};
  std::uint32_t interruptions = 0;             // of the producer, as the shadow is to see them
  std::optional<IncomingStream::Clock> clock;  // of the encoding
};

// From home to a shadow.

struct MirrorOpened {
  ProducerInfo info;
  ProducedMedia media;
  bool is_always_heard = false;
  std::uint32_t speaker = 0;  // its name among those who are heard
  std::string cname;
  std::vector<std::uint8_t> scores;  // of its encodings
};

struct MirrorPaused {
  ProducerId producer;
  bool is_paused = false;
  Actor by = Actor::self;
};

struct MirrorClosed {
  ProducerId producer;
  Actor by = Actor::self;
};

/// Packets of the producer follow. With everything that a late viewer may begin with.
struct FeedBegun {
  ProducerId producer;
  std::uint32_t interruptions = 0;
  std::vector<IncomingStream::Snapshot> streams;
};

struct ScoresChanged {
  ProducerId producer;
  std::vector<std::uint8_t> scores;
};

struct SpeakerChanged {
  std::optional<std::uint32_t> speaker;
};

/// Home is no more.
struct HomeClosed {};

using ShadowNews = std::variant<MirrorOpened, MirrorPaused, MirrorClosed, FeedBegun, ScoresChanged,
                                SpeakerChanged, HomeClosed>;

// From a shadow to home.

/// Somebody there receives the producer, or nobody does any more.
struct FeedWish {
  ProducerId producer;
  bool is_wanted = false;
};

struct KeyFrameWish {
  ProducerId producer;
  std::uint8_t encoding = 0;
};

/// The highest encoding that anybody there wants.
struct LayerWish {
  ProducerId producer;
  std::uint8_t top = 0;
};

/// How the way to a participant is who receives there.
struct DownlinkNote {
  ParticipantId participant;
  NetworkMeter::Sums sums;
  std::optional<double> available_kbps;
};

using ShadowWish = std::variant<FeedWish, KeyFrameWish, LayerWish, DownlinkNote>;

/// A shadow as home sees it. News and packets arrive in the order in which they were given.
class Shadow {
 public:
  virtual ~Shadow() = default;
  virtual void tell(ShadowNews news) = 0;
  /// At most PacketRing::longest_packet bytes. False: too much is on its way, and the packet is lost.
  virtual bool send(const FeedPacket& about, rtc::Bytes packet) = 0;
  /// Would a key frame find room now?
  [[nodiscard]] virtual bool has_room() = 0;
};

/// Home as a shadow sees it.
class Home {
 public:
  virtual ~Home() = default;
  virtual void tell(ShadowWish wish) = 0;
};

}  // namespace vtp::sfu
