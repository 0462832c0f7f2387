// One media thread: its sockets and the rooms that live on it. Nothing on it waits for anybody.
#pragma once

#include <future>
#include <memory>
#include <unordered_map>

#include <boost/asio/post.hpp>

#include "sfu/server/media_port.h"
#include "sfu/server/media_room.h"

namespace vtp::sfu {

class MediaThread {
 public:
  struct Settings {
    MediaPort::Options port;
    RouterSettings router;
    std::vector<rtc::IpAddress> announced;
    bool with_loopback = false;  // see reachable_addresses()
  };

  /// Opens the sockets; the thread of `loop` runs until the end of this object.
  static Result<std::unique_ptr<MediaThread>> open(boost::asio::io_context& loop, WorkerPool& handshakes,
                                                   const rtc::DtlsContext& dtls, const Clock& wall,
                                                   const Settings& settings);

  /// Runs `call` on the thread and waits until it is done. Not to be called from the thread itself.
  template <class Call>
  auto run(Call call) {
    std::packaged_task<std::invoke_result_t<Call>()> task([&] {
      if constexpr (std::is_void_v<std::invoke_result_t<Call>>) {
        call();
        port_->finish_turn();
      } else {
        auto result = call();
        port_->finish_turn();
        return result;
      }
    });
    boost::asio::post(loop_, [&task] { task(); });
    return task.get_future().get();
  }

  // Within run() only.
  /// `home`: where the room is, if this is to be a shadow of it.
  void open_room(RoomId id, MediaListener& listener, std::shared_ptr<RoomLink> home = nullptr);
  void close_room(RoomId id) { rooms_.erase(id); }
  void close_all_rooms() { rooms_.clear(); }
  /// nullptr: there is none.
  [[nodiscard]] MediaRoom* find(RoomId id);

  // Of any thread.
  [[nodiscard]] const std::vector<IceCandidate>& candidates() const { return candidates_; }
  [[nodiscard]] const MediaPort& port() const { return *port_; }
  [[nodiscard]] boost::asio::io_context& loop() const { return loop_; }

 private:
  MediaThread(boost::asio::io_context& loop, const Clock& wall, const Settings& settings,
              std::unique_ptr<MediaPort> port);

  boost::asio::io_context& loop_;
  const Clock& wall_;
  const RouterSettings router_settings_;
  std::unique_ptr<MediaPort> port_;
  std::vector<IceCandidate> candidates_;
  std::unordered_map<RoomId, std::unique_ptr<MediaRoom>> rooms_;
};

}  // namespace vtp::sfu
