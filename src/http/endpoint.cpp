#include "http/endpoint.h"

#include <utility>

namespace vtp::http {

Answerer::Answerer(Channel::WayBack way_back, Respond respond, HandOver hand_over)
    : way_back_(std::move(way_back)), respond_(std::move(respond)), hand_over_(std::move(hand_over)) {}

Answerer::Answerer(Answerer&& other) noexcept
    : way_back_(std::exchange(other.way_back_, nullptr)),
      respond_(std::move(other.respond_)),
      hand_over_(std::move(other.hand_over_)) {}

Answerer& Answerer::operator=(Answerer&& other) noexcept {
  Answerer old(std::move(*this));  // answers if it must
  way_back_ = std::exchange(other.way_back_, nullptr);
  respond_ = std::move(other.respond_);
  hand_over_ = std::move(other.hand_over_);
  return *this;
}

Answerer::~Answerer() {
  if (*this) send(text_response(503, "text/plain; charset=utf-8", "The server could not answer"));
}

void Answerer::send(Response response) {
  std::exchange(way_back_,
                nullptr)([respond = std::move(respond_), response = std::move(response)]() mutable {
    respond(std::move(response));
  });
}

void Answerer::take_over(Receiver receiver) {
  std::exchange(way_back_,
                nullptr)([hand_over = std::move(hand_over_), receiver = std::move(receiver)]() mutable {
    hand_over(std::move(receiver));
  });
}

}  // namespace vtp::http
