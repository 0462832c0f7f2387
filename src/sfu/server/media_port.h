// The sockets of one media thread, and the transports behind them. Knows no rooms.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "runtime/worker_pool.h"
#include "sfu/ids.h"
#include "sfu/server/deadline_queue.h"
#include "sfu/server/pool_lane.h"
#include "sfu/server/send_batch.h"
#include "sfu/server/tcp_port.h"
#include "sfu/server/transport_table.h"
#include "sfu/server/udp_socket.h"
#include "sfu/transport/secure_transport.h"

namespace vtp::sfu {

class MediaPort final : private DatagramSink, private TransportKeeper, private TcpPort::Handler {
 public:
  struct Options {
    std::vector<rtc::IpAddress> listen;  // empty: all addresses of both kinds
    std::uint16_t port = 0;              // of UDP and TCP; 0: any that is free for both
    TcpPort::Options tcp = {};
    SecureTransport::Options transport = {};
  };

  /// Whose a transport is. Called on the thread of the loop.
  class Owner {
   public:
    virtual ~Owner() = default;
    /// Packets of it were handled, or time has passed for it.
    virtual void on_transport_active(TransportId id) = 0;
    /// It is of no use any more: to be closed, now or later.
    virtual void on_transport_end(TransportId id, TransportCloseReason reason, rtc::Instant now) = 0;
  };

  /// Wants to know when a turn of the thread is over.
  class TurnEnd {
   public:
    virtual ~TurnEnd() = default;
    /// Must neither add nor remove any.
    virtual void on_turn_end() = 0;
  };

  /// Opens the sockets. All three outlive the port; what follows happens on the thread of `loop`, and `pool`
  /// is stopped before the loop is.
  static Result<std::unique_ptr<MediaPort>> open(boost::asio::io_context& loop, WorkerPool& pool,
                                                 const rtc::DtlsContext& dtls, Options options);
  ~MediaPort() override;

  void start();

  SecureTransport& add(TransportId id, Owner& owner);
  /// nullptr: there is none.
  [[nodiscard]] SecureTransport* find(TransportId id);
  void restart_ice(SecureTransport& transport);
  /// Says goodbye and forgets it. Not to be called from within one of its packets.
  void close(TransportId id);

  /// Timers of the owners run with those of the transports.
  [[nodiscard]] DeadlineQueue& timers() { return timers_; }
  /// To be called after anything that was done on the thread from outside.
  void finish_turn();
  void add(TurnEnd& turn_end) { turn_ends_.push_back(&turn_end); }
  void remove(TurnEnd& turn_end) { std::erase(turn_ends_, &turn_end); }

  [[nodiscard]] const rtc::DtlsContext& dtls() const { return dtls_; }
  /// Empty: on all addresses of both kinds.
  [[nodiscard]] const std::vector<rtc::IpAddress>& listens_on() const { return options_.listen; }
  [[nodiscard]] std::uint16_t port() const { return sockets_.front()->udp.port(); }
  [[nodiscard]] const TrafficCounters& counters() const { return counters_; }
  void note_drop(DropReason reason) { counters_.dropped(reason); }
  /// May be asked by any thread.
  [[nodiscard]] std::size_t transport_count() const { return transport_count_.load(); }
  static rtc::Instant now();

 private:
  struct Slot;
  struct Socket {
    Socket(boost::asio::io_context& loop, UdpSocket socket)
        : udp(std::move(socket)), readiness(loop, udp.descriptor()) {}
    ~Socket() { readiness.release(); }  // the descriptor is closed with `udp`

    UdpSocket udp;
    boost::asio::posix::stream_descriptor readiness;
    std::unique_ptr<TcpPort> tcp;
  };
  /// An address of ours at which datagrams came in.
  struct Local {
    Socket* socket = nullptr;
    rtc::IpAddress address;
  };

  MediaPort(boost::asio::io_context& loop, WorkerPool& pool, const rtc::DtlsContext& dtls, Options options);
  Result<void> open_sockets();
  Result<void> open_socket(const rtc::IpAddress& address, std::uint16_t port);
  void wait_readable(Socket& socket);
  void receive(Socket& socket);
  bool on_datagram(rtc::MutableBytes datagram, const rtc::Endpoint& from, rtc::Instant now);
  [[nodiscard]] SendBatch::Way way_to(const rtc::Endpoint& endpoint);
  [[nodiscard]] std::uint8_t local_number(Socket& socket, const rtc::IpAddress& address);
  Slot& slot_of(SecureTransport& transport);
  void note_activity(Slot& slot);
  void end_transports();
  void arm_timer();
  void watch_connections();

  // DatagramSink
  rtc::MutableBytes space() override { return outgoing_.space(); }
  bool send(const rtc::Endpoint& to, rtc::Bytes datagram) override;
  // TransportKeeper
  void on_transport_turn(SecureTransport& transport, rtc::Instant now) override;
  // TcpPort::Handler
  bool on_tcp_packet(rtc::MutableBytes packet, const rtc::Endpoint& from, const rtc::IpAddress& to) override;
  void on_tcp_closed(const rtc::Endpoint& endpoint) override;
  void on_tcp_turn_end() override { finish_turn(); }

  boost::asio::io_context& loop_;
  const rtc::DtlsContext& dtls_;
  Options options_;
  PoolLane lane_;
  TrafficCounters counters_;
  std::vector<std::unique_ptr<Socket>> sockets_;
  std::vector<Local> locals_;  // their number is their place and one
  SendBatch outgoing_;
  DeadlineQueue timers_;
  TransportTable table_;
  std::unordered_map<TransportId, std::unique_ptr<Slot>> slots_;
  std::unordered_map<SecureTransport*, Slot*> slots_by_transport_;
  std::vector<TransportId> ended_;
  std::vector<TurnEnd*> turn_ends_;
  std::atomic<std::size_t> transport_count_ = 0;
  boost::asio::steady_timer timer_;
  rtc::Instant armed_for_ = rtc::never;
  boost::asio::steady_timer connection_watch_;
};

}  // namespace vtp::sfu
