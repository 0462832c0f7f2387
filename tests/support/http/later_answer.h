// Answers that come later, for tests that call the router or a handler without a connection.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "http/later.h"

namespace vtp::testing {

/// A client that waits for its answer.
class LaterAnswer {
 public:
  /// `response` may be an answer already.
  explicit LaterAnswer(http::Response response) {
    if (!response.later) {
      answered_->set_value(std::move(response));
      return;
    }
    on_gone_ = response.later->wait(http::Answerer(
        [](http::Channel::Call call) { call(); },
        [answered = answered_](http::Response answer) { answered->set_value(std::move(answer)); }, nullptr));
  }

  [[nodiscard]] bool has_come() const {
    return answer_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }
  /// Waits for it; status 0 if it does not come.
  http::Response take() {
    if (answer_.wait_for(std::chrono::seconds(20)) != std::future_status::ready) return {.status = 0};
    return answer_.get();
  }
  void go_away() { std::exchange(on_gone_, nullptr)(); }

 private:
  std::shared_ptr<std::promise<http::Response>> answered_ = std::make_shared<std::promise<http::Response>>();
  std::future<http::Response> answer_ = answered_->get_future();
  http::Endpoint::OnGone on_gone_;
};

}  // namespace vtp::testing
