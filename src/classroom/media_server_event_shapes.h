// The tables of fields of media_server_events.h, which includes this.
#pragma once

#include "classroom/media_server_events.h"

namespace vtp::json {

template <>
struct Shape<classroom::NewProducer> {
  using T = classroom::NewProducer;
  static constexpr std::string_view name = "NewProducer";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::producer_id>("producerId"),
      field<&T::participant_id>("participantId"),
      field<&T::kind>("kind"),
      field<&T::type>("type"),
      field<&T::app_data>("appData"),
      field<&T::paused>("paused"),
  };
};

template <>
struct Shape<classroom::ProducerNews> {
  using T = classroom::ProducerNews;
  static constexpr std::string_view name = "ProducerNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::producer_id>("producerId"),
      field<&T::participant_id>("participantId"),
      field<&T::by>("by"),
  };
};
template <>
struct Shape<classroom::ProducerPausedNews> : Shape<classroom::ProducerNews> {};
template <>
struct Shape<classroom::ProducerResumedNews> : Shape<classroom::ProducerNews> {};
template <>
struct Shape<classroom::ProducerClosedNews> : Shape<classroom::ProducerNews> {};

template <>
struct Shape<classroom::ConsumerPauseNews> {
  using T = classroom::ConsumerPauseNews;
  static constexpr std::string_view name = "ConsumerPauseNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::consumer_id>("consumerId"),
      field<&T::reason>("reason"),
  };
};
template <>
struct Shape<classroom::ConsumerPausedNews> : Shape<classroom::ConsumerPauseNews> {};
template <>
struct Shape<classroom::ConsumerResumedNews> : Shape<classroom::ConsumerPauseNews> {};

template <>
struct Shape<classroom::ConsumerClosedNews> {
  using T = classroom::ConsumerClosedNews;
  static constexpr std::string_view name = "ConsumerClosedNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::consumer_id>("consumerId"),
      field<&T::reason>("reason"),
  };
};

template <>
struct Shape<classroom::ProducerScoreNews::Encoding> {
  using T = classroom::ProducerScoreNews::Encoding;
  static constexpr std::string_view name = "EncodingScore";
  static constexpr std::array fields{
      field<&T::encoding_idx>("encodingIdx"),
      field<&T::ssrc>("ssrc"),
      field<&T::rid>("rid"),
      field<&T::score>("score"),
  };
};

template <>
struct Shape<classroom::ProducerScoreNews> {
  using T = classroom::ProducerScoreNews;
  static constexpr std::string_view name = "ProducerScoreNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::producer_id>("producerId"),
      field<&T::score>("score"),
  };
};

template <>
struct Shape<classroom::ConsumerScore> {
  using T = classroom::ConsumerScore;
  static constexpr std::string_view name = "ConsumerScore";
  static constexpr std::array fields{
      field<&T::score>("score"),
      field<&T::producer_score>("producerScore"),
      field<&T::producer_scores>("producerScores"),
  };
};

template <>
struct Shape<classroom::ConsumerScoreNews> {
  using T = classroom::ConsumerScoreNews;
  static constexpr std::string_view name = "ConsumerScoreNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::consumer_id>("consumerId"),
      field<&T::score>("score"),
  };
};

template <>
struct Shape<classroom::LayersAnswer> {
  using T = classroom::LayersAnswer;
  static constexpr std::string_view name = "Layers";
  static constexpr std::array fields{
      field<&T::spatial_layer>("spatialLayer"),
      field<&T::temporal_layer>("temporalLayer"),
  };
};

template <>
struct Shape<classroom::ConsumerLayersNews> {
  using T = classroom::ConsumerLayersNews;
  static constexpr std::string_view name = "ConsumerLayersNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::consumer_id>("consumerId"),
      field<&T::layers>("layers"),
  };
};

template <>
struct Shape<classroom::ProducerConstraintsNews> {
  using T = classroom::ProducerConstraintsNews;
  static constexpr std::string_view name = "ProducerConstraintsNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::producer_id>("producerId"),
      field<&T::max_spatial_layer>("maxSpatialLayer"),
  };
};

template <>
struct Shape<classroom::TransportStateNews> {
  using T = classroom::TransportStateNews;
  static constexpr std::string_view name = "TransportStateNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::transport_id>("transportId"),
      field<&T::ice_state>("iceState"),
      field<&T::dtls_state>("dtlsState"),
  };
};

template <>
struct Shape<classroom::TransportClosedNews> {
  using T = classroom::TransportClosedNews;
  static constexpr std::string_view name = "TransportClosedNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::transport_id>("transportId"),
      field<&T::reason>("reason"),
  };
};

template <>
struct Shape<classroom::ActiveSpeakerNews> {
  using T = classroom::ActiveSpeakerNews;
  static constexpr std::string_view name = "ActiveSpeakerNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::participant_id>("participantId"),
      field<&T::producer_id>("producerId"),
      field<&T::volume>("volume"),
  };
};

template <>
struct Shape<classroom::AudioLevelsNews::Level> {
  using T = classroom::AudioLevelsNews::Level;
  static constexpr std::string_view name = "AudioLevel";
  static constexpr std::array fields{
      field<&T::participant_id>("participantId"),
      field<&T::volume>("volume"),
  };
};

template <>
struct Shape<classroom::AudioLevelsNews> {
  using T = classroom::AudioLevelsNews;
  static constexpr std::string_view name = "AudioLevelsNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::levels>("levels"),
  };
};

template <>
struct Shape<classroom::LinkAnswer> {
  using T = classroom::LinkAnswer;
  static constexpr std::string_view name = "NetworkLink";
  static constexpr std::array fields{
      field<&T::quality>("quality"), field<&T::loss_percent>("loss_percent"),
      field<&T::rtt_ms>("rtt_ms"),   field<&T::jitter_ms>("jitter_ms"),
      field<&T::kbps>("kbps"),
  };
};

template <>
struct Shape<classroom::OwnNetwork> {
  using T = classroom::OwnNetwork;
  static constexpr std::string_view name = "OwnNetwork";
  static constexpr std::array fields{
      field<&T::quality>("quality"),   field<&T::uplink>("uplink"),
      field<&T::downlink>("downlink"), field<&T::available_kbps>("available_kbps"),
      field<&T::advice>("advice"),
  };
};

template <>
struct Shape<classroom::NetworkQualityNews::Other> {
  using T = classroom::NetworkQualityNews::Other;
  static constexpr std::string_view name = "NetworkOfOther";
  static constexpr std::array fields{
      field<&T::participant_id>("participantId"),
      field<&T::quality>("quality"),
  };
};

template <>
struct Shape<classroom::NetworkQualityNews> {
  using T = classroom::NetworkQualityNews;
  static constexpr std::string_view name = "NetworkQualityNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::self>("self"),
      field<&T::participants>("participants"),
  };
};

template <>
struct Shape<classroom::VideoCodecNews> {
  using T = classroom::VideoCodecNews;
  static constexpr std::string_view name = "VideoCodecNews";
  static constexpr std::array fields{
      field<&T::room_id>("roomId"),
      field<&T::mime_type>("mimeType"),
      field<&T::seq>("seq"),
  };
};

}  // namespace vtp::json
