// Secure RTP and RTCP (RFC 3711, RFC 7714), one direction of one transport with all of its streams.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <unordered_map>

#include "rtc/srtp/packet_cipher.h"
#include "rtc/srtp/packet_index.h"
#include "rtc/srtp/replay_window.h"

namespace vtp::rtc {

/// Why a packet is neither sealed nor opened.
enum class SrtpFailure : std::uint8_t {
  malformed,         // no packet of this protocol
  replayed,          // seen before, or too old to know
  not_authentic,     // the tag is wrong
  not_encrypted,     // RTCP that says it is in the clear
  no_room,           // for the tag
  too_many_streams,  // see SrtpStreams
  exhausted,         // every number that the keys are good for has been used
};

/// The numbers of one kind of packet, stream by stream. Memory is taken when a new stream appears, and only
/// then: at most for `most` of them.
class SrtpStreams {
 public:
  explicit SrtpStreams(std::size_t most) : most_(most) {}

  struct Stream {
    PacketIndex index;             // of RTP
    std::uint32_t next_index = 0;  // of RTCP, when sealing
    ReplayWindow window;
  };

  /// nullptr: not known yet.
  Stream* find(std::uint32_t ssrc);
  /// Known or new; nullptr: there are too many.
  Stream* obtain(std::uint32_t ssrc);

 private:
  std::size_t most_;
  std::unordered_map<std::uint32_t, Stream> streams_;
  std::uint32_t last_ssrc_ = 0;
  Stream* last_ = nullptr;
};

/// The most streams of a transport: a viewer's 200 consumers with their retransmissions, and some more.
constexpr std::size_t most_srtp_streams = 1024;

class SrtpSealer {
 public:
  SrtpSealer(SrtpProfile profile, const SrtpMasterKey& key, std::size_t most_streams = most_srtp_streams);

  /// Writes the sealed packet and gives its size. `out` is the same memory as the packet, or apart from it.
  /// One number is never used twice for a stream: that would betray the keys of GCM.
  std::expected<std::size_t, SrtpFailure> seal_rtp(Bytes packet, MutableBytes out);
  std::expected<std::size_t, SrtpFailure> seal_rtcp(Bytes packet, MutableBytes out);

 private:
  SrtpProfile profile_;
  std::unique_ptr<PacketCipher> rtp_;
  std::unique_ptr<PacketCipher> rtcp_;
  SrtpStreams rtp_streams_;
  SrtpStreams rtcp_streams_;
};

class SrtpOpener {
 public:
  SrtpOpener(SrtpProfile profile, const SrtpMasterKey& key, std::size_t most_streams = most_srtp_streams);

  /// Opens in place; what it gives is the front part of `packet`. A packet that is refused changes nothing of
  /// what is known of its stream.
  std::expected<MutableBytes, SrtpFailure> open_rtp(MutableBytes packet);
  std::expected<MutableBytes, SrtpFailure> open_rtcp(MutableBytes packet);

 private:
  SrtpProfile profile_;
  std::unique_ptr<PacketCipher> rtp_;
  std::unique_ptr<PacketCipher> rtcp_;
  SrtpStreams rtp_streams_;
  SrtpStreams rtcp_streams_;
};

}  // namespace vtp::rtc
