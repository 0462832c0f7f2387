#include "sfu/server/tcp_port.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "sfu/server/socket_address.h"
#include "sfu/transport/stream_framing.h"

namespace vtp::sfu {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t read_bytes = 16 * 1024;
constexpr auto pause_after_failure = std::chrono::milliseconds(100);  // when the process has too many files

rtc::Instant steady_now() {
  return std::chrono::time_point_cast<rtc::Duration>(std::chrono::steady_clock::now());
}

rtc::IpAddress address_of(const boost::asio::ip::address& address) {
  if (address.is_v4()) return rtc::IpAddress::from_v4(address.to_v4().to_bytes());
  rtc::IpAddress result;
  result.bytes = address.to_v6().to_bytes();
  return result;
}

boost::asio::ip::address to_asio(const rtc::IpAddress& address) {
  if (address.is_v4()) {
    boost::asio::ip::address_v4::bytes_type v4{};
    std::ranges::copy(address.shortest(), v4.begin());
    return boost::asio::ip::address_v4(v4);
  }
  return boost::asio::ip::address_v6(address.bytes);
}

}  // namespace

class TcpPort::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(TcpPort& port, tcp::socket socket, const rtc::Endpoint& peer, const rtc::IpAddress& local)
      : port_(&port),
        socket_(std::move(socket)),
        peer_(peer),
        local_(local),
        reader_(port.options_.longest_packet),
        last_heard_(steady_now()) {}

  void start() { wait_readable(); }
  [[nodiscard]] rtc::Instant last_heard() const { return last_heard_; }

  /// Nothing is told to the port any more.
  void close() {
    port_ = nullptr;
    error_code ignored;
    socket_.close(ignored);
  }

  bool send(rtc::Bytes packet) {
    if (!queue_.is_empty()) return queue_.add(packet);
    const auto header = frame_header(packet.size());
    const std::array pieces{boost::asio::const_buffer(header.data(), header.size()),
                            boost::asio::const_buffer(packet.data(), packet.size())};
    error_code error;
    const auto sent = socket_.write_some(pieces, error);
    if (error && error != boost::asio::error::would_block) return false;  // reading will notice
    if (sent == header.size() + packet.size()) return true;
    queue_.add(packet, sent);
    wait_writable();
    return true;
  }

 private:
  void wait_readable() {
    socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](error_code error) {
      if (error || self->port_ == nullptr) return;
      auto& handler = self->port_->handler_;
      if (self->read())
        self->wait_readable();
      else if (self->port_ != nullptr)
        self->port_->remove(self->peer_);
      handler.on_tcp_turn_end();
    });
  }

  /// False: the connection is of no use any more.
  bool read() {
    error_code error;
    const auto size = socket_.read_some(boost::asio::buffer(port_->incoming_), error);
    if (error == boost::asio::error::would_block) return true;
    if (error) return false;
    last_heard_ = steady_now();
    return reader_.take(rtc::MutableBytes(port_->incoming_).first(size), [this](rtc::MutableBytes packet) {
      return port_ != nullptr && port_->handler_.on_tcp_packet(packet, peer_, local_);
    });
  }

  void wait_writable() {
    socket_.async_wait(tcp::socket::wait_write, [self = shared_from_this()](error_code error) {
      if (!error && self->port_ != nullptr) self->write();
    });
  }

  void write() {
    error_code error;
    const auto pending = queue_.pending();
    const auto sent = socket_.write_some(boost::asio::buffer(pending.data(), pending.size()), error);
    if (error && error != boost::asio::error::would_block) return;
    queue_.on_sent(sent);
    if (!queue_.is_empty()) wait_writable();
  }

  TcpPort* port_;  // nullptr: closed
  tcp::socket socket_;
  const rtc::Endpoint peer_;
  const rtc::IpAddress local_;
  FrameReader reader_;
  FrameQueue queue_;
  rtc::Instant last_heard_;
};

Result<std::unique_ptr<TcpPort>> TcpPort::open(boost::asio::io_context& context, Handler& handler,
                                               const rtc::IpAddress& address, std::uint16_t port,
                                               Options options) {
  tcp::acceptor acceptor(context);
  const tcp::endpoint endpoint(to_asio(address), port);
  error_code error;
  const auto then = [&error](auto step) {
    if (!error) step();
  };
  acceptor.open(endpoint.protocol(), error);
  then([&] { acceptor.set_option(tcp::acceptor::reuse_address(true), error); });
  then([&] {
    if (!address.is_v4()) acceptor.set_option(boost::asio::ip::v6_only(!is_unspecified(address)), error);
  });
  then([&] { acceptor.bind(endpoint, error); });
  then([&] { acceptor.listen(tcp::acceptor::max_listen_connections, error); });
  if (error)
    return fail(error == boost::asio::error::address_in_use ? ErrorCode::conflict : ErrorCode::internal_error,
                fmt::format("TCP port {} of {} cannot be used: {}", port, ip_text(address), error.message()));
  return std::unique_ptr<TcpPort>(new TcpPort(std::move(acceptor), handler, options));
}

TcpPort::TcpPort(tcp::acceptor acceptor, Handler& handler, Options options)
    : acceptor_(std::move(acceptor)), handler_(handler), options_(options), incoming_(read_bytes) {}

TcpPort::~TcpPort() {
  for (const auto& [endpoint, connection] : connections_) connection->close();
}

void TcpPort::start() {
  accept();
}

void TcpPort::accept() {
  acceptor_.async_accept([this](error_code error, tcp::socket socket) {
    if (error == boost::asio::error::operation_aborted) return;
    if (!error) {
      add(std::move(socket));
      return accept();
    }
    auto timer = std::make_shared<boost::asio::steady_timer>(acceptor_.get_executor(), pause_after_failure);
    timer->async_wait([this, timer](error_code stopped) {
      if (!stopped) accept();
    });
  });
}

void TcpPort::add(tcp::socket socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error || connections_.size() >= options_.most_connections) return;  // closed by going out of scope
  const auto local = socket.local_endpoint(error);
  socket.non_blocking(true, error);
  socket.set_option(tcp::no_delay(true), error);
  const rtc::Endpoint endpoint{
      .protocol = rtc::TransportProtocol::tcp, .port = peer.port(), .address = address_of(peer.address())};
  const auto connection =
      std::make_shared<Connection>(*this, std::move(socket), endpoint, address_of(local.address()));
  if (!connections_.emplace(endpoint, connection).second) return;
  connection->start();
}

void TcpPort::remove(const rtc::Endpoint& endpoint) {
  const auto found = connections_.find(endpoint);
  if (found == connections_.end()) return;
  found->second->close();
  connections_.erase(found);
  handler_.on_tcp_closed(endpoint);
}

bool TcpPort::send(const rtc::Endpoint& to, rtc::Bytes packet) {
  auto key = to;
  key.local = 0;
  const auto found = connections_.find(key);
  return found != connections_.end() && found->second->send(packet);
}

void TcpPort::close_silent(rtc::Instant now) {
  std::vector<rtc::Endpoint> silent;
  for (const auto& [endpoint, connection] : connections_)
    if (connection->last_heard() + options_.may_be_silent <= now) silent.push_back(endpoint);
  for (const auto& endpoint : silent) remove(endpoint);
}

}  // namespace vtp::sfu
