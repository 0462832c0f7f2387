#include "support/rtc/client_peer.h"

#include <algorithm>
#include <utility>

#include "rtc/packet_kind.h"

namespace vtp::rtc {
namespace {

constexpr Duration first_check_interval = std::chrono::milliseconds(50);
constexpr Duration longest_check_interval = std::chrono::seconds(1);
constexpr std::size_t longest_check = 300;
constexpr int role_conflict = 487;

}  // namespace

ClientPeer::ClientPeer(Settings settings, Instant now)
    : settings_(std::move(settings)),
      random_(settings_.seed),
      next_check_(now),
      check_interval_(first_check_interval) {
  if (settings_.role == DtlsRole::server)
    dtls_.emplace(settings_.dtls, settings_.role, settings_.server_fingerprints, now);
  check(now);
}

void ClientPeer::check(Instant now) {
  std::ranges::generate(transaction_, [this] { return static_cast<std::uint8_t>(random_()); });
  Buffer out(longest_check);
  StunWriter writer(out, StunMethod::binding, StunClass::request, transaction_);
  writer.attribute(StunAttribute::username,
                   settings_.server.username_fragment + ":" + settings_.own.username_fragment);
  writer.number(StunAttribute::priority, 1);
  writer.attribute(is_controlled_ ? StunAttribute::ice_controlled : StunAttribute::ice_controlling,
                   from_hex("0102030405060708"));
  if (!is_controlled_) writer.attribute(StunAttribute::use_candidate, Bytes());
  writer.integrity(settings_.server.password);
  writer.fingerprint();
  outgoing_.push_back(copy_of(writer.finish().value()));
  next_check_ = now + (has_path_ ? settings_.consent_interval : check_interval_);
  if (!has_path_) check_interval_ = std::min(check_interval_ * 2, longest_check_interval);
}

/// Servers that do not only answer check the path as well.
void ClientPeer::answer(const StunMessage& check) {
  if (!check.has_integrity(settings_.own.password)) return;
  Buffer out(longest_check);
  StunWriter writer(out, StunMethod::binding, StunClass::success, check.transaction());
  writer.mapped_address(settings_.server_at);
  writer.integrity(settings_.own.password);
  writer.fingerprint();
  outgoing_.push_back(copy_of(writer.finish().value()));
}

void ClientPeer::on_stun(Bytes bytes, Instant now) {
  const auto message = StunMessage::parse(bytes);
  if (message && message->kind() == StunClass::request) return answer(*message);
  if (message && message->error_code() == role_conflict && !is_controlled_) {
    is_controlled_ = true;
    return check(now);
  }
  const bool is_success = message && message->kind() == StunClass::success &&
                          message->transaction() == transaction_ &&
                          message->has_integrity(settings_.server.password);
  if (!is_success || has_path_) return;
  has_path_ = true;
  if (next_check_ != never) next_check_ = now + settings_.consent_interval;
  if (!dtls_) dtls_.emplace(settings_.dtls, settings_.role, settings_.server_fingerprints, now);
  collect();
}

std::optional<ClientPeer::Media> ClientPeer::handle(MutableBytes datagram, Instant now) {
  const auto kind = kind_of(datagram);
  if (kind == PacketKind::stun) {
    on_stun(datagram, now);
  } else if (kind == PacketKind::dtls && dtls_) {
    dtls_->handle(datagram, now);
    collect();
  } else if ((kind == PacketKind::rtp || kind == PacketKind::rtcp) && opener_ != nullptr) {
    const bool is_rtcp = kind == PacketKind::rtcp;
    const auto opened = is_rtcp ? opener_->open_rtcp(datagram) : opener_->open_rtp(datagram);
    if (opened) return Media{.is_rtcp = is_rtcp, .bytes = *opened};
    ++unopened_;
  }
  return std::nullopt;
}

void ClientPeer::collect() {
  while (const auto datagram = dtls_->next_datagram()) outgoing_.push_back(copy_of(*datagram));
  if (opener_ != nullptr || dtls_->state() != DtlsState::connected) return;
  const auto& keys = *dtls_->srtp_keys();
  sealer_ = std::make_unique<SrtpSealer>(keys.profile, keys.sealing);
  opener_ = std::make_unique<SrtpOpener>(keys.profile, keys.opening);
}

std::optional<Buffer> ClientPeer::next_datagram() {
  if (outgoing_.empty()) return std::nullopt;
  auto datagram = std::move(outgoing_.front());
  outgoing_.pop_front();
  return datagram;
}

Instant ClientPeer::deadline() const {
  return std::min(next_check_, dtls_ ? dtls_->deadline() : never);
}

void ClientPeer::on_time(Instant now) {
  if (now >= next_check_) check(now);
  if (!dtls_) return;
  dtls_->on_time(now);
  collect();
}

std::optional<std::size_t> ClientPeer::seal_rtp(Bytes packet, MutableBytes out) {
  if (sealer_ == nullptr) return std::nullopt;
  const auto size = sealer_->seal_rtp(packet, out);
  return size ? std::optional(*size) : std::nullopt;
}

std::optional<std::size_t> ClientPeer::seal_rtcp(Bytes compound, MutableBytes out) {
  if (sealer_ == nullptr) return std::nullopt;
  const auto size = sealer_->seal_rtcp(compound, out);
  return size ? std::optional(*size) : std::nullopt;
}

void ClientPeer::restart(IceCredentials server, Instant now) {
  settings_.server = std::move(server);
  has_path_ = false;
  check_interval_ = first_check_interval;
  check(now);
}

void ClientPeer::close() {
  if (!dtls_) return;
  dtls_->close();
  collect();
}

std::optional<DtlsState> ClientPeer::dtls_state() const {
  return dtls_ ? std::optional(dtls_->state()) : std::nullopt;
}

}  // namespace vtp::rtc
