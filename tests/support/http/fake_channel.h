// A connection that a test holds both ends of: what a session sends is kept, up to what its peer takes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/session.h"

namespace vtp::http {

class FakeChannel final : public Channel {
 public:
  bool send(std::vector<BodyPiece> pieces) override {
    for (auto& piece : pieces) send(std::string_view(std::get<std::string>(piece)));
    return waiting.empty();
  }
  bool send(std::string_view bytes) override {
    ++sends;
    waiting += bytes;
    take(appetite);
    return waiting.empty();
  }
  void resume_input() override { is_paused = false; }
  void pause_input() override { is_paused = true; }
  void set_time_limit(std::chrono::milliseconds limit) override { time_limit = limit; }
  void finish() override { is_finished = true; }
  void abort() override { is_aborted = true; }
  DetachedConnection detach() override { return {}; }
  WayBack way_back() override {
    return [](Call call) { call(); };
  }

  /// The peer reads so many bytes of what waits.
  void take(std::size_t bytes) {
    const auto count = std::min(bytes, waiting.size());
    sent += waiting.substr(0, count);
    waiting.erase(0, count);
  }

  std::string sent;     // and taken by the peer
  std::string waiting;  // not yet
  std::size_t appetite = static_cast<std::size_t>(-1);
  int sends = 0;
  bool is_paused = false;
  bool is_finished = false;
  bool is_aborted = false;
  std::chrono::milliseconds time_limit{-1};
};

}  // namespace vtp::http
