// What the kernel takes for the sends of a paced broadcast, with nothing around them: the floor under every
// server.
//
//   socketio_bare_send CONNECTIONS SECONDS [busy|nobody]
//
// Sends a message to the thirty connections of one room after another, 340 times a second, over loopback.
// They are read on the other core by a thread that sleeps in between, that is busy all the time, or by
// nobody. Prints the sending thread's processor time for each send, in microseconds, as JSON.
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace {

constexpr std::size_t room_size = 30;
constexpr std::size_t message_bytes = 100;
constexpr std::chrono::microseconds pause_between{1'000'000 / 340};

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

void stay_on_core(std::size_t core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  ::sched_setaffinity(0, sizeof cores, &cores);
}

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Ends {
  std::vector<int> sending;
  std::vector<int> reading;
};

Ends connect_all(int count) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const general = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  if (::bind(listener, general, size) != 0 || ::listen(listener, 100) != 0) fail("listen");
  ::getsockname(listener, general, &size);
  Ends ends;
  for (int i = 0; i < count; ++i) {
    const int reading = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(reading, general, size) != 0) fail("connect");
    const int sending = ::accept(listener, nullptr, nullptr);
    const int yes = 1;
    ::setsockopt(sending, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ends.reading.push_back(reading);
    ends.sending.push_back(sending);
  }
  return ends;
}

void read_all(const std::vector<int>& sockets, int wait_ms, const std::atomic<bool>& is_over) {
  stay_on_core(1);
  const int epoll = ::epoll_create1(0);
  for (const int socket : sockets) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
  }
  std::vector<epoll_event> events(256);
  std::vector<char> buffer(64UL * 1024);
  while (!is_over) {
    const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), wait_ms);
    for (int i = 0; i < count; ++i)
      (void)::recv(events[static_cast<std::size_t>(i)].data.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  }
}

double microseconds_a_send(const std::vector<int>& sockets, std::chrono::seconds duration) {
  stay_on_core(0);
  const std::string message(message_bytes, 'x');
  const auto end = std::chrono::steady_clock::now() + duration;
  double busy = 0;
  std::size_t sent = 0;
  while (std::chrono::steady_clock::now() < end) {
    const double before = processor_seconds();
    for (std::size_t i = 0; i < room_size; ++i, ++sent)
      (void)::send(sockets[sent % sockets.size()], message.data(), message.size(),
                   MSG_NOSIGNAL | MSG_DONTWAIT);
    busy += processor_seconds() - before;
    std::this_thread::sleep_for(pause_between);
  }
  return busy * 1e6 / static_cast<double>(sent);
}

}  // namespace

int main(int count, char** texts) {
  const std::string_view mode = count == 4 ? texts[3] : "";
  if (count < 3 || count > 4 || (count == 4 && mode != "busy" && mode != "nobody")) {
    fmt::print(stderr, "usage: socketio_bare_send CONNECTIONS SECONDS [busy|nobody]\n");
    return 2;
  }
  const auto ends = connect_all(std::atoi(texts[1]));
  std::atomic<bool> is_over = false;
  std::jthread reader;
  if (mode != "nobody")
    reader = std::jthread([&] { read_all(ends.reading, mode == "busy" ? 0 : 10, is_over); });
  const double each = microseconds_a_send(ends.sending, std::chrono::seconds(std::atoi(texts[2])));
  is_over = true;
  fmt::print("{{\"cpu_us\":{:.2f}}}\n", each);
  return 0;
}
