// What a participant sends of one source.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "sfu/bandwidth/allocation.h"
#include "sfu/engine.h"
#include "sfu/forwarding/incoming_stream.h"
#include "sfu/forwarding/key_frame_requests.h"

namespace vtp::sfu {

class Consumer;
class Shadow;

class Producer {
 public:
  Producer(ProducerInfo info, TransportId transport, ProducedMedia media, bool is_always_heard,
           std::size_t slots);
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  [[nodiscard]] const ProducerInfo& info() const { return info_; }
  [[nodiscard]] const ProducedMedia& media() const { return media_; }
  [[nodiscard]] TransportId transport() const { return transport_; }
  [[nodiscard]] bool is_always_heard() const { return is_always_heard_; }
  void set_paused(bool is_paused) { info_.is_paused = is_paused; }

  /// Its encodings, lower ones first.
  [[nodiscard]] std::deque<IncomingStream>& streams() { return streams_; }
  [[nodiscard]] const std::deque<IncomingStream>& streams() const { return streams_; }

  /// Whose packet is this? By the words in its extensions, from which the SSRC is learnt.
  struct Recognised {
    std::uint8_t encoding = 0;
    bool is_retransmission = false;
  };
  std::optional<Recognised> recognise(const rtc::RtpPacket& packet);

  /// How well its encodings arrive, 0 to 10 each; a mirror is told.
  [[nodiscard]] std::vector<std::uint8_t> scores() const;
  void set_scores(const std::vector<std::uint8_t>& scores);

  /// A viewer waits for a key frame of this encoding.
  void want_key_frame(std::uint8_t encoding, rtc::Instant now);
  void on_key_frame(std::uint8_t encoding);
  [[nodiscard]] rtc::Instant key_frame_deadline() const { return requests_.deadline(); }
  /// The encoding that is to be asked for a key frame now.
  std::optional<std::uint8_t> take_key_frame_request(rtc::Instant now);

  /// What each choice of layers costs a viewer. An encoding that is not being sent costs nothing, i.e. is not
  /// there, unless none is sent: a screen may stand still.
  [[nodiscard]] LayerBitrates bitrates(rtc::Instant now) const;

  /// What a shadow of the room has of it (shared_room.h).
  struct View {
    Shadow* shadow = nullptr;
    bool is_fed = false;         // somebody there receives it
    std::uint8_t top_layer = 0;  // that anybody there wants
    std::uint8_t cut_off = 0;    // a bit for each encoding that goes on with its next key frame only
    std::uint32_t cuts = 0;      // how often that has happened
  };
  std::vector<View> views;
  /// Somebody receives it, here or elsewhere.
  [[nodiscard]] bool is_received() const;

  std::vector<Consumer*> consumers;
  std::string cname;            // of whoever sends it
  bool waits_for_feed = false;  // it is a mirror: what has been asked for at home is on its way
  std::uint8_t told_top = 0;    // likewise: the highest encoding that is wanted, as home knows
  std::uint32_t speaker = 0;    // its name among those who are heard
  std::int8_t loudness = -127;  // dBov, the most of late
  /// Counts the times in which its packets were not forwarded.
  std::uint32_t interruptions = 0;
  std::optional<std::uint8_t> told_constraint;  // the highest layer that is wanted, as the publisher knows
  rtc::Instant constrain_at = rtc::never;       // when fewer layers will have been wanted for long enough
  std::vector<std::uint8_t> told_scores;

 private:
  [[nodiscard]] std::optional<Recognised> by_rid(const rtc::RtpPacket& packet) const;
  [[nodiscard]] std::optional<std::string_view> word(const rtc::RtpPacket& packet, Extension which) const;

  ProducerInfo info_;
  TransportId transport_;
  ProducedMedia media_;
  bool is_always_heard_;
  std::deque<IncomingStream> streams_;
  KeyFrameRequests requests_;
  std::uint8_t wanted_ = 0;  // a bit for each encoding of which a key frame is wanted
};

}  // namespace vtp::sfu
