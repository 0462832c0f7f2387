// Plays the browsers of a room: one publisher and many viewers, each with ICE, DTLS and SRTP of its own on a
// socket of its own. Signalling is the driver's matter (run.py): it says on standard input whom to connect,
// and reads on standard output what happened. One thread.
//
//   load gcm|cm [OPEN_EVERY]      decrypts what every OPEN_EVERYth viewer gets; the others only count
//
// Commands:
//   peer NAME publisher|viewer ADDRESS PORT UFRAG PASSWORD FINGERPRINT SSRC PAYLOAD_TYPE OWN_PORT
//   rate FRAMES_PER_SECOND PACKETS_PER_FRAME BYTES        of the publisher, from now on
//   measure SECONDS                                       then one line with what those received meanwhile
//                                                         who were there when it began
//   quit
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <sstream>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "rtc/packet_kind.h"
#include "rtc/rtcp/rtcp_writer.h"
#include "rtc/rtp/rtp_packet.h"
#include "sfu/server/socket_address.h"
#include "support/rtc/client_peer.h"

namespace {

using namespace vtp::rtc;
using namespace std::chrono_literals;

constexpr std::size_t batch = 32;
constexpr std::size_t longest = 2048;
constexpr std::size_t stamp_bytes = 8;             // the time of sending, at the end of each packet
constexpr std::uint64_t generous = 1'000'000'000;  // bit/s that a viewer says it can take
constexpr auto feedback_interval = 1s;

Instant steady_now() {
  return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

double seconds(Instant instant) {
  return std::chrono::duration<double>(instant.time_since_epoch()).count();
}

struct Target {
  std::string name;
  bool is_publisher = false;
  std::string address;
  std::uint16_t port = 0;
  std::uint32_t ssrc = 0;
  std::uint8_t payload_type = 0;
  std::uint16_t own_port = 0;
};

/// One browser.
struct Browser {
  Browser(Target the_target, ClientPeer::Settings settings, bool opens)
      : target(std::move(the_target)), opens_media(opens), peer(std::move(settings), steady_now()) {
    const auto ip = vtp::sfu::parse_ip_address(target.address).value();
    descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    const int size = 4 * 1024 * 1024;
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    const auto own = vtp::sfu::to_sockaddr_v4({}, target.own_port);
    const auto to = vtp::sfu::to_sockaddr_v4(ip, target.port);
    if (bind(descriptor, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) std::abort();
    if (connect(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) std::abort();
  }
  ~Browser() { close(descriptor); }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  Target target;
  bool opens_media;
  ClientPeer peer;
  int descriptor = -1;
  bool has_told_connected = false;
  bool has_media = false;
  bool wants_key_frame = true;  // of a publisher
  Instant next_feedback{};
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;
  Instant latest = never;  // never: it is not measured
  Duration worst_gap{};    // between two packets
};

class Load {
 public:
  Load(const DtlsContext& dtls, std::size_t open_every) : dtls_(dtls), open_every_(open_every) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, STDIN_FILENO, &event);
    for (std::size_t i = 0; i < batch; ++i) {
      pieces_[i] = {.iov_base = buffers_[i].data(), .iov_len = longest};
      messages_[i].msg_hdr.msg_iov = &pieces_[i];
      messages_[i].msg_hdr.msg_iovlen = 1;
    }
  }

  void run() {
    while (is_running_) {
      std::array<epoll_event, 64> events{};
      const auto wait = next_wake() - steady_now();
      timespec timeout{.tv_sec = 0, .tv_nsec = std::clamp<long>(wait.count() * 1000, 0, 10'000'000)};
      const int count = epoll_pwait2(epoll_, events.data(), events.size(), &timeout, nullptr);
      for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i)
        if (events[i].data.ptr == nullptr)
          read_commands();
        else
          receive(*static_cast<Browser*>(events[i].data.ptr));
      on_time();
    }
  }

 private:
  [[nodiscard]] Instant next_wake() const { return std::min({next_frame_, next_look_, measure_until_}); }

  void on_time() {
    const auto now = steady_now();
    if (now >= next_frame_) publish(now);
    if (now >= measure_until_) report(now);
    if (now < next_look_) return;
    next_look_ = now + 2ms;
    for (const auto& browser : browsers_) look_after(*browser, now);
  }

  void look_after(Browser& browser, Instant now) {
    if (browser.peer.deadline() <= now) browser.peer.on_time(now);
    send_pending(browser);
    if (!browser.peer.is_connected()) return;
    if (!browser.has_told_connected) {
      browser.has_told_connected = true;
      say(fmt::format("connected {} {:.6f}", browser.target.name, seconds(now)));
    }
    if (!browser.target.is_publisher && now >= browser.next_feedback) send_feedback(browser, now);
  }

  /// What a browser says about once a second: that it is there, and how much it can take.
  void send_feedback(Browser& browser, Instant now) {
    browser.next_feedback = now + feedback_interval;
    std::array<std::uint8_t, 256> plain{};
    RtcpWriter writer(plain);
    const std::array ssrcs{browser.target.ssrc};
    writer.receiver_report(1, {});
    writer.receiver_estimate(1, generous, ssrcs);
    std::array<std::uint8_t, 300> sealed{};
    if (const auto size = browser.peer.seal_rtcp(writer.written(), sealed))
      send(browser.descriptor, sealed.data(), *size, 0);
  }

  static void send_pending(Browser& browser) {
    while (const auto datagram = browser.peer.next_datagram())
      send(browser.descriptor, datagram->data(), datagram->size(), 0);
  }

  void receive(Browser& browser) {
    std::size_t count = batch;
    while (count == batch) {
      const int taken = recvmmsg(browser.descriptor, messages_.data(), batch, 0, nullptr);
      count = static_cast<std::size_t>(std::max(taken, 0));
      const auto now = steady_now();
      for (std::size_t i = 0; i < count; ++i)
        on_datagram(browser, MutableBytes(buffers_[i]).first(messages_[i].msg_len), now);
      if (count > 0) note_gap(browser, now);
    }
  }

  void on_datagram(Browser& browser, MutableBytes datagram, Instant now) {
    const auto kind = kind_of(datagram);
    if (kind == PacketKind::rtp) count_packet(browser, datagram);
    const bool only_counts = kind == PacketKind::rtp && browser.has_media && !browser.opens_media;
    if (only_counts) return;
    const auto media = browser.peer.handle(datagram, now);
    send_pending(browser);
    if (!media) return;
    if (media->is_rtcp && browser.target.is_publisher)
      browser.wants_key_frame |= asks_for_key_frame(media->bytes);
    if (media->is_rtcp || browser.target.is_publisher) return;
    if (!browser.has_media) say(fmt::format("media {} {:.6f}", browser.target.name, seconds(now)));
    browser.has_media = true;
    if (measure_until_ != never && media->bytes.size() > stamp_bytes)
      latencies_.push_back(now - Instant(Duration(static_cast<std::int64_t>(
                                     read_u64(media->bytes, media->bytes.size() - stamp_bytes)))));
  }

  static void count_packet(Browser& browser, Bytes datagram) {
    ++browser.packets;
    browser.bytes += datagram.size();
  }

  static void note_gap(Browser& browser, Instant now) {
    if (browser.latest == never) return;
    browser.worst_gap = std::max(browser.worst_gap, now - browser.latest);
    browser.latest = now;
  }

  static bool asks_for_key_frame(Bytes compound) {
    auto reader = CompoundReader::open(compound);
    bool asks = false;
    while (reader) {
      const auto packet = reader->next();
      if (!packet) break;
      asks |= read_picture_loss(*packet).has_value() || read_full_intra_requests(*packet).has_value();
    }
    return asks;
  }

  /// One frame of VP8: what a descriptor and a header must say, and noise.
  void publish(Instant now) {
    next_frame_ += frame_interval_;
    if (next_frame_ < now) next_frame_ = now;  // a slow machine sends less, not later
    for (const auto& browser : browsers_)
      if (browser->target.is_publisher && browser->peer.is_connected()) publish_frame(*browser);
  }

  void publish_frame(Browser& browser) {
    const bool is_key = std::exchange(browser.wants_key_frame, false);
    timestamp_ += static_cast<std::uint32_t>(90 * frame_interval_.count() / 1000);
    std::vector<std::uint8_t> payload(packet_bytes_ - rtp_fixed_header_bytes, 0x5A);
    for (int i = 0; i < packets_per_frame_; ++i) {
      payload[0] = i == 0 ? 0x10 : 0x00;
      const std::array<std::uint8_t, 10> key{0x10, 0x02, 0x00, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01};
      if (i == 0 && is_key) std::ranges::copy(key, payload.begin() + 1);
      if (i == 0 && !is_key) payload[1] = 0x11;
      write_u64(payload, payload.size() - stamp_bytes,
                static_cast<std::uint64_t>(steady_now().time_since_epoch().count()));
      std::array<std::uint8_t, longest> packet{};
      const auto size = write_rtp({.marker = i + 1 == packets_per_frame_,
                                   .payload_type = browser.target.payload_type,
                                   .sequence = sequence_++,
                                   .timestamp = timestamp_,
                                   .ssrc = browser.target.ssrc},
                                  {}, payload, packet);
      std::array<std::uint8_t, longest> sealed{};
      if (const auto sealed_size = browser.peer.seal_rtp(Bytes(packet).first(*size), sealed))
        send(browser.descriptor, sealed.data(), *sealed_size, 0);
      ++published_;
    }
  }

  void read_commands() {
    std::array<char, 65'536> text{};
    const auto size = read(STDIN_FILENO, text.data(), text.size());
    if (size <= 0) {
      is_running_ = false;
      return;
    }
    input_.append(text.data(), static_cast<std::size_t>(size));
    for (auto end = input_.find('\n'); end != std::string::npos; end = input_.find('\n')) {
      std::istringstream line(input_.substr(0, end));
      input_.erase(0, end + 1);
      obey(line);
    }
  }

  void obey(std::istringstream& line) {
    std::string command;
    line >> command;
    if (command == "peer") {
      add_peer(line);
    } else if (command == "rate") {
      double frames = 0;
      line >> frames >> packets_per_frame_ >> packet_bytes_;
      frame_interval_ = Duration(static_cast<std::int64_t>(1e6 / frames));
      next_frame_ = steady_now();
    } else if (command == "measure") {
      double length = 0;
      line >> length;
      begin_measure(Duration(static_cast<std::int64_t>(length * 1e6)));
    } else if (command == "quit") {
      is_running_ = false;
    }
  }

  void add_peer(std::istringstream& line) {
    Target target;
    std::string role;
    std::string fragment;
    std::string password;
    std::string fingerprint;
    unsigned payload_type = 0;
    line >> target.name >> role >> target.address >> target.port >> fragment >> password >> fingerprint >>
        target.ssrc >> payload_type >> target.own_port;
    target.is_publisher = role == "publisher";
    target.payload_type = static_cast<std::uint8_t>(payload_type);
    const bool opens = browsers_.size() % open_every_ == 0;
    browsers_.push_back(std::make_unique<Browser>(
        target,
        ClientPeer::Settings{
            .dtls = dtls_,
            .server = {.username_fragment = fragment, .password = password},
            .server_at = {.port = target.port, .address = vtp::sfu::parse_ip_address(target.address).value()},
            .server_fingerprints = {parse_fingerprint("sha-256", fingerprint).value()},
            .seed = browsers_.size() + 1},
        opens));
    auto& browser = *browsers_.back();
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &browser}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, browser.descriptor, &event);
    send_pending(browser);
  }

  void begin_measure(Duration length) {
    measured_from_ = steady_now();
    measure_until_ = measured_from_ + length;
    latencies_.clear();
    published_ = 0;
    for (const auto& browser : browsers_) {
      browser->packets = browser->bytes = 0;
      browser->latest = measured_from_;
      browser->worst_gap = {};
    }
  }

  void report(Instant now) {
    measure_until_ = never;
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    std::uint64_t fewest = UINT64_MAX;
    Duration worst_gap{};
    for (const auto& browser : browsers_) {
      if (browser->target.is_publisher || std::exchange(browser->latest, never) == never) continue;
      worst_gap = std::max(worst_gap, browser->worst_gap);
      packets += browser->packets;
      bytes += browser->bytes;
      fewest = std::min(fewest, browser->packets);
    }
    std::ranges::sort(latencies_);
    const auto latency = [&](double part) {
      return latencies_.empty()
                 ? 0.0
                 : static_cast<double>(
                       latencies_[static_cast<std::size_t>(part * static_cast<double>(latencies_.size() - 1))]
                           .count()) /
                       1000;
    };
    say(fmt::format(
        R"(measured {{"seconds":{:.3f},"published":{},"received":{},"bytes":{},"fewest":{},"worst_gap_ms":{:.3f},)"
        R"("latency_ms":{{"p50":{:.3f},"p99":{:.3f},"max":{:.3f}}}}})",
        std::chrono::duration<double>(now - measured_from_).count(), published_, packets, bytes, fewest,
        static_cast<double>(worst_gap.count()) / 1000, latency(0.5), latency(0.99), latency(1)));
  }

  static void say(const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
  }

  const DtlsContext& dtls_;
  std::size_t open_every_;
  int epoll_ = epoll_create1(0);
  bool is_running_ = true;
  std::string input_;
  std::vector<std::unique_ptr<Browser>> browsers_;
  std::array<std::array<std::uint8_t, longest>, batch> buffers_{};
  std::array<iovec, batch> pieces_{};
  std::array<mmsghdr, batch> messages_{};
  Instant next_frame_ = never;
  Instant next_look_{};
  Instant measured_from_{};
  Instant measure_until_ = never;
  Duration frame_interval_{};
  int packets_per_frame_ = 0;
  std::size_t packet_bytes_ = 0;
  std::uint16_t sequence_ = 1000;
  std::uint32_t timestamp_ = 0;
  std::uint64_t published_ = 0;
  std::vector<Duration> latencies_;
};

}  // namespace

int main(int count, char** arguments) {
  const bool is_counter_mode = count > 1 && std::string_view(arguments[1]) == "cm";
  const std::array profiles{is_counter_mode ? SrtpProfile::aes_128_cm_sha1_80 : SrtpProfile::aes_128_gcm};
  const DtlsContext dtls(profiles);
  fmt::print("fingerprint {}\n", dtls.fingerprint(FingerprintAlgorithm::sha_256).text());
  std::fflush(stdout);
  Load(dtls, count > 2 ? std::stoul(arguments[2]) : 1).run();
  return 0;
}
