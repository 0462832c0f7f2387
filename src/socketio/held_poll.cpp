#include "socketio/held_poll.h"

#include "json/writer.h"

namespace vtp::socketio {

void HeldPoll::send(http::Response response) {
  for (const auto& [name, value] : cors_) response.headers.set(name, value);
  response.headers.set("Cache-Control", "no-store");
  std::exchange(answerer_, {}).send(std::move(response));
}

void HeldPoll::send(std::string payload) {
  send(http::text_response(200, "text/plain; charset=UTF-8", std::move(payload)));
}

void HeldPoll::refuse(int status, int code, std::string_view message) {
  json::Writer body;
  body.begin_object();
  body.key("code");
  body.value(code);
  body.key("message");
  body.value(message);
  body.end_object();
  send(http::json_response(status, body.take()));
}

}  // namespace vtp::socketio
