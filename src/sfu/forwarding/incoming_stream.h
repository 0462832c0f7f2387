// One encoding of a producer as it arrives: what is missing is asked for, what came is kept for a while.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/rtcp/reports.h"
#include "rtc/rtp/rtp_packet.h"
#include "rtc/rtp/sequence.h"
#include "sfu/forwarding/group_of_pictures.h"
#include "sfu/forwarding/layer_rates.h"
#include "sfu/forwarding/nack_tracker.h"
#include "sfu/forwarding/packet_ring.h"
#include "sfu/forwarding/payload_reader.h"
#include "sfu/forwarding/reception_statistics.h"
#include "sfu/parameters/produced_media.h"

namespace vtp::sfu {

/// A packet that is new to a stream.
struct MediaPacket {
  rtc::RtpPacket packet;
  LayerPacket layers;
};

class IncomingStream {
 public:
  IncomingStream(const ProducedMedia& media, std::uint8_t encoding, std::size_t slots);

  /// nullopt for what is not to be forwarded: it has come before, is of another codec, or malformed. A
  /// retransmission becomes what it repeats, in place.
  std::optional<MediaPacket> take(const rtc::RtpPacket& packet, bool is_retransmission, rtc::Instant now);
  /// A packet that must go to nobody, not even later: its producer is muted.
  void skip(const rtc::RtpPacket& packet, bool is_retransmission, rtc::Instant now);
  /// Nobody is to begin with what has come until now.
  void forget_pictures() { pictures_ = GroupOfPictures(); }
  /// One that came before, from the ring; `memory` is where it is copied to.
  std::optional<MediaPacket> recall(std::int64_t sequence, rtc::MutableBytes memory);

  void on_sender_report(const rtc::SenderReport& report, rtc::Instant now);

  /// The sender's clock, by its last report, and when that came.
  struct Clock {
    LayerClock clock;
    rtc::Instant at;
  };
  [[nodiscard]] const std::optional<Clock>& clock() const { return clock_; }

  // The stream on another thread, where it is as here but asks for nothing (shared_room.h).

  /// What another thread needs in order to go on from here.
  struct Snapshot;
  [[nodiscard]] Snapshot snapshot(rtc::Instant now) const;
  void restore(const Snapshot& from);
  /// A packet that take() has let through on its own thread, with the number that it has there.
  std::optional<MediaPacket> mirror(const rtc::RtpPacket& packet, std::int64_t sequence,
                                    rtc::Instant arrival);
  void set_clock(const Clock& clock) { clock_ = clock; }

  [[nodiscard]] std::optional<std::uint32_t> ssrc() const { return ssrc_; }
  void set_ssrc(std::uint32_t ssrc) { ssrc_ = ssrc; }
  [[nodiscard]] std::optional<std::uint32_t> rtx_ssrc() const { return rtx_ssrc_; }
  void set_rtx_ssrc(std::uint32_t ssrc) { rtx_ssrc_ = ssrc; }
  [[nodiscard]] const std::string& rid() const { return rid_; }

  [[nodiscard]] NackTracker& nack() { return nack_; }
  [[nodiscard]] const NackTracker& nack() const { return nack_; }
  [[nodiscard]] bool asks_again() const { return asks_again_; }
  [[nodiscard]] ReceptionStatistics& statistics() { return statistics_; }
  [[nodiscard]] const ReceptionStatistics& statistics() const { return statistics_; }
  [[nodiscard]] const LayerRates& rates() const { return rates_; }
  [[nodiscard]] const PacketRing& ring() const { return ring_; }
  /// Where a late viewer may begin.
  [[nodiscard]] std::optional<GroupOfPictures::Range> replayable(rtc::Instant now) const {
    return pictures_.replayable(ring_, now);
  }
  /// One past the newest packet.
  [[nodiscard]] std::int64_t end() const { return end_; }
  /// Something has come within the last second.
  [[nodiscard]] bool is_active(rtc::Instant now) const;

  // Counted by whoever sends them.
  std::uint64_t nack_count = 0;
  std::uint64_t pli_count = 0;

 private:
  [[nodiscard]] rtc::Bytes dependencies_of(const rtc::RtpPacket& packet) const;
  std::optional<MediaPacket> keep(const rtc::RtpPacket& packet, std::int64_t sequence, rtc::Instant now);

  const ProducedMedia& media_;
  std::optional<std::uint32_t> ssrc_;
  std::optional<std::uint32_t> rtx_ssrc_;
  std::string rid_;
  bool asks_again_;
  rtc::Unwrapper<16> sequences_;
  NackTracker nack_;
  PayloadReader reader_;
  PacketRing ring_;
  GroupOfPictures pictures_;
  ReceptionStatistics statistics_;
  LayerRates rates_;
  std::optional<Clock> clock_;
  std::int64_t end_ = 0;
};

struct IncomingStream::Snapshot {
  struct Packet {
    std::int64_t sequence = 0;
    rtc::Instant arrival{};
    std::size_t size = 0;
  };

  PayloadReader reader;
  GroupOfPictures pictures;
  ReceptionStatistics statistics;
  LayerRates rates;
  std::optional<Clock> clock;
  std::int64_t end = 0;
  // Since the last key frame, if a late viewer may begin there; their bytes one after another.
  std::vector<Packet> packets;
  std::vector<std::uint8_t> bytes;
};

}  // namespace vtp::sfu
