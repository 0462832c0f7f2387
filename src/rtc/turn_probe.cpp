#include "rtc/turn_probe.h"

#include <array>

namespace vtp::rtc {
namespace {

constexpr int unauthorized = 401;
constexpr int wrong_credentials = 441;
constexpr std::uint32_t udp = 17;
constexpr std::uint32_t short_life = 60;  // seconds, should the address not be given back

constexpr std::size_t longest_text = 763;  // of a realm and of a nonce (RFC 8489 sections 14.9 and 14.10)
// For a request with a user name, a realm and a nonce as long as they may be.
constexpr std::size_t request_bytes = 2400;

}  // namespace

std::string TurnProbe::request(StunMethod method, std::uint32_t lifetime) const {
  std::array<std::uint8_t, request_bytes> bytes;
  StunWriter writer(bytes, method, StunClass::request, transaction_);
  if (method == StunMethod::allocate) writer.number(StunAttribute::requested_transport, udp << 24);
  writer.number(StunAttribute::lifetime, lifetime);
  if (!realm_.empty()) {
    writer.attribute(StunAttribute::username, username_);
    writer.attribute(StunAttribute::realm, realm_);
    writer.attribute(StunAttribute::nonce, nonce_);
    writer.integrity(long_term_key(username_, realm_, password_));
  }
  const auto message = writer.finish();
  return message ? std::string(text_of(*message)) : std::string();
}

std::string TurnProbe::next() const {
  const bool gives_back = verdict_ == TurnVerdict::works;
  return request(gives_back ? StunMethod::refresh : StunMethod::allocate, gives_back ? 0 : short_life);
}

void TurnProbe::on_answer(std::string_view bytes) {
  const auto answer = StunMessage::parse(bytes_of(bytes));
  const bool is_ours =
      answer && answer->transaction() == transaction_ && answer->method() == StunMethod::allocate;
  if (!is_ours || verdict_ != TurnVerdict::pending) return;
  if (answer->kind() == StunClass::success)
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
  const auto realm = answer.find_text(StunAttribute::realm);
  const auto nonce = answer.find_text(StunAttribute::nonce);
  const auto is_sane = [](const auto& text) {
    return text && !text->empty() && text->size() <= longest_text;
  };
  if (is_sane(realm) && is_sane(nonce))
    realm_ = *realm, nonce_ = *nonce;
  else
    verdict_ = TurnVerdict::unusable;
}

}  // namespace vtp::rtc
