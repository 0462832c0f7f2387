// The connections of TCP by which media come from behind firewalls that let no UDP out (RFC 6544, passive).
// How many there are, how long they may be silent and how much waits for slow ones is bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include <boost/asio/ip/tcp.hpp>

#include "base/error.h"
#include "rtc/endpoint.h"
#include "rtc/instant.h"

namespace vtp::sfu {

class TcpPort {
 public:
  struct Options {
    std::size_t most_connections = 1024;
    rtc::Duration may_be_silent = std::chrono::seconds(45);  // browsers check every few seconds
    std::size_t longest_packet = 2048;
  };

  /// Whoever understands what comes.
  class Handler {
   public:
    virtual ~Handler() = default;
    /// May change the packet. False: nobody knows where it comes from, and the connection is closed.
    virtual bool on_tcp_packet(rtc::MutableBytes packet, const rtc::Endpoint& from,
                               const rtc::IpAddress& to) = 0;
    /// The connection is gone, whoever ended it.
    virtual void on_tcp_closed(const rtc::Endpoint& endpoint) = 0;
    /// After one or several of the above.
    virtual void on_tcp_turn_end() = 0;
  };

  /// Listens at once; `handler` outlives the port. Used on the thread of `context` only.
  static Result<std::unique_ptr<TcpPort>> open(boost::asio::io_context& context, Handler& handler,
                                               const rtc::IpAddress& address, std::uint16_t port,
                                               Options options);
  ~TcpPort();
  TcpPort(const TcpPort&) = delete;
  TcpPort& operator=(const TcpPort&) = delete;

  /// Begins to accept.
  void start();
  /// False: there is no such connection, or too much waits for it already.
  bool send(const rtc::Endpoint& to, rtc::Bytes packet);
  /// Closes those that have been silent for too long. To be called every few seconds.
  void close_silent(rtc::Instant now);
  [[nodiscard]] std::size_t connection_count() const { return connections_.size(); }

 private:
  class Connection;

  TcpPort(boost::asio::ip::tcp::acceptor acceptor, Handler& handler, Options options);
  void accept();
  void add(boost::asio::ip::tcp::socket socket);
  void remove(const rtc::Endpoint& endpoint);

  boost::asio::ip::tcp::acceptor acceptor_;
  Handler& handler_;
  Options options_;
  std::unordered_map<rtc::Endpoint, std::shared_ptr<Connection>> connections_;
  std::vector<std::uint8_t> incoming_;  // shared by all connections: used within a turn
};

}  // namespace vtp::sfu
