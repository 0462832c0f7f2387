// What media events are acknowledged with (realtime.md section 8.2). Most of it goes to the library of the
// browser as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/ice_servers.h"
#include "classroom/media_server_events.h"
#include "json/shape.h"
#include "sfu/engine.h"
#include "sfu/parameters/rtp_parameters_shapes.h"
#include "sfu/parameters/transport_parameters_shapes.h"

namespace vtp::classroom {

struct RouterCapabilities {
  sfu::RtpCapabilities router_rtp_capabilities;
};

struct TransportCreated {
  sfu::TransportId id;
  sfu::IceParameters ice_parameters;
  std::vector<sfu::IceCandidate> ice_candidates;
  sfu::DtlsParameters dtls_parameters;
  std::vector<accounts::IceServer> ice_servers;
};

struct TransportNamed {
  sfu::TransportId transport_id;
};

struct IceRestarted {
  sfu::IceParameters ice_parameters;
};

struct ProducerCreated {
  sfu::ProducerId id;
};

struct ProducerNamed {
  sfu::ProducerId producer_id;
};

struct ConsumerCreated {
  sfu::ConsumerId id;
  sfu::ProducerId producer_id;
  sfu::MediaKind kind = sfu::MediaKind::audio;
  sfu::RtpParameters rtp_parameters;
  sfu::ProducerType type = sfu::ProducerType::simple;
  bool paused = true;
  bool producer_paused = false;
  ConsumerScore score;
  ParticipantId participant_id;
  json::Raw app_data;
};

struct ConsumerNamed {
  sfu::ConsumerId consumer_id;
};

struct PriorityAnswer {
  int priority = 1;
};

struct BitrateAnswer {
  std::optional<std::int64_t> bitrate;  // bit/s
};

/// One line of statistics; milliseconds and bit/s.
struct StatisticsLine {
  std::string_view type;
  Timestamp timestamp;
  json::Omittable<std::int64_t> ssrc;
  json::Omittable<sfu::MediaKind> kind;
  json::Percent bitrate;
  std::int64_t byte_count = 0;
  std::int64_t packet_count = 0;
  std::int64_t packets_lost = 0;
  double fraction_lost = 0;
  json::Percent jitter;
  json::Omittable<json::Percent> round_trip_time;
  std::int64_t nack_count = 0;
  std::int64_t pli_count = 0;
  std::int64_t fir_count = 0;
  json::Omittable<int> score;
};
struct StatisticsAnswer {
  std::vector<StatisticsLine> stats;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::RouterCapabilities> {
  using T = classroom::RouterCapabilities;
  static constexpr std::string_view name = "RouterCapabilities";
  static constexpr std::array fields{field<&T::router_rtp_capabilities>("routerRtpCapabilities")};
};

template <>
struct Shape<classroom::TransportCreated> {
  using T = classroom::TransportCreated;
  static constexpr std::string_view name = "TransportCreated";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::ice_parameters>("iceParameters"),
      field<&T::ice_candidates>("iceCandidates"),
      field<&T::dtls_parameters>("dtlsParameters"),
      field<&T::ice_servers>("iceServers"),
  };
};

template <>
struct Shape<classroom::TransportNamed> {
  using T = classroom::TransportNamed;
  static constexpr std::string_view name = "TransportNamed";
  static constexpr std::array fields{field<&T::transport_id>("transportId")};
};

template <>
struct Shape<classroom::IceRestarted> {
  using T = classroom::IceRestarted;
  static constexpr std::string_view name = "IceRestarted";
  static constexpr std::array fields{field<&T::ice_parameters>("iceParameters")};
};

template <>
struct Shape<classroom::ProducerCreated> {
  using T = classroom::ProducerCreated;
  static constexpr std::string_view name = "ProducerCreated";
  static constexpr std::array fields{field<&T::id>("id")};
};

template <>
struct Shape<classroom::ProducerNamed> {
  using T = classroom::ProducerNamed;
  static constexpr std::string_view name = "ProducerNamed";
  static constexpr std::array fields{field<&T::producer_id>("producerId")};
};

template <>
struct Shape<classroom::ConsumerCreated> {
  using T = classroom::ConsumerCreated;
  static constexpr std::string_view name = "ConsumerCreated";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::producer_id>("producerId"),
      field<&T::kind>("kind"),
      field<&T::rtp_parameters>("rtpParameters"),
      field<&T::type>("type"),
      field<&T::paused>("paused"),
      field<&T::producer_paused>("producerPaused"),
      field<&T::score>("score"),
      field<&T::participant_id>("participantId"),
      field<&T::app_data>("appData"),
  };
};

template <>
struct Shape<classroom::ConsumerNamed> {
  using T = classroom::ConsumerNamed;
  static constexpr std::string_view name = "ConsumerNamed";
  static constexpr std::array fields{field<&T::consumer_id>("consumerId")};
};

template <>
struct Shape<classroom::PriorityAnswer> {
  using T = classroom::PriorityAnswer;
  static constexpr std::string_view name = "PriorityAnswer";
  static constexpr std::array fields{field<&T::priority>("priority")};
};

template <>
struct Shape<classroom::BitrateAnswer> {
  using T = classroom::BitrateAnswer;
  static constexpr std::string_view name = "BitrateAnswer";
  static constexpr std::array fields{field<&T::bitrate>("bitrate")};
};

template <>
struct Shape<classroom::StatisticsLine> {
  using T = classroom::StatisticsLine;
  static constexpr std::string_view name = "StatisticsLine";
  static constexpr std::array fields{
      field<&T::type>("type"),
      field<&T::timestamp>("timestamp"),
      field<&T::ssrc>("ssrc"),
      field<&T::kind>("kind"),
      field<&T::bitrate>("bitrate"),
      field<&T::byte_count>("byteCount"),
      field<&T::packet_count>("packetCount"),
      field<&T::packets_lost>("packetsLost"),
      field<&T::fraction_lost>("fractionLost"),
      field<&T::jitter>("jitter"),
      field<&T::round_trip_time>("roundTripTime"),
      field<&T::nack_count>("nackCount"),
      field<&T::pli_count>("pliCount"),
      field<&T::fir_count>("firCount"),
      field<&T::score>("score"),
  };
};

template <>
struct Shape<classroom::StatisticsAnswer> {
  using T = classroom::StatisticsAnswer;
  static constexpr std::string_view name = "StatisticsAnswer";
  static constexpr std::array fields{field<&T::stats>("stats")};
};

}  // namespace vtp::json
