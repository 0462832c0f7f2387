#include "sfu/transport/secure_transport.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vtp::sfu {
namespace {

constexpr std::size_t most_fingerprints = 16;

DropReason reason_of(rtc::SrtpFailure failure) {
  switch (failure) {
    case rtc::SrtpFailure::replayed:
    case rtc::SrtpFailure::exhausted:
      return DropReason::replayed;
    case rtc::SrtpFailure::not_authentic:
    case rtc::SrtpFailure::not_encrypted:
      return DropReason::not_authentic;
    case rtc::SrtpFailure::too_many_streams:
      return DropReason::too_many_streams;
    case rtc::SrtpFailure::malformed:
    case rtc::SrtpFailure::no_room:
      return DropReason::malformed;
  }
  return DropReason::malformed;
}

/// Those of algorithms that we accept.
std::vector<rtc::Fingerprint> fingerprints_of(const DtlsParameters& parameters) {
  std::vector<rtc::Fingerprint> fingerprints;
  if (parameters.fingerprints.size() > most_fingerprints) return fingerprints;
  for (const auto& [algorithm, value] : parameters.fingerprints)
    if (auto fingerprint = rtc::parse_fingerprint(algorithm, value)) fingerprints.push_back(*fingerprint);
  return fingerprints;
}

}  // namespace

SecureTransport::SecureTransport(Surroundings surroundings, rtc::IceCredentials credentials, rtc::Instant now,
                                 Options options)
    : surroundings_(surroundings),
      options_(options),
      agent_(std::move(credentials), options.ice),
      handshake_(Handshake::make(surroundings.dtls, surroundings.lane, *this)),
      connect_until_(now + options.connect_within) {}

SecureTransport::~SecureTransport() = default;

IceParameters SecureTransport::ice_parameters() const {
  return {.username_fragment = agent_.credentials().username_fragment,
          .password = agent_.credentials().password,
          .ice_lite = true};
}

Result<void> SecureTransport::connect(const DtlsParameters& peer, rtc::Instant now) {
  if (peer_) {
    if (*peer_ == peer) return {};
    return fail(ErrorCode::transport_already_connected, "This transport is connected with somebody else.");
  }
  fingerprints_ = fingerprints_of(peer);
  if (fingerprints_.empty())
    return fail(ErrorCode::invalid_dtls_parameters, "None of the fingerprints can be used.");
  peer_ = peer;
  role_ = peer.role == DtlsRoleOffer::client ? rtc::DtlsRole::server : rtc::DtlsRole::client;
  begin_handshake_if_possible(now);
  tell_state(now);
  return {};
}

/// A client must have somebody to speak to.
void SecureTransport::begin_handshake_if_possible(rtc::Instant now) {
  const bool has_begun = handshake_->state().has_value();
  if (!peer_ || has_begun || (role_ == rtc::DtlsRole::client && !agent_.selected())) return;
  handshake_->begin(role_, std::move(fingerprints_), now);
}

void SecureTransport::restart_ice(rtc::IceCredentials credentials, rtc::Instant now) {
  agent_.restart(std::move(credentials), now);
}

void SecureTransport::close() {
  is_closed_ = true;
  handshake_->close();
  send_handshake();
}

void SecureTransport::on_datagram(rtc::MutableBytes datagram, const rtc::Endpoint& from, rtc::Instant now) {
  if (is_closed_) return;
  const auto kind = rtc::kind_of(datagram);
  if (kind == rtc::PacketKind::stun) return on_check(datagram, from, now);
  if (!agent_.knows(from)) return static_cast<void>(drop(DropReason::unknown_source));
  switch (kind) {
    case rtc::PacketKind::rtp:
    case rtc::PacketKind::rtcp:
      return on_media(kind, datagram, now);
    case rtc::PacketKind::dtls:
      return on_dtls(datagram, now);
    case rtc::PacketKind::stun:
    case rtc::PacketKind::unknown:
      drop(DropReason::malformed);
  }
}

/// What a check needs is answered where it came from, right or wrong; only an authentic one changes anything.
void SecureTransport::on_check(rtc::Bytes message, const rtc::Endpoint& from, rtc::Instant now) {
  std::array<std::uint8_t, rtc::IceLiteAgent::longest_answer> answer;
  const auto result = agent_.handle(message, from, now, answer);
  if (result.answer_size > 0 && surroundings_.sink.send(from, rtc::Bytes(answer).first(result.answer_size)))
    surroundings_.counters.sent(result.answer_size);
  switch (result.outcome) {
    case rtc::IceOutcome::answered:
      begin_handshake_if_possible(now);
      return tell_state(now);
    case rtc::IceOutcome::unauthenticated:
      return static_cast<void>(drop(DropReason::not_authentic));
    case rtc::IceOutcome::ignored:
    case rtc::IceOutcome::malformed:
    case rtc::IceOutcome::unknown_attributes:
    case rtc::IceOutcome::role_conflict:
    case rtc::IceOutcome::no_room:
      drop(DropReason::malformed);
  }
}

/// May come before signalling has said whom to expect: then it waits.
void SecureTransport::on_dtls(rtc::Bytes datagram, rtc::Instant now) {
  if (!handshake_->take(datagram, now)) drop(DropReason::handshake_busy);
}

void SecureTransport::on_turn(rtc::Instant now) {
  if (is_closed_) return;
  if (auto keys = handshake_->take_keys()) srtp_ = std::move(keys);
  send_handshake();
  tell_state(now);
  surroundings_.keeper.on_transport_turn(*this, now);
}

void SecureTransport::send_handshake() {
  while (const auto datagram = handshake_->next_datagram()) {
    const auto to = agent_.selected();
    if (!to)
      drop(DropReason::no_consent);
    else if (surroundings_.sink.send(*to, *datagram))
      surroundings_.counters.sent(datagram->size());
    else
      drop(DropReason::not_sent);
  }
}

void SecureTransport::on_media(rtc::PacketKind kind, rtc::MutableBytes packet, rtc::Instant now) {
  if (srtp_ == nullptr) return static_cast<void>(drop(DropReason::no_keys));
  const bool is_rtp = kind == rtc::PacketKind::rtp;
  const auto opened = is_rtp ? srtp_->opener.open_rtp(packet) : srtp_->opener.open_rtcp(packet);
  if (!opened) return static_cast<void>(drop(reason_of(opened.error())));
  if (receiver_ == nullptr) return;
  if (is_rtp)
    receiver_->on_rtp(*opened, now);
  else
    receiver_->on_rtcp(*opened, now);
}

void SecureTransport::lose(const rtc::Endpoint& endpoint, rtc::Instant now) {
  agent_.lose(endpoint);
  tell_state(now);
}

void SecureTransport::tell_state(rtc::Instant now) {
  const auto dtls = handshake_->state();
  if (agent_.state() == told_ice_ && dtls == told_dtls_) return;
  told_ice_ = agent_.state();
  told_dtls_ = dtls;
  if (receiver_ != nullptr) receiver_->on_path_state(told_ice_, told_dtls_, now);
}

rtc::Instant SecureTransport::deadline() const {
  if (is_closed_ || end()) return rtc::never;
  const auto connecting = srtp_ == nullptr ? connect_until_ : rtc::never;
  return std::min({agent_.deadline(), handshake_->deadline(), connecting});
}

void SecureTransport::on_time(rtc::Instant now) {
  if (is_closed_) return;
  agent_.on_time(now);
  handshake_->on_time(now);
  send_handshake();
  is_late_ = is_late_ || (srtp_ == nullptr && now >= connect_until_);
  tell_state(now);
}

std::optional<TransportCloseReason> SecureTransport::end() const {
  const auto dtls = handshake_->state();
  if (dtls == rtc::DtlsState::failed) return TransportCloseReason::dtls_failed;
  if (dtls == rtc::DtlsState::closed) return TransportCloseReason::dtls_closed;
  return is_late_ ? std::optional(TransportCloseReason::not_connected) : std::nullopt;
}

bool SecureTransport::is_open() const {
  return srtp_ != nullptr && !is_closed_ && told_dtls_ == rtc::DtlsState::connected && agent_.selected();
}

bool SecureTransport::send_rtp(rtc::Bytes packet) {
  return send_sealed([&](rtc::MutableBytes out) { return srtp_->sealer.seal_rtp(packet, out); });
}

bool SecureTransport::send_rtcp(rtc::Bytes compound) {
  return send_sealed([&](rtc::MutableBytes out) { return srtp_->sealer.seal_rtcp(compound, out); });
}

template <class Seal>
bool SecureTransport::send_sealed(Seal&& seal) {
  if (srtp_ == nullptr || is_closed_) return drop(DropReason::no_keys);
  const auto to = agent_.selected();
  if (!to || told_dtls_ != rtc::DtlsState::connected) return drop(DropReason::no_consent);
  const auto space = surroundings_.sink.space();
  const auto size = seal(space);
  if (!size) return drop(DropReason::not_sealable);
  if (!surroundings_.sink.send(*to, space.first(*size))) return drop(DropReason::not_sent);
  surroundings_.counters.sent(*size);
  return true;
}

/// Always false, for those who say whether they have sent.
bool SecureTransport::drop(DropReason reason) {
  surroundings_.counters.dropped(reason);
  return false;
}

}  // namespace vtp::sfu
