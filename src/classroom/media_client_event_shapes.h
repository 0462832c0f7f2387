// The tables of fields of media_client_events.h, which includes this.
#pragma once

#include <array>

#include "classroom/media_client_events.h"

namespace vtp::json {

/// The first row of every event.
template <class T>
inline constexpr std::array in_media_room{field<&T::room_id>("roomId", length(1, 64))};

template <>
struct Shape<classroom::MediaRoomEvent> {
  using T = classroom::MediaRoomEvent;
  static constexpr std::string_view name = "MediaRoomEvent";
  static constexpr std::array fields = in_media_room<T>;
};

template <>
struct Shape<classroom::CreateTransportEvent> {
  using T = classroom::CreateTransportEvent;
  static constexpr std::string_view name = "CreateTransportEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{
                                   field<&T::direction>("direction", required),
                                   field<&T::force_tcp>("forceTcp"),
                               });
};

template <>
struct Shape<classroom::ConnectTransportEvent> {
  using T = classroom::ConnectTransportEvent;
  static constexpr std::string_view name = "ConnectTransportEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{
                                   field<&T::transport_id>("transportId", required),
                                   field<&T::dtls_parameters>("dtlsParameters", required, length(0, 8192)),
                               });
};

template <>
struct Shape<classroom::TransportEvent> {
  using T = classroom::TransportEvent;
  static constexpr std::string_view name = "TransportEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{field<&T::transport_id>("transportId", required)});
};

template <>
struct Shape<classroom::ProduceEvent> {
  using T = classroom::ProduceEvent;
  static constexpr std::string_view name = "ProduceEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{
                                   field<&T::transport_id>("transportId", required),
                                   field<&T::kind>("kind", required),
                                   field<&T::rtp_parameters>("rtpParameters", required, length(0, 65'536)),
                                   field<&T::app_data>("appData", required, length(0, 1024)),
                                   field<&T::paused>("paused"),
                               });
};

template <>
struct Shape<classroom::ProducerAppData> {
  using T = classroom::ProducerAppData;
  static constexpr std::string_view name = "ProducerAppData";
  static constexpr std::array fields{field<&T::source>("source", required), field<&T::replaces>("replaces")};
};

template <>
struct Shape<classroom::ProducerEvent> {
  using T = classroom::ProducerEvent;
  static constexpr std::string_view name = "ProducerEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{field<&T::producer_id>("producerId", required)});
};

/// Any number from 0 up; which ones there are is for the engine to know.
inline constexpr Range any_layer = range(0, 1'000'000);

template <>
struct Shape<classroom::LayersWish> {
  using T = classroom::LayersWish;
  static constexpr std::string_view name = "LayersWish";
  static constexpr std::array fields{field<&T::spatial_layer>("spatialLayer", required, any_layer),
                                     field<&T::temporal_layer>("temporalLayer", any_layer)};
};

template <>
struct Shape<classroom::ConsumeEvent> {
  using T = classroom::ConsumeEvent;
  static constexpr std::string_view name = "ConsumeEvent";
  static constexpr std::array fields = joined(
      in_media_room<T>, std::array{
                            field<&T::producer_id>("producerId", required),
                            field<&T::rtp_capabilities>("rtpCapabilities", required, length(0, 65'536)),
                            field<&T::transport_id>("transportId"),
                            field<&T::preferred_layers>("preferredLayers"),
                        });
};

template <>
struct Shape<classroom::ConsumerEvent> {
  using T = classroom::ConsumerEvent;
  static constexpr std::string_view name = "ConsumerEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{field<&T::consumer_id>("consumerId", required)});
};

template <>
struct Shape<classroom::PreferLayersEvent> {
  using T = classroom::PreferLayersEvent;
  static constexpr std::string_view name = "PreferLayersEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{
                                   field<&T::consumer_id>("consumerId", required),
                                   field<&T::spatial_layer>("spatialLayer", required, any_layer),
                                   field<&T::temporal_layer>("temporalLayer", any_layer),
                               });
};

template <>
struct Shape<classroom::PriorityEvent> {
  using T = classroom::PriorityEvent;
  static constexpr std::string_view name = "PriorityEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{
                                   field<&T::consumer_id>("consumerId", required),
                                   field<&T::priority>("priority", required, range(1, 255)),
                               });
};

template <>
struct Shape<classroom::ReceiveBitrateEvent> {
  using T = classroom::ReceiveBitrateEvent;
  static constexpr std::string_view name = "ReceiveBitrateEvent";
  static constexpr std::array fields =
      joined(in_media_room<T>, std::array{field<&T::bitrate>("bitrate", range(64'000, 1e12))});
};

template <>
struct Shape<classroom::StatsEvent> {
  using T = classroom::StatsEvent;
  static constexpr std::string_view name = "StatsEvent";
  static constexpr std::array fields = joined(in_media_room<T>, std::array{
                                                                    field<&T::transport_id>("transportId"),
                                                                    field<&T::producer_id>("producerId"),
                                                                    field<&T::consumer_id>("consumerId"),
                                                                });
};

}  // namespace vtp::json
