// Asks a TURN server for a relayed address and gives it back: does it work, and does it know our secret? A
// machine without sockets: bytes in, bytes out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rtc/stun.h"

namespace vtp::rtc {

enum class TurnVerdict : std::uint8_t {
  pending,   // send `next()` and wait for an answer
  works,     // `next()` gives the address back; no answer need be waited for
  refused,   // it answers, but does not accept the credential
  unusable,  // it answers something that makes no sense, or has no address to give
};

class TurnProbe {
 public:
  /// `transaction` is the first of the numbers by which answers are told from strays.
  TurnProbe(std::string username, std::string password, TransactionId transaction)
      : username_(std::move(username)), password_(std::move(password)), transaction_(transaction) {}

  /// What to send now, also again if nothing has come.
  [[nodiscard]] std::string next() const;
  void on_answer(std::string_view bytes);
  [[nodiscard]] TurnVerdict verdict() const { return verdict_; }

 private:
  [[nodiscard]] std::string request(StunMethod method, std::uint32_t lifetime) const;
  void on_challenge(const StunMessage& answer);

  std::string username_;
  std::string password_;
  TransactionId transaction_;
  std::string realm_;
  std::string nonce_;
  TurnVerdict verdict_ = TurnVerdict::pending;
};

}  // namespace vtp::rtc
