// A room with participants whose networks are what a test says: no sockets, no encryption, a clock of its
// own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "rtc/rtcp/compound.h"
#include "rtc/rtp/rtp_packet.h"
#include "sfu/forwarding/router.h"
#include "support/sfu/parameters.h"

namespace vtp::sfu {

using Packet = std::vector<std::uint8_t>;

/// Keeps what is sent to a browser.
class FakePath final : public PacketPath {
 public:
  [[nodiscard]] bool is_open() const override { return is_there; }
  bool send_rtp(rtc::Bytes packet) override {
    if (keeps) rtp.emplace_back(packet.begin(), packet.end());
    ++count;
    return true;
  }
  bool send_rtcp(rtc::Bytes compound) override {
    if (keeps) rtcp.emplace_back(compound.begin(), compound.end());
    return true;
  }

  bool is_there = true;
  bool keeps = true;
  std::uint64_t count = 0;
  std::vector<Packet> rtp;
  std::vector<Packet> rtcp;
};

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp(std::chrono::seconds(1'700'000'000)); }
};

class EventList final : public MediaListener {
 public:
  void on_media_event(RoomId, MediaEvent event) override { events.push_back(std::move(event)); }

  template <class Event>
  [[nodiscard]] std::vector<Event> of() const {
    std::vector<Event> list;
    for (const auto& event : events)
      if (const auto* const one = std::get_if<Event>(&event)) list.push_back(*one);
    return list;
  }

  std::vector<MediaEvent> events;
};

/// One participant's transport, from both ends.
struct StagedTransport {
  TransportId id = TransportId::make();
  FakePath path;
  PacketReceiver* receiver = nullptr;
};

class RoomStage {
 public:
  explicit RoomStage(const RouterSettings& settings = {}, Home* home = nullptr)
      : router(RoomId::make(), listener, settings, 7, wall, home) {}

  /// With two transports.
  struct Person {
    ParticipantId id = ParticipantId::make();
    StagedTransport send;
    StagedTransport recv;
  };
  std::unique_ptr<Person> join() {
    auto person = std::make_unique<Person>();
    open(*person, person->send, Direction::send);
    open(*person, person->recv, Direction::recv);
    return person;
  }
  void open(const Person& person, StagedTransport& transport, Direction direction) {
    const auto added = router.add_transport(transport.id, person.id, direction, transport.path, now);
    ASSERT_TRUE(added.has_value());
    transport.receiver = *added;
  }

  ProducerInfo produce(const Person& person, MediaKind kind, RtpParameters parameters, Source source,
                       bool is_always_heard = false) {
    ProduceRequest request;
    request.transport = person.send.id;
    request.kind = kind;
    request.rtp_parameters = std::move(parameters);
    request.source = source;
    request.is_always_heard = is_always_heard;
    const auto info = router.produce(person.id, std::move(request), now);
    EXPECT_TRUE(info.has_value()) << info.error().message;
    return info ? *info : ProducerInfo{};
  }

  ConsumerInfo consume(const Person& person, ProducerId producer, bool begins = true) {
    ConsumeRequest request;
    request.producer = producer;
    request.rtp_capabilities = browser_capabilities();
    const auto info = router.consume(person.id, request, now);
    EXPECT_TRUE(info.has_value()) << info.error().message;
    if (!info) return {};
    if (begins) {
      EXPECT_TRUE(router.pause_consumer(person.id, info->id, false, now).has_value());
    }
    return *info;
  }

  /// Lets time pass, with whatever is due in it.
  void pass(rtc::Duration duration) {
    const auto end = now + duration;
    while (router.deadline() <= end) {
      now = std::max(now, router.deadline());
      router.on_time(now);
      if (router.deadline() <= now) now += std::chrono::milliseconds(1);  // nothing may be due for ever
    }
    now = std::max(now, end);
  }

  FixedClock wall;
  EventList listener;
  rtc::Instant now{std::chrono::seconds(1000)};
  Router router;
};

/// The RTCP packets in what was sent, of one type and kind.
inline std::vector<rtc::RtcpPacket> rtcp_of(const std::vector<Packet>& compounds, rtc::RtcpType type,
                                            std::optional<std::uint8_t> count = {}) {
  std::vector<rtc::RtcpPacket> found;
  for (const auto& compound : compounds) {
    auto reader = rtc::CompoundReader::open(compound);
    EXPECT_TRUE(reader.has_value());
    while (const auto packet = reader ? reader->next() : std::nullopt)
      if (packet->type == type && (!count || packet->count == *count)) found.push_back(*packet);
  }
  return found;
}

}  // namespace vtp::sfu
