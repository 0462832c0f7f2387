#include "sfu/server/media_port.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/try.h"
#include "sfu/server/socket_address.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t most_batches = 4;  // of datagrams in a turn, before others have theirs
constexpr std::size_t most_locals = 64;  // addresses of this machine that are told apart
constexpr int most_attempts = 20;        // to find a port that is free for UDP and TCP
constexpr auto connection_watch_interval = std::chrono::seconds(5);

}  // namespace

/// A transport with whom it belongs to.
struct MediaPort::Slot final : Timed {
  Slot(MediaPort& the_port, TransportId the_id, Owner& the_owner)
      : port(the_port),
        id(the_id),
        owner(the_owner),
        transport({.dtls = port.dtls_,
                   .lane = port.lane_,
                   .sink = port,
                   .counters = port.counters_,
                   .keeper = port},
                  rtc::make_ice_credentials(), MediaPort::now(), port.options_.transport) {}

  [[nodiscard]] rtc::Instant deadline() const override { return transport.deadline(); }
  void on_time(rtc::Instant now) override {
    transport.on_time(now);
    port.note_activity(*this);
  }

  MediaPort& port;
  const TransportId id;
  Owner& owner;
  bool is_ending = false;
  SecureTransport transport;
};

Result<std::unique_ptr<MediaPort>> MediaPort::open(boost::asio::io_context& loop, WorkerPool& pool,
                                                   const rtc::DtlsContext& dtls, Options options) {
  std::unique_ptr<MediaPort> port(new MediaPort(loop, pool, dtls, std::move(options)));
  VTP_CHECK(port->open_sockets());
  return port;
}

MediaPort::MediaPort(boost::asio::io_context& loop, WorkerPool& pool, const rtc::DtlsContext& dtls,
                     Options options)
    : loop_(loop),
      dtls_(dtls),
      options_(std::move(options)),
      lane_(pool, loop,
            [this](HandshakeLane::Done& done) {
              done(now());
              finish_turn();
            }),
      outgoing_([this](const rtc::Endpoint& to) { return way_to(to); },
                [this](std::size_t lost) {
                  for (std::size_t i = 0; i < lost; ++i) counters_.dropped(DropReason::not_sent);
                }),
      timer_(loop),
      connection_watch_(loop) {}

MediaPort::~MediaPort() = default;

rtc::Instant MediaPort::now() {
  return std::chrono::time_point_cast<rtc::Duration>(std::chrono::steady_clock::now());
}

Result<void> MediaPort::open_sockets() {
  auto listen = options_.listen;
  if (listen.empty()) listen.emplace_back();
  Result<void> opened;
  for (int attempt = 0; attempt < (options_.port == 0 ? most_attempts : 1); ++attempt) {
    sockets_.clear();
    opened = {};
    for (const auto& address : listen)
      if (opened) opened = open_socket(address, sockets_.empty() ? options_.port : port());
    if (opened) return {};
  }
  // A system without IPv6 has only the others.
  if (options_.listen.empty()) {
    options_.listen = {rtc::IpAddress::from_v4({0, 0, 0, 0})};
    return open_sockets();
  }
  return opened;
}

Result<void> MediaPort::open_socket(const rtc::IpAddress& address, std::uint16_t port) {
  VTP_TRY(auto udp, UdpSocket::open(address, port));
  auto socket = std::make_unique<Socket>(loop_, std::move(udp));
  VTP_TRY(socket->tcp, TcpPort::open(loop_, *this, address, socket->udp.port(), options_.tcp));
  sockets_.push_back(std::move(socket));
  return {};
}

void MediaPort::start() {
  for (const auto& socket : sockets_) {
    wait_readable(*socket);
    socket->tcp->start();
  }
  watch_connections();
}

// What comes in.

void MediaPort::wait_readable(Socket& socket) {
  socket.readiness.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                              [this, &socket](boost::system::error_code error) {
                                if (error) return;
                                receive(socket);
                                wait_readable(socket);
                              });
}

void MediaPort::receive(Socket& socket) {
  std::size_t count = UdpSocket::batch;
  for (std::size_t i = 0; i < most_batches && count == UdpSocket::batch; ++i) {
    const auto time = now();
    count = socket.udp.receive([&](const UdpSocket::Received& received) {
      if (!received.is_whole) return counters_.dropped(DropReason::too_long);
      auto from = received.from;
      from.local = local_number(socket, received.to);
      on_datagram(received.bytes, from, time);
    });
  }
  finish_turn();
}

std::uint8_t MediaPort::local_number(Socket& socket, const rtc::IpAddress& address) {
  for (std::size_t i = 0; i < locals_.size(); ++i)
    if (locals_[i].address == address && locals_[i].socket == &socket)
      return static_cast<std::uint8_t>(i + 1);
  if (locals_.size() == most_locals) return 0;
  locals_.push_back({.socket = &socket, .address = address});
  return static_cast<std::uint8_t>(locals_.size());
}

/// False: it comes from a place that belongs to no transport.
bool MediaPort::on_datagram(rtc::MutableBytes datagram, const rtc::Endpoint& from, rtc::Instant time) {
  counters_.received(datagram.size());
  auto* const transport = table_.find(datagram, from, time);
  if (transport == nullptr) {
    counters_.dropped(DropReason::unknown_transport);
    return false;
  }
  const bool is_check = rtc::kind_of(datagram) == rtc::PacketKind::stun;
  transport->on_datagram(datagram, from, time);
  if (is_check) table_.note(*transport, from);
  note_activity(slot_of(*transport));
  return transport->knows(from);
}

bool MediaPort::on_tcp_packet(rtc::MutableBytes packet, const rtc::Endpoint& from, const rtc::IpAddress&) {
  return on_datagram(packet, from, now());
}

void MediaPort::on_tcp_closed(const rtc::Endpoint& endpoint) {
  auto* const transport = table_.forget(endpoint);
  if (transport == nullptr) return;
  transport->lose(endpoint, now());
  note_activity(slot_of(*transport));
}

void MediaPort::on_transport_turn(SecureTransport& transport, rtc::Instant) {
  const auto found = slots_by_transport_.find(&transport);
  if (found != slots_by_transport_.end()) note_activity(*found->second);
}

// What goes out.

bool MediaPort::send(const rtc::Endpoint& to, rtc::Bytes datagram) {
  if (to.protocol == rtc::TransportProtocol::tcp)
    return std::ranges::any_of(sockets_, [&](const auto& socket) { return socket->tcp->send(to, datagram); });
  outgoing_.add(to, datagram);
  return true;
}

/// From the address at which it spoke to us.
SendBatch::Way MediaPort::way_to(const rtc::Endpoint& endpoint) {
  if (endpoint.local == 0) return {.socket = &sockets_.front()->udp, .from = {}};
  const auto& local = locals_[endpoint.local - 1U];
  return {.socket = &local.socket->udp, .from = local.address};
}

// Transports and time.

SecureTransport& MediaPort::add(TransportId id, Owner& owner) {
  auto& slot = slots_[id] = std::make_unique<Slot>(*this, id, owner);
  slots_by_transport_[&slot->transport] = slot.get();
  table_.add(slot->transport);
  timers_.update(*slot);
  transport_count_ = slots_.size();
  return slot->transport;
}

SecureTransport* MediaPort::find(TransportId id) {
  const auto found = slots_.find(id);
  return found == slots_.end() ? nullptr : &found->second->transport;
}

void MediaPort::restart_ice(SecureTransport& transport) {
  transport.restart_ice(rtc::make_ice_credentials(), now());
  table_.add_name(transport);
}

void MediaPort::close(TransportId id) {
  const auto found = slots_.find(id);
  if (found == slots_.end()) return;
  found->second->transport.close();
  table_.remove(found->second->transport);
  slots_by_transport_.erase(&found->second->transport);
  slots_.erase(found);
  transport_count_ = slots_.size();
}

MediaPort::Slot& MediaPort::slot_of(SecureTransport& transport) {
  return *slots_by_transport_.at(&transport);
}

void MediaPort::note_activity(Slot& slot) {
  timers_.update(slot);
  slot.owner.on_transport_active(slot.id);
  if (slot.is_ending || !slot.transport.end()) return;
  slot.is_ending = true;
  ended_.push_back(slot.id);
}

void MediaPort::finish_turn() {
  end_transports();
  outgoing_.flush();
  for (auto* const turn_end : turn_ends_) turn_end->on_turn_end();
  arm_timer();
}

/// Not before whatever told of their end has returned.
void MediaPort::end_transports() {
  for (const auto& id : std::exchange(ended_, {})) {
    const auto found = slots_.find(id);
    if (found == slots_.end()) continue;
    found->second->owner.on_transport_end(id, *found->second->transport.end(), now());
  }
}

void MediaPort::arm_timer() {
  if (timers_.next() >= armed_for_) return;
  armed_for_ = timers_.next();
  timer_.expires_at(armed_for_);
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_for_ = rtc::never;
    timers_.run(now());
    finish_turn();
  });
}

void MediaPort::watch_connections() {
  connection_watch_.expires_after(connection_watch_interval);
  connection_watch_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    for (const auto& socket : sockets_) socket->tcp->close_silent(now());
    finish_turn();
    watch_connections();
  });
}

}  // namespace vtp::sfu
