// Browsers at the door of the real-time server, over real sockets: accounts on a database, a clock that tests
// turn, and the parts of src/app between them.
//
//   class Door : public vtp::testing::SocketWorld {};
//   VTP_ON_BOTH_ENGINES(Door);
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/realtime_metrics.h"
#include "app/socket_connections.h"
#include "app/socket_door.h"
#include "app/socket_registry.h"
#include "runtime/loop_group.h"
#include "runtime/worker_pool.h"
#include "socketio/server.h"
#include "support/accounts/api_fixture.h"
#include "support/http/raw_client.h"
#include "support/http/test_server.h"

namespace vtp::testing {

/// A client with a WebSocket, packet by packet.
class SocketPeer {
 public:
  /// Has opened a session, and no more. `fields` are further lines of the request, each with its line break.
  explicit SocketPeer(const std::string& address, std::string_view fields = {});

  void send(std::string_view packet);
  /// The next packet; "closed" when the connection is.
  std::string receive();
  /// The next one that begins so; what comes before is dropped.
  std::string wait_for(std::string_view beginning);
  /// Asks to enter with this JSON; what is answered.
  std::string enter(std::string_view auth);
  /// Waits until the server has closed the connection.
  bool is_closed() { return wait_for("closed") == "closed"; }
  /// Breaks the connection off without a word.
  void cut() { raw_.break_off(); }

 private:
  http::RawClient raw_;
  std::string bytes_;
};

class SocketWorld : public AccountsApi, private socketio::NamespaceHandler {
 protected:
  /// Recovery is on, with a window of a minute.
  explicit SocketWorld(WorkerPoolOptions pool = {.name = "door", .threads = 2, .queue = 100});
  ~SocketWorld() override;

  /// A socket of that user that has been let in.
  std::unique_ptr<SocketPeer> enter(const Person& who);
  static std::string auth(const std::string& token) { return R"({"token":")" + token + "\"}"; }
  /// What the door answers to this auth: the code of a refusal, or "in".
  std::string knock(std::string_view auth, std::string_view fields = {});

  /// Runs `call` on the loop of the sockets, and waits.
  void on_loop(const std::function<void()>& call);
  /// What `call` gives there.
  template <class Call>
  auto ask_loop(Call call) {
    decltype(call()) answer{};
    on_loop([&] { answer = call(); });
    return answer;
  }
  /// Waits until everything that the pool had to do is done, with what it gave to the loop.
  void settle();

  /// What has happened to sockets: "connect", "resume", "disconnect ping timeout", ...
  std::vector<std::string> happened();
  [[nodiscard]] std::string metrics_text() const { return metrics_.text(); }

  /// Is called on the loop for each event.
  std::function<void(socketio::Socket&, socketio::Event&)> on_heard;
  bool is_open = true;  // else the door refuses for now

  Metrics metrics_;
  app::RealtimeMetrics realtime_metrics_{metrics_};
  LoopGroup loops_{1, "realtime"};
  app::SocketRegistry registry_;
  NullSink sink_;
  Log log_{sink_, clock};
  socketio::Server server_;
  app::SocketConnections connections_;
  WorkerPool pool_;
  app::SocketDoor door_;
  http::TestServer http_;

 private:
  static socketio::Options options();
  void on_attempt(socketio::ConnectAttempt attempt) override;
  void on_connect(socketio::Socket& socket) override;
  void on_event(socketio::Socket& socket, socketio::Event event) override;
  void on_suspend(socketio::Socket& socket, socketio::DisconnectReason reason) override;
  void on_resume(socketio::Socket& socket) override;
  void on_disconnect(socketio::Socket& socket, socketio::DisconnectReason reason) override;
  void note(std::string what);

  std::mutex mutex_;
  std::vector<std::string> happened_;
};

}  // namespace vtp::testing
