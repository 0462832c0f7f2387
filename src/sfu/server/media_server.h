// The SFU as a whole: media threads, each with rooms and a port of its own, so that a browser's packets come
// in where its room is. Those who send are on the thread that is the room's home, and so are viewers as long
// as it has not enough of them; further ones are on other threads (shared_room.h).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "runtime/loop_group.h"
#include "runtime/worker_pool.h"
#include "sfu/engine.h"
#include "sfu/server/media_thread.h"
#include "sfu/server/room_table.h"
#include "sfu/tap.h"
#include "sfu/transport/traffic_counters.h"

namespace vtp::sfu {

class MediaServer final : public Engine, public TapSource {
 public:
  struct Options {
    std::vector<rtc::IpAddress> listen;     // empty: all addresses of both kinds
    std::vector<rtc::IpAddress> announced;  // what browsers are told; empty: where we listen
    bool with_loopback = false;             // tell them of loopback too
    std::uint16_t first_port = 0;           // the next thread has the next one; 0: any free ones
    std::size_t threads = 1;
    std::size_t viewers_per_thread = 150;  // of one room, before another thread is taken
    std::size_t most_rooms = 5'000;
    std::size_t most_transports = 20'000;  // of all rooms together
    TcpPort::Options tcp = {};
    SecureTransport::Options transport = {};
    RouterSettings router = {};
  };

  /// Opens the ports and starts the threads. `wall` outlives the server. The message of an error is for the
  /// operator.
  static Result<std::unique_ptr<MediaServer>> open(const Options& options, const Clock& wall);
  /// As close_all_rooms(). Nobody may call any more.
  ~MediaServer() override;

  /// Says goodbye to everybody: no listener hears anything after that.
  void close_all_rooms();

  /// Summed over the threads.
  struct Traffic {
    std::size_t rooms = 0;
    std::size_t transports = 0;
    std::uint64_t packets_in = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t packets_out = 0;
    std::uint64_t bytes_out = 0;
    std::array<std::uint64_t, TrafficCounters::reasons> drops{};  // by DropReason
  };
  [[nodiscard]] Traffic traffic() const;
  [[nodiscard]] std::uint16_t port(std::size_t thread) const { return threads_.at(thread)->port().port(); }

  // Engine. A call for a room that is not open is refused with SFU_NOT_ACTIVE.
  [[nodiscard]] const RtpCapabilities& capabilities() const override;
  Result<void> open_room(RoomId room, MediaListener& listener) override;
  void close_room(RoomId room) override;
  void remove(RoomId room, ParticipantId participant) override;
  Result<TransportOffer> create_transport(RoomId room, ParticipantId participant, Direction direction,
                                          bool force_tcp) override;
  Result<void> connect_transport(RoomId room, ParticipantId participant, TransportId transport,
                                 const DtlsParameters& parameters) override;
  Result<IceParameters> restart_ice(RoomId room, ParticipantId participant, TransportId transport) override;
  Result<void> close_transport(RoomId room, ParticipantId participant, TransportId transport) override;
  Result<ProducerInfo> produce(RoomId room, ParticipantId participant, ProduceRequest request) override;
  Result<void> pause_producer(RoomId room, ProducerId producer, bool is_paused, Actor by) override;
  Result<void> close_producer(RoomId room, ProducerId producer, Actor by) override;
  [[nodiscard]] std::vector<ProducerInfo> producers(RoomId room) override;
  Result<ProducerInfo> producer(RoomId room, ProducerId producer) override;
  Result<ConsumerInfo> consume(RoomId room, ParticipantId participant, ConsumeRequest request) override;
  Result<void> pause_consumer(RoomId room, ParticipantId participant, ConsumerId consumer,
                              bool is_paused) override;
  Result<void> close_consumer(RoomId room, ParticipantId participant, ConsumerId consumer) override;
  Result<Layers> prefer_layers(RoomId room, ParticipantId participant, ConsumerId consumer,
                               Layers layers) override;
  Result<void> set_priority(RoomId room, ParticipantId participant, ConsumerId consumer,
                            std::uint8_t priority) override;
  Result<void> request_key_frame(RoomId room, ParticipantId participant, ConsumerId consumer) override;
  Result<void> limit_receive_bitrate(RoomId room, ParticipantId participant,
                                     std::optional<std::int64_t> bitrate) override;
  Result<std::vector<MediaStatistics>> statistics(RoomId room, std::optional<ParticipantId> participant,
                                                  StatisticsOf of) override;

  // TapSource. The line is not used after the end of this object.
  Result<TapLine> tap(RoomId room, boost::asio::io_context& loop, Tap& tap) override;

 private:
  explicit MediaServer(const Options& options);
  [[nodiscard]] std::vector<std::size_t> loads() const;
  Result<std::size_t> place_viewer(RoomId room, ParticipantId participant);
  void open_shadow(RoomId room, std::size_t home, std::size_t at, MediaListener& listener);
  Result<void> prepare_shadow(RoomId room, ParticipantId participant, std::size_t at);

  template <class Call>
  auto on_thread(std::optional<std::size_t> thread, RoomId room, Call call);
  template <class Call>
  auto on_first_that_knows(const std::vector<std::size_t>& threads, RoomId room, Call call);

  const Options options_;
  const rtc::DtlsContext dtls_;
  WorkerPool handshakes_;
  LoopGroup loops_;
  std::vector<std::unique_ptr<MediaThread>> threads_;
  std::mutex sharing_mutex_;  // held while a room is opened, spread or closed
  RoomTable rooms_;
};

}  // namespace vtp::sfu
