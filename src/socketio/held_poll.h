// A request of long polling until it is answered.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "http/endpoint.h"

namespace vtp::socketio {

class HeldPoll {
 public:
  HeldPoll() = default;
  /// `cors` are the fields that let the page that asked read the answer.
  HeldPoll(http::Answerer answerer, http::Headers cors)
      : answerer_(std::move(answerer)), cors_(std::move(cors)) {}

  [[nodiscard]] explicit operator bool() const { return static_cast<bool>(answerer_); }

  void send(std::string payload);
  void send(http::Response response);
  /// The JSON form of a refusal; `code` is one of the protocol's.
  void refuse(int status, int code, std::string_view message);

  [[nodiscard]] http::Answerer take_answerer() { return std::exchange(answerer_, {}); }

 private:
  http::Answerer answerer_;
  http::Headers cors_;
};

}  // namespace vtp::socketio
