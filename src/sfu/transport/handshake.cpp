#include "sfu/transport/handshake.h"

#include <algorithm>
#include <utility>

namespace vtp::sfu {
namespace {

constexpr rtc::Duration retry_interval = std::chrono::milliseconds(20);

}  // namespace

/// What goes to the lane, and comes back.
struct Handshake::Turn {
  const rtc::DtlsContext& context;
  rtc::DtlsRole role;
  std::vector<rtc::Fingerprint> peer;
  rtc::Instant now;
  std::unique_ptr<rtc::DtlsSession> session;
  std::vector<std::vector<std::uint8_t>> datagrams;
  std::unique_ptr<SrtpPair> keys;

  /// Every answer must be fetched before the next datagram; they are kept for the thread that sends.
  std::vector<std::vector<std::uint8_t>> answers;

  void run() {
    if (session == nullptr) {
      session = std::make_unique<rtc::DtlsSession>(context, role, std::move(peer), now);
      fetch_answers();
    }
    const bool was_connected = session->state() == rtc::DtlsState::connected;
    for (const auto& datagram : datagrams) {
      session->handle(datagram, now);
      fetch_answers();
    }
    if (!was_connected && session->state() == rtc::DtlsState::connected)
      keys = std::make_unique<SrtpPair>(*session->srtp_keys());
  }

  void fetch_answers() {
    while (const auto answer = session->next_datagram()) answers.emplace_back(answer->begin(), answer->end());
  }
};

std::shared_ptr<Handshake> Handshake::make(const rtc::DtlsContext& context, HandshakeLane& lane,
                                           Observer& observer) {
  return std::shared_ptr<Handshake>(new Handshake(context, lane, observer));
}

Handshake::Handshake(const rtc::DtlsContext& context, HandshakeLane& lane, Observer& observer)
    : context_(context), lane_(lane), observer_(observer) {}

Handshake::~Handshake() = default;

void Handshake::begin(rtc::DtlsRole role, std::vector<rtc::Fingerprint> peer, rtc::Instant now) {
  role_ = role;
  peer_ = std::move(peer);
  state_ = rtc::DtlsState::connecting;
  advance(now);
}

bool Handshake::take(rtc::Bytes datagram, rtc::Instant now) {
  if (waiting_.size() == most_waiting) return false;
  if (state_ == rtc::DtlsState::failed || state_ == rtc::DtlsState::closed) return false;
  waiting_.emplace_back(datagram.begin(), datagram.end());
  advance(now);
  return true;
}

/// Sends the session off, if it is here and there is something for it to do.
void Handshake::advance(rtc::Instant now) {
  const bool is_first = session_ == nullptr;
  const bool has_work = !waiting_.empty() || (is_first && role_ == rtc::DtlsRole::client);
  if (!role_ || is_away_ || !has_work) return;
  auto turn = std::make_shared<Turn>(Turn{.context = context_,
                                          .role = *role_,
                                          .peer = peer_,
                                          .now = now,
                                          .session = std::move(session_),
                                          .datagrams = std::exchange(waiting_, {}),
                                          .keys = nullptr,
                                          .answers = {}});
  is_away_ = true;
  retry_at_ = rtc::never;
  auto done = [self = weak_from_this(), turn](rtc::Instant then) {
    if (const auto handshake = self.lock()) handshake->on_done(*turn, then);
  };
  if (lane_.run([turn] { turn->run(); }, std::move(done))) return;
  is_away_ = false;
  session_ = std::move(turn->session);
  waiting_ = std::move(turn->datagrams);
  retry_at_ = now + retry_interval;
}

void Handshake::on_done(Turn& turn, rtc::Instant now) {
  is_away_ = false;
  session_ = std::move(turn.session);
  answers_ = std::move(turn.answers);
  answers_sent_ = 0;
  if (turn.keys != nullptr) keys_ = std::move(turn.keys);
  note_state();
  observer_.on_turn(now);
  advance(now);
}

void Handshake::note_state() {
  state_ = session_->state();
  failure_ = session_->failure();
}

std::optional<rtc::Bytes> Handshake::next_datagram() {
  if (answers_sent_ < answers_.size()) return answers_[answers_sent_++];
  answers_.clear();
  answers_sent_ = 0;
  return session_ == nullptr ? std::nullopt : session_->next_datagram();
}

rtc::Instant Handshake::deadline() const {
  return session_ == nullptr ? retry_at_ : std::min(session_->deadline(), retry_at_);
}

void Handshake::on_time(rtc::Instant now) {
  if (now >= retry_at_) {
    retry_at_ = rtc::never;
    advance(now);
  }
  if (session_ == nullptr || now < session_->deadline()) return;
  session_->on_time(now);
  note_state();
}

void Handshake::close() {
  if (session_ == nullptr) return;
  session_->close();
  note_state();
}

}  // namespace vtp::sfu
