#include "sfu/server/media_thread.h"

#include <utility>

#include "base/try.h"
#include "sfu/server/candidates.h"
#include "sfu/server/socket_address.h"

namespace vtp::sfu {

Result<std::unique_ptr<MediaThread>> MediaThread::open(boost::asio::io_context& loop, WorkerPool& handshakes,
                                                       const rtc::DtlsContext& dtls, const Clock& wall,
                                                       const Settings& settings) {
  VTP_TRY(auto port, MediaPort::open(loop, handshakes, dtls, settings.port));
  std::unique_ptr<MediaThread> thread(new MediaThread(loop, wall, settings, std::move(port)));
  thread->run([&] { thread->port_->start(); });
  return thread;
}

MediaThread::MediaThread(boost::asio::io_context& loop, const Clock& wall, const Settings& settings,
                         std::unique_ptr<MediaPort> port)
    : loop_(loop),
      wall_(wall),
      router_settings_(settings.router),
      port_(std::move(port)),
      candidates_(candidates_of(reachable_addresses(settings.announced, port_->listens_on(),
                                                    interface_addresses(), settings.with_loopback),
                                port_->port())) {}

void MediaThread::open_room(RoomId id, MediaListener& listener, std::shared_ptr<RoomLink> home) {
  auto& room = rooms_[id];
  if (room == nullptr)
    room = std::make_unique<MediaRoom>(id, listener, router_settings_, wall_, *port_, std::move(home));
}

MediaRoom* MediaThread::find(RoomId id) {
  const auto found = rooms_.find(id);
  return found == rooms_.end() ? nullptr : found->second.get();
}

}  // namespace vtp::sfu
