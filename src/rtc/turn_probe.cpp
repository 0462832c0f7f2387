#include "rtc/turn_probe.h"

namespace vtp::rtc {
namespace {

constexpr int unauthorized = 401;
constexpr int wrong_credentials = 441;
constexpr std::uint32_t udp = 17;
constexpr std::uint32_t short_life = 60;  // seconds, should the address not be given back

}  // namespace

StunMessage TurnProbe::request(StunMethod method, std::uint32_t lifetime) const {
  StunMessage message{
      .method = method, .kind = StunClass::request, .transaction = transaction_, .attributes = {}};
  if (method == StunMethod::allocate)
    message.attributes.emplace_back(StunAttribute::requested_transport, big_endian(udp << 24, 4));
  message.attributes.emplace_back(StunAttribute::lifetime, big_endian(lifetime, 4));
  if (!realm_.empty()) {
    message.attributes.emplace_back(StunAttribute::username, username_);
    message.attributes.emplace_back(StunAttribute::realm, realm_);
    message.attributes.emplace_back(StunAttribute::nonce, nonce_);
  }
  return message;
}

std::string TurnProbe::next() const {
  const bool gives_back = verdict_ == TurnVerdict::works;
  const auto message =
      request(gives_back ? StunMethod::refresh : StunMethod::allocate, gives_back ? 0 : short_life);
  return realm_.empty() ? write_stun(message)
                        : write_stun(message, long_term_key(username_, realm_, password_));
}

void TurnProbe::on_answer(std::string_view bytes) {
  const auto answer = parse_stun(bytes);
  const bool is_ours =
      answer && answer->transaction == transaction_ && answer->method == StunMethod::allocate;
  if (!is_ours || verdict_ != TurnVerdict::pending) return;
  if (answer->kind == StunClass::success)
    verdict_ = TurnVerdict::works;
  else if (answer->error_code() == unauthorized && realm_.empty())
    on_challenge(*answer);
  else if (answer->error_code() == unauthorized || answer->error_code() == wrong_credentials)
    verdict_ = TurnVerdict::refused;
  else
    verdict_ = TurnVerdict::unusable;
  ++transaction_.back();
}

void TurnProbe::on_challenge(const StunMessage& answer) {
  const auto realm = answer.find(StunAttribute::realm);
  const auto nonce = answer.find(StunAttribute::nonce);
  if (realm && nonce && !realm->empty())
    realm_ = *realm, nonce_ = *nonce;
  else
    verdict_ = TurnVerdict::unusable;
}

}  // namespace vtp::rtc
