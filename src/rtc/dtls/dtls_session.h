// The handshake of DTLS 1.2 (RFC 6347) by which two sides of WebRTC make sure of each other and get the keys
// of SRTP (RFC 5764). A machine without sockets: datagrams and the time in, datagrams and the next deadline
// out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "rtc/bytes.h"
#include "rtc/dtls/dtls_context.h"
#include "rtc/dtls/fingerprint.h"
#include "rtc/dtls/flight.h"
#include "rtc/instant.h"
#include "rtc/srtp/srtp_profile.h"

struct ssl_st;  // of OpenSSL

namespace vtp::rtc {

enum class DtlsRole : std::uint8_t { client, server };

enum class DtlsState : std::uint8_t { connecting, connected, failed, closed };

/// Why a handshake failed.
enum class DtlsFailure : std::uint8_t {
  none,
  wrong_fingerprint,  // the peer is not whom signalling promised
  no_srtp,            // it knows none of our profiles
  protocol,           // it says what it must not, or gave up itself
  timeout,
};

/// What a handshake leads to.
struct DtlsSrtpKeys {
  SrtpProfile profile{};
  SrtpMasterKey sealing;  // of what we send
  SrtpMasterKey opening;  // of what the peer sends
};

/// OpenSSL does the handshake; retransmission is ours. OpenSSL's own reads the computer's clock, which
/// nothing else here does. What is sent again is the last flight, byte for byte: the peer takes of it the
/// records that it has not had and throws the others away, as it does with what the network doubles.
class DtlsSession {
 public:
  struct Options {
    Duration first_timeout = std::chrono::milliseconds(50);  // doubles each time
    Duration longest_timeout = std::chrono::seconds(2);
    Duration handshake_lifetime = std::chrono::seconds(30);
  };

  /// Expects a peer with one of these fingerprints. A client begins at once. `context` outlives the session.
  DtlsSession(const DtlsContext& context, DtlsRole role, std::vector<Fingerprint> peer, Instant now,
              Options options);
  DtlsSession(const DtlsContext& context, DtlsRole role, std::vector<Fingerprint> peer, Instant now)
      : DtlsSession(context, role, std::move(peer), now, Options{}) {}
  ~DtlsSession();
  DtlsSession(const DtlsSession&) = delete;
  DtlsSession& operator=(const DtlsSession&) = delete;

  /// Takes one datagram. Costs up to a millisecond of computing while connecting: not for a thread that has
  /// packets to forward.
  void handle(Bytes datagram, Instant now);
  /// What to send next, until it is nullopt: to be asked after every other call. Valid until the next of
  /// those.
  std::optional<Bytes> next_datagram() { return flight_.next(); }

  [[nodiscard]] Instant deadline() const;
  void on_time(Instant now);
  /// Says goodbye.
  void close();

  [[nodiscard]] DtlsState state() const { return state_; }
  [[nodiscard]] DtlsFailure failure() const { return failure_; }
  /// There once connected.
  [[nodiscard]] const std::optional<DtlsSrtpKeys>& srtp_keys() const { return keys_; }

 private:
  struct Bio;
  struct Free {
    void operator()(ssl_st* ssl) const;
  };

  void advance(Instant now);
  void shake_hands();
  void read();
  void on_connected();
  void fail(DtlsFailure failure);
  [[nodiscard]] bool is_expected(const x509_st& certificate) const;

  const DtlsRole role_;
  const Options options_;
  const std::vector<Fingerprint> peer_;
  DtlsState state_ = DtlsState::connecting;
  DtlsFailure failure_ = DtlsFailure::none;
  std::optional<DtlsSrtpKeys> keys_;
  Bytes input_;    // not yet read by OpenSSL
  Flight flight_;  // written by it
  Instant give_up_at_;
  Instant resend_at_ = never;
  Duration timeout_;
  std::unique_ptr<ssl_st, Free> ssl_;  // last: it knows the others
};

}  // namespace vtp::rtc
