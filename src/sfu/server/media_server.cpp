#include "sfu/server/media_server.h"

#include <algorithm>
#include <utility>

#include "base/try.h"
#include "sfu/server/candidates.h"
#include "sfu/server/room_tap.h"

namespace vtp::sfu {
namespace {

constexpr std::size_t waiting_handshakes = 2048;  // steps of them: what is beyond is said again by browsers
constexpr int handshake_niceness = 5;             // media first

std::unexpected<Error> not_active() {
  return fail(ErrorCode::sfu_not_active, "This room has no media server.");
}

bool is_absence(ErrorCode code) {
  return code == ErrorCode::transport_not_found || code == ErrorCode::consumer_not_found;
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
      loops_(options.threads, "media"),
      rooms_(options.viewers_per_thread) {}

/// What is computed comes back before the threads end, and those before their sockets.
MediaServer::~MediaServer() {
  handshakes_.stop();
  close_all_rooms();
  loops_.stop();
}

void MediaServer::close_all_rooms() {
  const std::scoped_lock sharing(sharing_mutex_);
  for (const auto& thread : threads_) thread->run([&] { thread->close_all_rooms(); });
  rooms_.clear();
}

std::vector<std::size_t> MediaServer::loads() const {
  std::vector<std::size_t> loads;
  for (const auto& thread : threads_) loads.push_back(thread->port().transport_count());
  return loads;
}

/// Runs `call` with what the thread has of the room, and the time.
template <class Call>
auto MediaServer::on_thread(std::optional<std::size_t> number, RoomId id, Call call) {
  using Answer = std::invoke_result_t<Call, MediaRoom&, rtc::Instant>;
  if (!number) return Answer(not_active());
  auto& thread = *threads_[*number];
  return thread.run([&]() -> Answer {
    auto* const room = thread.find(id);
    if (room == nullptr) return not_active();
    auto answer = call(*room, MediaPort::now());
    room->finish_call();
    return answer;
  });
}

/// What it is about is on one of the threads; the others say that it is not there.
template <class Call>
auto MediaServer::on_first_that_knows(const std::vector<std::size_t>& threads, RoomId id, Call call) {
  using Answer = std::invoke_result_t<Call, MediaRoom&, rtc::Instant>;
  Answer answer = not_active();
  for (const auto thread : threads) {
    answer = on_thread(thread, id, call);
    if (answer || !is_absence(answer.error().code)) break;
  }
  return answer;
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
  traffic.rooms = rooms_.size();
  return traffic;
}

const RtpCapabilities& MediaServer::capabilities() const {
  return Router::capabilities();
}

Result<void> MediaServer::open_room(RoomId room, MediaListener& listener) {
  const std::scoped_lock sharing(sharing_mutex_);
  if (rooms_.contains(room)) return {};
  if (rooms_.size() >= options_.most_rooms)
    return fail(ErrorCode::not_ready, "Too many rooms have media at the moment.");
  const auto home = rooms_.home_for_another(loads());
  rooms_.add(room, home, listener);
  auto& thread = *threads_[home];
  thread.run([&] { thread.open_room(room, listener); });
  return {};
}

/// Shadows first: they need their home, and it needs none.
void MediaServer::close_room(RoomId room) {
  const std::scoped_lock sharing(sharing_mutex_);
  auto threads = rooms_.threads_of(room);
  std::ranges::reverse(threads);
  for (const auto number : threads) threads_[number]->run([&] { threads_[number]->close_room(room); });
  rooms_.remove(room);
}

/// Where they receive first: what is told of it at home comes before it is forgotten there.
void MediaServer::remove(RoomId room, ParticipantId participant) {
  for (const auto thread : rooms_.threads_of(room, participant))
    static_cast<void>(on_thread(thread, room, [&](MediaRoom& media, rtc::Instant now) -> Result<void> {
      media.remove(participant, now);
      return {};
    }));
  rooms_.remove(room, participant);
}

/// On a thread that has the room when this returns.
Result<std::size_t> MediaServer::place_viewer(RoomId room, ParticipantId participant) {
  const std::scoped_lock sharing(sharing_mutex_);
  const auto placed = rooms_.place(room, participant, loads());
  if (!placed) return not_active();
  if (placed->is_new) open_shadow(room, placed->home, placed->at, *placed->listener);
  return placed->at;
}

void MediaServer::open_shadow(RoomId room, std::size_t home, std::size_t at, MediaListener& listener) {
  auto& here = *threads_[home];
  auto& there = *threads_[at];
  const auto link = std::make_shared<RoomLink>(here.loop(), there.loop());
  there.run([&] { there.open_room(room, listener, link); });
  here.run([&] {
    if (auto* const media = here.find(room)) media->add_shadow(link);
  });
}

/// Counts the participant's transports in both places, and brings what home knows of them to the other one.
Result<void> MediaServer::prepare_shadow(RoomId room, ParticipantId participant, std::size_t at) {
  struct Known {
    std::size_t transports = 0;
    std::optional<std::int64_t> receive_limit;
  };
  const auto ask = [&](MediaRoom& media, rtc::Instant) -> Result<Known> {
    return Known{.transports = media.router().transports_of(participant).size(),
                 .receive_limit = media.router().receive_limit(participant)};
  };
  VTP_TRY(const auto known, on_thread(rooms_.home_of(room), room, ask));
  VTP_TRY(const auto there, on_thread(at, room, ask));
  if (known.transports + there.transports >= options_.router.transports_each)
    return fail(ErrorCode::transport_limit, "there are too many transports");
  return on_thread(at, room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().limit_receive_bitrate(participant, known.receive_limit, now);
  });
}

Result<TransportOffer> MediaServer::create_transport(RoomId room, ParticipantId participant,
                                                     Direction direction, bool force_tcp) {
  const auto home = rooms_.home_of(room);
  if (!home) return not_active();
  if (traffic().transports >= options_.most_transports)
    return fail(ErrorCode::not_ready, "Too many people have media at the moment.");
  auto at = *home;
  if (direction == Direction::recv) {
    VTP_TRY(at, place_viewer(room, participant));
  }
  const auto viewing = rooms_.viewing_place(room, participant);
  if (viewing && viewing != home) {
    VTP_CHECK(prepare_shadow(room, participant, *viewing));
  }
  return on_thread(at, room, [&](MediaRoom& media, rtc::Instant now) {
    const auto& all = threads_[at]->candidates();
    return media.create_transport(participant, direction, force_tcp ? only_tcp(all) : all, now);
  });
}

Result<void> MediaServer::connect_transport(RoomId room, ParticipantId participant, TransportId transport,
                                            const DtlsParameters& parameters) {
  return on_first_that_knows(rooms_.threads_of(room, participant), room,
                             [&](MediaRoom& media, rtc::Instant now) {
                               return media.connect_transport(participant, transport, parameters, now);
                             });
}

Result<IceParameters> MediaServer::restart_ice(RoomId room, ParticipantId participant,
                                               TransportId transport) {
  return on_first_that_knows(rooms_.threads_of(room, participant), room, [&](MediaRoom& media, rtc::Instant) {
    return media.restart_ice(participant, transport);
  });
}

Result<void> MediaServer::close_transport(RoomId room, ParticipantId participant, TransportId transport) {
  return on_first_that_knows(
      rooms_.threads_of(room, participant), room,
      [&](MediaRoom& media, rtc::Instant now) { return media.close_transport(participant, transport, now); });
}

Result<ProducerInfo> MediaServer::produce(RoomId room, ParticipantId participant, ProduceRequest request) {
  return on_thread(rooms_.home_of(room), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().produce(participant, std::move(request), now);
  });
}

Result<void> MediaServer::pause_producer(RoomId room, ProducerId producer, bool is_paused, Actor by) {
  return on_thread(rooms_.home_of(room), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().pause_producer(producer, is_paused, by, now);
  });
}

Result<void> MediaServer::close_producer(RoomId room, ProducerId producer, Actor by) {
  return on_thread(rooms_.home_of(room), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().close_producer(producer, by, now);
  });
}

std::vector<ProducerInfo> MediaServer::producers(RoomId room) {
  return on_thread(rooms_.home_of(room), room,
                   [&](MediaRoom& media, rtc::Instant) -> Result<std::vector<ProducerInfo>> {
                     return media.router().producers();
                   })
      .value_or(std::vector<ProducerInfo>{});
}

Result<ProducerInfo> MediaServer::producer(RoomId room, ProducerId producer) {
  return on_thread(rooms_.home_of(room), room,
                   [&](MediaRoom& media, rtc::Instant) { return media.router().producer(producer); });
}

Result<ConsumerInfo> MediaServer::consume(RoomId room, ParticipantId participant, ConsumeRequest request) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().consume(participant, std::move(request), now);
  });
}

Result<void> MediaServer::pause_consumer(RoomId room, ParticipantId participant, ConsumerId consumer,
                                         bool is_paused) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().pause_consumer(participant, consumer, is_paused, now);
  });
}

Result<void> MediaServer::close_consumer(RoomId room, ParticipantId participant, ConsumerId consumer) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().close_consumer(participant, consumer, now);
  });
}

Result<Layers> MediaServer::prefer_layers(RoomId room, ParticipantId participant, ConsumerId consumer,
                                          Layers layers) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().prefer_layers(participant, consumer, layers, now);
  });
}

Result<void> MediaServer::set_priority(RoomId room, ParticipantId participant, ConsumerId consumer,
                                       std::uint8_t priority) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().set_priority(participant, consumer, priority, now);
  });
}

Result<void> MediaServer::request_key_frame(RoomId room, ParticipantId participant, ConsumerId consumer) {
  return on_thread(rooms_.viewing_place(room, participant), room, [&](MediaRoom& media, rtc::Instant now) {
    return media.router().request_key_frame(participant, consumer, now);
  });
}

/// At home too, which goes on to know it when they receive anew.
Result<void> MediaServer::limit_receive_bitrate(RoomId room, ParticipantId participant,
                                                std::optional<std::int64_t> bitrate) {
  Result<void> limited = not_active();
  for (const auto thread : rooms_.threads_of(room, participant))
    limited = on_thread(thread, room, [&](MediaRoom& media, rtc::Instant now) {
      return media.router().limit_receive_bitrate(participant, bitrate, now);
    });
  return limited;
}

Result<std::vector<MediaStatistics>> MediaServer::statistics(RoomId room,
                                                             std::optional<ParticipantId> participant,
                                                             StatisticsOf of) {
  const auto ask = [&](MediaRoom& media, rtc::Instant now) {
    return media.router().statistics(participant, of, now);
  };
  // A shadow's mirror of a producer has not seen what its publisher sends.
  if (std::holds_alternative<ProducerId>(of)) return on_thread(rooms_.home_of(room), room, ask);
  return on_first_that_knows(rooms_.threads_of(room), room, ask);
}

Result<TapLine> MediaServer::tap(RoomId room, boost::asio::io_context& loop, Tap& tap) {
  const auto home = rooms_.home_of(room);
  if (!home) return not_active();
  auto link = std::make_shared<RoomLink>(threads_[*home]->loop(), loop);
  auto line = std::make_unique<RoomTap>(link, tap, [this, room, link = link.get()] {
    const auto remove = [&](MediaRoom& media, rtc::Instant now) -> Result<void> {
      media.remove_shadow(*link, now);
      return {};
    };
    static_cast<void>(on_thread(rooms_.home_of(room), room, remove));
  });
  VTP_CHECK(on_thread(home, room, [&](MediaRoom& media, rtc::Instant) -> Result<void> {
    media.add_shadow(link);
    return {};
  }));
  return line;
}

}  // namespace vtp::sfu
