#include "http/connection.h"

#include <span>
#include <utility>

#include <boost/asio/post.hpp>

namespace vtp::http {
namespace {

using Descriptor = boost::asio::posix::stream_descriptor;

/// How long and how much a peer may still send while it reads our last words.
constexpr std::chrono::seconds linger_time{2};
constexpr std::size_t linger_bytes = 4UL * 1024 * 1024;

/// One for each loop: connections hold no buffer of their own between turns.
std::span<char> scratch_buffer() {
  static thread_local std::vector<char> buffer(64UL * 1024);
  return buffer;
}

}  // namespace

Connection::Connection(boost::asio::io_context& context, DetachedConnection socket, OnEnded on_ended)
    : socket_(context, socket.socket.release()),
      transport_(std::move(socket.transport)),
      slot_(std::move(socket.slot)),
      on_ended_(std::move(on_ended)),
      input_(std::move(socket.input)) {}

void Connection::start(std::unique_ptr<Session> session) {
  session_ = std::move(session);
  resume_input();
}

void Connection::close() {
  if (is_closed_) return;
  is_closed_ = true;
  const auto self = shared_from_this();  // the owner may let go in on_ended_
  boost::system::error_code ignored;
  socket_.close(ignored);
  slot_.reset();
  session_->on_closed();
  on_ended_(this);
}

DetachedConnection Connection::detach() {
  is_closed_ = true;
  const auto self = shared_from_this();
  DetachedConnection detached{.socket = OwnedDescriptor(socket_.release()),
                              .transport = std::move(transport_),
                              .input = std::move(input_),
                              .slot = std::move(slot_)};
  on_ended_(this);
  return detached;
}

void Connection::sweep(SteadyClock::time_point now) {
  if (now >= deadline_) close();
}

void Connection::set_time_limit(std::chrono::milliseconds limit) {
  time_limit_ = limit;
  deadline_ = limit.count() == 0 ? SteadyClock::time_point::max() : SteadyClock::now() + limit;
}

bool Connection::send(std::vector<BodyPiece> pieces) {
  if (is_closed_ || is_broken_) return false;
  for (auto& piece : pieces) output_.add(std::move(piece));
  // While there was something before, its readiness is waited for already.
  if (!waits_to_write_) flush();
  return output_.empty();
}

bool Connection::send(std::string_view bytes) {
  if (is_closed_ || is_broken_) return false;
  if (output_.empty() && write_directly(bytes)) return true;
  if (is_broken_) return false;
  output_.add(std::string(bytes));
  if (!waits_to_write_) flush();
  return output_.empty();
}

/// Takes what it wrote from the front of `bytes`; true if that was all.
bool Connection::write_directly(std::string_view& bytes) {
  while (!bytes.empty()) {
    const auto transfer = transport_->write(bytes, false);
    if (transfer.outcome == Transfer::Outcome::ended || transfer.outcome == Transfer::Outcome::broken)
      break_off();
    if (transfer.outcome != Transfer::Outcome::some) return false;
    bytes.remove_prefix(transfer.bytes);
  }
  set_time_limit(time_limit_);
  return true;
}

void Connection::flush() {
  const auto sent = output_.bytes_sent();
  const auto progress = output_.flush(*transport_);
  if (output_.bytes_sent() != sent) set_time_limit(time_limit_);
  switch (progress) {
    case Output::Progress::done:
      break;
    case Output::Progress::wants_read:
      return wait(Descriptor::wait_read);
    case Output::Progress::wants_write:
      return wait(Descriptor::wait_write);
    case Output::Progress::broken:
      return break_off();
  }
  if (is_finishing_) linger();
}

void Connection::break_off() {
  if (std::exchange(is_broken_, true)) return;
  // Not at once: the session may be in the middle of something.
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
}

void Connection::resume_input() {
  wants_input_ = true;
  has_unseen_input_ = !input_.empty();
  pump();
}

void Connection::pump() {
  if (is_pumping_) return;
  is_pumping_ = true;
  while (wants_input_ && !is_closed_ && !is_broken_) {
    if (std::exchange(has_unseen_input_, false))
      show({});
    else if (!read_once())
      break;
  }
  is_pumping_ = false;
}

/// False if there is nothing to read at the moment.
bool Connection::read_once() {
  if (is_drained_) {  // asking the socket again would be a system call for nothing
    wait(Descriptor::wait_read);
    return false;
  }
  const auto buffer = scratch_buffer();
  const auto transfer = transport_->read(buffer);
  switch (transfer.outcome) {
    case Transfer::Outcome::some:
      is_drained_ = transfer.is_drained;
      show({buffer.data(), transfer.bytes});
      return true;
    case Transfer::Outcome::wants_read:
      break;
    case Transfer::Outcome::wants_write:
      wait(Descriptor::wait_write);
      return false;
    case Transfer::Outcome::ended:
    case Transfer::Outcome::broken:
      close();
      return false;
  }
  wait(Descriptor::wait_read);
  return false;
}

/// Shows the session what it has not taken, with `bytes` behind it.
void Connection::show(std::string_view bytes) {
  if (input_.empty()) {
    input_ = bytes.substr(session_->on_input(bytes));
    return;
  }
  input_ += bytes;
  const auto taken = session_->on_input(input_);
  if (taken == input_.size())
    std::string().swap(input_);  // an idle connection holds no buffer
  else
    input_.erase(0, taken);
}

void Connection::finish() {
  is_finishing_ = true;
  wants_input_ = false;
  if (output_.empty()) linger();
}

void Connection::linger() {
  if (is_lingering_) return;
  is_lingering_ = true;
  transport_->finish_writing();
  set_time_limit(linger_time);
  wait(Descriptor::wait_read);
}

void Connection::discard_input() {
  const auto buffer = scratch_buffer();
  while (discarded_ < linger_bytes) {
    const auto transfer = transport_->read(buffer);
    if (transfer.outcome == Transfer::Outcome::wants_read) return wait(Descriptor::wait_read);
    if (transfer.outcome != Transfer::Outcome::some) break;
    discarded_ += transfer.bytes;
  }
  close();
}

void Connection::wait(Descriptor::wait_type readiness) {
  const auto waits =
      readiness == Descriptor::wait_read ? &Connection::waits_to_read_ : &Connection::waits_to_write_;
  if (std::exchange(this->*waits, true) || is_closed_) return;
  socket_.async_wait(readiness, [self = shared_from_this(), waits](boost::system::error_code error) {
    (*self).*waits = false;
    if (waits == &Connection::waits_to_read_) self->is_drained_ = false;
    if (!error && !self->is_closed_) self->on_ready();
  });
}

void Connection::on_ready() {
  if (is_lingering_) return discard_input();
  if (!output_.empty()) {
    flush();
    if (is_broken_) return;
    if (output_.empty()) session_->on_sent();
  }
  pump();
}

Channel::WayBack Connection::way_back() {
  // The reference is moved on, so that the connection is never destroyed on the other thread.
  return [self = shared_from_this()](Call call) mutable {
    auto executor = self->socket_.get_executor();
    boost::asio::post(executor, [self = std::move(self), call = std::move(call)]() mutable { call(); });
  };
}

}  // namespace vtp::http
