// The handshake of one transport, computed on a lane: a DtlsSession that is away while it computes. At most
// one turn of it is away, so its datagrams are handled in the order in which they came.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "rtc/dtls/dtls_session.h"
#include "rtc/srtp/srtp.h"
#include "sfu/transport/handshake_lane.h"

namespace vtp::sfu {

/// What a handshake leads to: both directions, ready for packets.
struct SrtpPair {
  rtc::SrtpSealer sealer;
  rtc::SrtpOpener opener;

  explicit SrtpPair(const rtc::DtlsSrtpKeys& keys)
      : sealer(keys.profile, keys.sealing), opener(keys.profile, keys.opening) {}
};

class Handshake : public std::enable_shared_from_this<Handshake> {
 public:
  /// Datagrams that may wait: more than any flight has.
  static constexpr std::size_t most_waiting = 16;

  class Observer {
   public:
    virtual ~Observer() = default;
    /// A turn has come back: there may be datagrams to send, a new state, keys.
    virtual void on_turn(rtc::Instant now) = 0;
  };

  /// `context` and `lane` outlive the process's transports, `observer` this object: what comes back to a
  /// handshake that is gone is dropped.
  static std::shared_ptr<Handshake> make(const rtc::DtlsContext& context, HandshakeLane& lane,
                                         Observer& observer);
  ~Handshake();
  Handshake(const Handshake&) = delete;
  Handshake& operator=(const Handshake&) = delete;

  /// Once: whom to expect, in which role. A client speaks at once. What came before is handled now.
  void begin(rtc::DtlsRole role, std::vector<rtc::Fingerprint> peer, rtc::Instant now);
  /// False: too many wait, and the datagram is dropped.
  bool take(rtc::Bytes datagram, rtc::Instant now);
  /// What to send, until it is nullopt; to be asked after take(), on_time(), close() and in on_turn().
  std::optional<rtc::Bytes> next_datagram();

  [[nodiscard]] rtc::Instant deadline() const;
  void on_time(rtc::Instant now);
  /// Says goodbye, if it is possible just now.
  void close();

  /// nullopt: not begun.
  [[nodiscard]] std::optional<rtc::DtlsState> state() const { return state_; }
  [[nodiscard]] rtc::DtlsFailure failure() const { return failure_; }
  /// There once, after it has connected.
  [[nodiscard]] std::unique_ptr<SrtpPair> take_keys() { return std::move(keys_); }

 private:
  struct Turn;

  Handshake(const rtc::DtlsContext& context, HandshakeLane& lane, Observer& observer);
  void advance(rtc::Instant now);
  void on_done(Turn& turn, rtc::Instant now);
  void note_state();

  const rtc::DtlsContext& context_;
  HandshakeLane& lane_;
  Observer& observer_;
  std::optional<rtc::DtlsRole> role_;
  std::vector<rtc::Fingerprint> peer_;
  std::vector<std::vector<std::uint8_t>> waiting_;
  std::unique_ptr<rtc::DtlsSession> session_;  // nullptr: not made yet, or away
  bool is_away_ = false;
  std::vector<std::vector<std::uint8_t>> answers_;  // of the last turn
  std::size_t answers_sent_ = 0;
  rtc::Instant retry_at_ = rtc::never;  // when the lane had no room
  std::optional<rtc::DtlsState> state_;
  rtc::DtlsFailure failure_ = rtc::DtlsFailure::none;
  std::unique_ptr<SrtpPair> keys_;
};

}  // namespace vtp::sfu
