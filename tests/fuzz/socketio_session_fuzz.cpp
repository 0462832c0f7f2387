// Two clients of one server that send whatever the input says, over both transports, while time passes:
// nothing may crash, and in the end nobody may be left.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "socketio/hub.h"
#include "support/socketio/engine_world.h"

namespace {

using namespace vtp::socketio;

/// Does a little of everything with what comes.
class Application final : public NamespaceHandler {
 public:
  void on_connect(Socket& socket) override { socket.join("room"); }
  void on_event(Socket& socket, Event event) override {
    if (event.name == "out") return socket.disconnect(event.ack.has_value());
    if (event.name == "ask")
      socket.emit_with_ack("question", event.arguments, std::chrono::seconds(1), [](const AckResult&) {});
    socket.space().to("room").except(socket.id()).emit("said", event.arguments);
    if (event.ack) event.ack->send(std::move(event.arguments));
  }
};

/// Takes one line, or what is left, from the front of `text`.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

void act(EngineWorld& world, TestWebSocket*& first, TestWebSocket* second, const std::string& sid,
         std::string_view line) {
  const auto rest = line.substr(std::min<std::size_t>(1, line.size()));
  switch (line.empty() ? 'x' : line.front()) {
    case 'a':
      return first->send(rest);
    case 'b':
      return second->send(rest);
    case 'c':
      return first->send_binary(rest);
    case 'd':
      world.post("EIO=4&transport=polling&sid=" + sid, std::string(rest));
      return;
    case 'e':
      world.get("EIO=4&transport=polling&sid=" + sid);
      return;
    case 'f':
      return first->cut();
    case 'g':
      first = world.websocket("EIO=4&transport=websocket");
      return;
    case 'h':
      if (auto* candidate = world.websocket("EIO=4&transport=websocket&sid=" + sid)) first = candidate;
      return;
    default:
      world.pass(std::chrono::seconds(7));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const Options options{.max_payload = 2000, .max_unsent_bytes = 4000, .recovery = Recovery{.max_events = 5}};
  Application application;
  std::unique_ptr<Hub> hub;
  EngineWorld world(options, [&](EngineSession& session, Handshake handshake) {
    return hub->open(session, std::move(handshake));
  });
  hub = std::make_unique<Hub>(options, world);
  hub->serve(world.engine());
  auto& space = hub->add_namespace("/", application);
  auto* first = world.websocket("EIO=4&transport=websocket");
  auto* second = world.websocket("EIO=4&transport=websocket");
  const auto sid = world.open_polling();
  for (int steps = 0; !text.empty() && steps < 200; ++steps) act(world, first, second, sid, take_line(text));
  world.pass(std::chrono::minutes(5));
  if (world.engine().session_count() != 0 || space.size() != 0 || !world.reported.empty()) std::abort();
  hub.reset();
  return 0;
}
