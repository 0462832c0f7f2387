// Load for a Socket.IO server with the events of socketio-conformance: rooms of 30 whose first members speak.
//
//   socketio_load PORT CONNECTIONS SECONDS RATE [busy]
//
// RATE messages a second in every room, evenly spaced; 0 keeps eight of each room under way all the time.
// With `busy` it never sleeps, so that no send of the server has to wake it. Prints deliveries, seconds, and
// the latency of the speakers' own messages in microseconds, as JSON.
#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace {

using Clock = std::chrono::steady_clock;
constexpr int room_size = 30;
constexpr int under_way = 8;

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch()).count();
}

/// One WebSocket client; masks with zeros, which is allowed and free.
struct Client {
  int socket = -1;
  int room = 0;
  bool speaks = false;
  std::string input;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) fail("send");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void send(std::string_view text) const {
    std::string frame(1, '\x81');
    if (text.size() < 126) {
      frame += static_cast<char>(0x80U | text.size());
    } else {
      frame += '\xFE';
      frame += static_cast<char>(text.size() >> 8U);
      frame += static_cast<char>(text.size());
    }
    frame.append(4, '\0').append(text);
    write(frame);
  }
  void speak() const {
    send(fmt::format(
        R"(42["msg",{{"room":"room{}","t":{},"text":"What is the derivative of the inner function?"}}])",
        room, now_us()));
  }
  bool fill() {
    static std::vector<char> buffer(256UL * 1024);
    const auto count = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    input.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }
  /// The next whole frame's text; empty if there is none.
  std::string take() {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(input[at]); };
    if (input.size() < 2) return {};
    std::size_t head = 2;
    std::size_t length = byte(1);
    if (length == 126) {
      if (input.size() < 4) return {};
      length = static_cast<std::size_t>(byte(2) << 8U | byte(3));
      head = 4;
    }
    if (input.size() < head + length) return {};
    auto text = input.substr(head, length);
    input.erase(0, head + length);
    return text;
  }
  std::string wait_for(std::string_view prefix) {
    while (true) {
      for (auto text = take(); !text.empty(); text = take())
        if (text.starts_with(prefix)) return text;
      if (!fill()) fail("the server closed");
    }
  }
};

Client enter(std::uint16_t port, int index) {
  Client client{.socket = ::socket(AF_INET, SOCK_STREAM, 0),
                .room = index / room_size,
                .speaks = index % room_size == 0};
  sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(client.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    fail("connect");
  const int yes = 1;
  ::setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  client.write(
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
      "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  while (!client.input.contains("\r\n\r\n"))
    if (!client.fill()) fail("handshake");
  client.input.erase(0, client.input.find("\r\n\r\n") + 4);
  client.wait_for("0{");
  client.send("40");
  client.wait_for("40{");
  client.send(fmt::format(R"(420["join","room{}"])", client.room));
  client.wait_for("430");
  return client;
}

class Load {
 public:
  Load(std::vector<Client> clients, int rate, bool is_busy)
      : clients_(std::move(clients)), rate_(rate), is_busy_(is_busy), epoll_(epoll_create1(0)) {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, clients_[i].socket, &event);
      if (clients_[i].speaks) speakers_.push_back(i);
    }
  }

  void run(std::chrono::seconds duration) {
    const auto start = Clock::now();
    const auto end = start + duration;
    std::int64_t spoken = 0;
    if (rate_ == 0)
      for (auto speaker : speakers_)
        for (int i = 0; i < under_way; ++i) clients_[speaker].speak();
    while (Clock::now() < end) {
      const auto due = rate_ * static_cast<std::int64_t>(speakers_.size()) * (Clock::now() - start) /
                       std::chrono::seconds(1);
      for (; spoken < due; ++spoken)
        clients_[speakers_[static_cast<std::size_t>(spoken) % speakers_.size()]].speak();
      read(is_busy_ ? 0 : 1);
    }
    report(std::chrono::duration<double>(Clock::now() - start).count());
  }

 private:
  void read(int wait_ms) {
    std::vector<epoll_event> events(256);
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
    for (int i = 0; i < count; ++i) {
      auto& client = clients_[events[static_cast<std::size_t>(i)].data.u64];
      if (!client.fill()) fail("the server closed");
      for (auto text = client.take(); !text.empty(); text = client.take()) hear(client, text);
    }
  }

  void hear(const Client& client, std::string_view text) {
    if (text == "2") return client.send("3");
    ++deliveries_;
    if (!client.speaks) return;
    std::int64_t sent = 0;
    const auto at = text.find("\"t\":") + 4;
    std::from_chars(text.data() + at, text.data() + text.size(), sent);
    latencies_.push_back(now_us() - sent);
    if (rate_ == 0) client.speak();
  }

  void report(double seconds) {
    std::ranges::sort(latencies_);
    const auto percentile = [&](std::size_t percent) {
      return latencies_.empty() ? 0 : latencies_[(latencies_.size() - 1) * percent / 100];
    };
    fmt::print(R"({{"deliveries":{},"seconds":{:.3f},"p50_us":{},"p99_us":{}}})"
               "\n",
               deliveries_, seconds, percentile(50), percentile(99));
  }

  std::vector<Client> clients_;
  const int rate_;
  const bool is_busy_;
  const int epoll_;
  std::vector<std::size_t> speakers_;
  std::int64_t deliveries_ = 0;
  std::vector<std::int64_t> latencies_;
};

}  // namespace

int main(int count, char** texts) {
  const bool is_busy = count == 6 && std::string_view(texts[5]) == "busy";
  if (count != 5 && !is_busy) {
    fmt::print(stderr, "usage: socketio_load PORT CONNECTIONS SECONDS RATE [busy]\n");
    return 2;
  }
  const auto number = [&](int at) { return std::atoi(texts[at]); };
  std::vector<Client> clients;
  const auto start = Clock::now();
  for (int i = 0; i < number(2); ++i) clients.push_back(enter(static_cast<std::uint16_t>(number(1)), i));
  fmt::print(stderr, "{} clients entered in {:.2f} s\n", clients.size(),
             std::chrono::duration<double>(Clock::now() - start).count());
  fmt::print("ready\n");
  std::fflush(stdout);
  std::getchar();  // the measurement begins
  if (number(3) > 0) Load(std::move(clients), number(4), is_busy).run(std::chrono::seconds(number(3)));
  return 0;
}
