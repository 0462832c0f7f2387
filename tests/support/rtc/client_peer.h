// The browser's side of a transport, as tests and the load generator play it: checks paths and chooses one
// (ICE, controlling unless the server insists), shakes hands (DTLS), seals and opens (SRTP). A machine
// without sockets, with one path.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>

#include "rtc/dtls/dtls_session.h"
#include "rtc/endpoint.h"
#include "rtc/ice/ice_credentials.h"
#include "rtc/srtp/srtp.h"
#include "rtc/stun.h"
#include "support/rtc/bytes.h"

namespace vtp::rtc {

class ClientPeer {
 public:
  struct Settings {
    const DtlsContext& dtls;
    DtlsRole role = DtlsRole::client;
    IceCredentials server;
    Endpoint server_at = {};
    IceCredentials own = {.username_fragment = "peer", .password = "thePasswordOfABrowser0123"};
    std::vector<Fingerprint> server_fingerprints;
    std::uint64_t seed = 1;
    Duration consent_interval = std::chrono::seconds(5);
  };

  /// Begins to check at once.
  ClientPeer(Settings settings, Instant now);

  struct Media {
    bool is_rtcp = false;
    MutableBytes bytes;  // the front part of the datagram, in the clear
  };
  /// Takes one datagram, which it may change. nullopt: it was no media, or nothing that could be opened.
  std::optional<Media> handle(MutableBytes datagram, Instant now);
  /// What to send, until it is nullopt; to be asked after every other call.
  std::optional<Buffer> next_datagram();
  [[nodiscard]] Instant deadline() const;
  void on_time(Instant now);

  /// Sealed into `out`; nullopt before the keys are there.
  std::optional<std::size_t> seal_rtp(Bytes packet, MutableBytes out);
  std::optional<std::size_t> seal_rtcp(Bytes compound, MutableBytes out);

  /// New credentials of the server, or another path: checks anew.
  void restart(IceCredentials server, Instant now);
  /// No check is sent any more, as if the browser had died.
  void fall_silent() { next_check_ = never; }
  void close();

  [[nodiscard]] bool has_path() const { return has_path_; }
  [[nodiscard]] bool is_connected() const { return opener_ != nullptr; }
  /// nullopt: not begun.
  [[nodiscard]] std::optional<DtlsState> dtls_state() const;
  [[nodiscard]] DtlsFailure dtls_failure() const { return dtls_ ? dtls_->failure() : DtlsFailure::none; }
  [[nodiscard]] const std::optional<DtlsSrtpKeys>& keys() const { return dtls_->srtp_keys(); }
  [[nodiscard]] std::size_t unopened() const { return unopened_; }

 private:
  void check(Instant now);
  void on_stun(Bytes message, Instant now);
  void answer(const StunMessage& check);
  void collect();

  Settings settings_;
  std::mt19937_64 random_;
  std::deque<Buffer> outgoing_;
  TransactionId transaction_{};
  bool is_controlled_ = false;
  bool has_path_ = false;
  Instant next_check_;
  Duration check_interval_;
  std::optional<DtlsSession> dtls_;
  std::unique_ptr<SrtpSealer> sealer_;
  std::unique_ptr<SrtpOpener> opener_;
  std::size_t unopened_ = 0;
};

}  // namespace vtp::rtc
