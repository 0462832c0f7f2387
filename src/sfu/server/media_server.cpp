#include "sfu/server/media_server.h"

#include <algorithm>
#include <utility>

#include "base/try.h"
#include "sfu/server/candidates.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t waiting_handshakes = 2048;  // steps of them: what is beyond is said again by browsers
constexpr int handshake_niceness = 5;             // media first

std::unexpected<Error> not_active() {
  return fail(ErrorCode::sfu_not_active, "This room has no media server.");
}

MediaThread::Settings settings_of(const MediaServer::Options& options, std::size_t thread) {
  const auto port = options.first_port == 0 ? 0 : options.first_port + thread;
  return {.port = {.listen = options.listen,
                   .port = static_cast<std::uint16_t>(port),
                   .tcp = options.tcp,
                   .transport = options.transport},
          .router = options.router,
          .announced = options.announced,
          .with_loopback = options.with_loopback};
}

}  // namespace

Result<std::unique_ptr<MediaServer>> MediaServer::open(const Options& options, const Clock& wall) {
  if (options.first_port + options.threads > 65'536)
    return fail(ErrorCode::validation_failed, "There are not so many ports above the first one.");
  std::unique_ptr<MediaServer> server(new MediaServer(options));
  for (std::size_t i = 0; i < options.threads; ++i) {
    VTP_TRY(auto thread, MediaThread::open(server->loops_.loop(i), server->handshakes_, server->dtls_, wall,
                                           settings_of(options, i)));
    server->threads_.push_back(std::move(thread));
  }
  return server;
}

MediaServer::MediaServer(const Options& options)
    : options_(options),
      handshakes_({.name = "handshake",
                   .threads = std::max<std::size_t>(1, options.threads),
                   .queue = waiting_handshakes,
                   .nice = handshake_niceness}),
      loops_(options.threads, "media") {}

/// What is computed comes back before the threads end, and those before their sockets.
MediaServer::~MediaServer() {
  handshakes_.stop();
  close_all_rooms();
  loops_.stop();
}

void MediaServer::close_all_rooms() {
  for (const auto& thread : threads_) thread->run([&] { thread->close_all_rooms(); });
  const std::scoped_lock lock(mutex_);
  rooms_.clear();
}

MediaThread* MediaServer::thread_of(RoomId room) const {
  const std::scoped_lock lock(mutex_);
  const auto found = rooms_.find(room);
  return found == rooms_.end() ? nullptr : found->second;
}

MediaThread& MediaServer::least_busy_thread() const {
  const auto load = [this](const std::unique_ptr<MediaThread>& thread) {
    const auto rooms = std::ranges::count(rooms_, thread.get(), &decltype(rooms_)::value_type::second);
    return std::pair(thread->port().transport_count(), rooms);
  };
  return **std::ranges::min_element(threads_, {}, load);
}

/// Runs `call` with the room and the time on the room's thread.
template <class Call>
auto MediaServer::in_room(RoomId id, Call call) {
  using Answer = std::invoke_result_t<Call, MediaRoom&, rtc::Instant>;
  auto* const thread = thread_of(id);
  if (thread == nullptr) return Answer(not_active());
  return thread->run([&]() -> Answer {
    auto* const room = thread->find(id);
    if (room == nullptr) return not_active();
    auto answer = call(*room, MediaPort::now());
    room->finish_call();
    return answer;
  });
}

MediaServer::Traffic MediaServer::traffic() const {
  Traffic traffic;
  for (const auto& thread : threads_) {
    const auto& counters = thread->port().counters();
    traffic.transports += thread->port().transport_count();
    traffic.packets_in += counters.packets_in();
    traffic.bytes_in += counters.bytes_in();
    traffic.packets_out += counters.packets_out();
    traffic.bytes_out += counters.bytes_out();
    for (std::size_t i = 0; i < traffic.drops.size(); ++i)
      traffic.drops[i] += counters.drops(static_cast<DropReason>(i));
  }
  const std::scoped_lock lock(mutex_);
  traffic.rooms = rooms_.size();
  return traffic;
}

const RtpCapabilities& MediaServer::capabilities() const {
  return Router::capabilities();
}

Result<void> MediaServer::open_room(RoomId room, MediaListener& listener) {
  MediaThread* thread = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    if (rooms_.contains(room)) return {};
    if (rooms_.size() >= options_.most_rooms)
      return fail(ErrorCode::not_ready, "Too many rooms have media at the moment.");
    thread = &least_busy_thread();
    rooms_.emplace(room, thread);
  }
  thread->run([&] { thread->open_room(room, listener); });
  return {};
}

void MediaServer::close_room(RoomId room) {
  auto* const thread = thread_of(room);
  if (thread == nullptr) return;
  thread->run([&] { thread->close_room(room); });
  const std::scoped_lock lock(mutex_);
  rooms_.erase(room);
}

void MediaServer::remove(RoomId room, ParticipantId participant) {
  static_cast<void>(in_room(room, [&](MediaRoom& media, rtc::Instant now) -> Result<void> {
    media.remove(participant, now);
    return {};
  }));
}

Result<TransportOffer> MediaServer::create_transport(RoomId room, ParticipantId participant,
                                                     Direction direction, bool force_tcp) {
  auto* const thread = thread_of(room);
  if (thread == nullptr) return not_active();
  if (traffic().transports >= options_.most_transports)
    return fail(ErrorCode::not_ready, "Too many people have media at the moment.");
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    const auto& all = thread->candidates();
    return media.create_transport(participant, direction, force_tcp ? only_tcp(all) : all, now);
  });
}

Result<void> MediaServer::connect_transport(RoomId room, ParticipantId participant, TransportId transport,
                                            const DtlsParameters& parameters) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.connect_transport(participant, transport, parameters, now);
  });
}

Result<IceParameters> MediaServer::restart_ice(RoomId room, ParticipantId participant,
                                               TransportId transport) {
  return in_room(room,
                 [&](MediaRoom& media, rtc::Instant) { return media.restart_ice(participant, transport); });
}

Result<void> MediaServer::close_transport(RoomId room, ParticipantId participant, TransportId transport) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.close_transport(participant, transport, now);
  });
}

Result<ProducerInfo> MediaServer::produce(RoomId room, ParticipantId participant, ProduceRequest request) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().produce(participant, std::move(request), now);
  });
}

Result<void> MediaServer::pause_producer(RoomId room, ProducerId producer, bool is_paused, Actor by) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().pause_producer(producer, is_paused, by, now);
  });
}

Result<void> MediaServer::close_producer(RoomId room, ProducerId producer, Actor by) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().close_producer(producer, by, now);
  });
}

std::vector<ProducerInfo> MediaServer::producers(RoomId room) {
  return in_room(room,
                 [&](MediaRoom& media, rtc::Instant) -> Result<std::vector<ProducerInfo>> {
                   return media.router().producers();
                 })
      .value_or(std::vector<ProducerInfo>{});
}

Result<ProducerInfo> MediaServer::producer(RoomId room, ProducerId producer) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant) { return media.router().producer(producer); });
}

Result<ConsumerInfo> MediaServer::consume(RoomId room, ParticipantId participant, ConsumeRequest request) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().consume(participant, std::move(request), now);
  });
}

Result<void> MediaServer::pause_consumer(RoomId room, ParticipantId participant, ConsumerId consumer,
                                         bool is_paused) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().pause_consumer(participant, consumer, is_paused, now);
  });
}

Result<void> MediaServer::close_consumer(RoomId room, ParticipantId participant, ConsumerId consumer) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().close_consumer(participant, consumer, now);
  });
}

Result<Layers> MediaServer::prefer_layers(RoomId room, ParticipantId participant, ConsumerId consumer,
                                          Layers layers) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().prefer_layers(participant, consumer, layers, now);
  });
}

Result<void> MediaServer::set_priority(RoomId room, ParticipantId participant, ConsumerId consumer,
                                       std::uint8_t priority) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().set_priority(participant, consumer, priority, now);
  });
}

Result<void> MediaServer::request_key_frame(RoomId room, ParticipantId participant, ConsumerId consumer) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().request_key_frame(participant, consumer, now);
  });
}

Result<void> MediaServer::limit_receive_bitrate(RoomId room, ParticipantId participant,
                                                std::optional<std::int64_t> bitrate) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().limit_receive_bitrate(participant, bitrate, now);
  });
}

Result<std::vector<MediaStatistics>> MediaServer::statistics(RoomId room,
                                                             std::optional<ParticipantId> participant,
                                                             StatisticsOf of) {
  return in_room(room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().statistics(participant, of, now);
  });
}

}  // namespace vtp::sfu
