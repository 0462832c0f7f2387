#include "http/transport.h"

#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>

namespace vtp::http {
namespace {

Transfer transferred(ssize_t count, Transfer::Outcome if_blocked) {
  using enum Transfer::Outcome;
  if (count > 0) return {.outcome = some, .bytes = static_cast<std::size_t>(count)};
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
    return {.outcome = if_blocked};
  return {.outcome = broken};
}

class PlainTransport final : public Transport {
 public:
  explicit PlainTransport(int socket) : socket_(socket) {}

  Transfer read(std::span<char> into) override {
    const auto count = ::recv(socket_, into.data(), into.size(), 0);
    if (count == 0) return {.outcome = Transfer::Outcome::ended};
    auto transfer = transferred(count, Transfer::Outcome::wants_read);
    transfer.is_drained = transfer.bytes < into.size();
    return transfer;
  }

  Transfer write(std::string_view bytes, bool more_follows) override {
    const int flags = MSG_NOSIGNAL | (more_follows ? MSG_MORE : 0);
    return transferred(::send(socket_, bytes.data(), bytes.size(), flags), Transfer::Outcome::wants_write);
  }

  Transfer write_file(int file, std::uint64_t offset, std::uint64_t length) override {
    auto from = static_cast<off_t>(offset);
    // 0 means that the file has become shorter than the header said: the connection is of no more use.
    return transferred(::sendfile(socket_, file, &from, length), Transfer::Outcome::wants_write);
  }

  void finish_writing() override { ::shutdown(socket_, SHUT_WR); }

 private:
  int socket_;
};

}  // namespace

std::unique_ptr<Transport> plain_transport(int socket) {
  return std::make_unique<PlainTransport>(socket);
}

}  // namespace vtp::http
