#include "sfu/forwarding/producer.h"

#include <algorithm>

#include "rtc/rtp/extension_values.h"

namespace vtp::sfu {
namespace {

// bit/s of an encoding whose rate is not known yet, lower encodings first.
constexpr std::array<std::int64_t, most_spatial_layers> first_guess{150'000, 500'000, 1'700'000, 2'500'000};
constexpr std::int64_t audio_bitrate = 40'000;

}  // namespace

Producer::Producer(ProducerInfo info, TransportId transport, ProducedMedia media, bool is_always_heard,
                   std::size_t slots)
    : info_(std::move(info)),
      transport_(transport),
      media_(std::move(media)),
      is_always_heard_(is_always_heard) {
  for (std::uint8_t i = 0; i < media_.encodings.size(); ++i) streams_.emplace_back(media_, i, slots);
}

std::optional<std::string_view> Producer::word(const rtc::RtpPacket& packet, Extension which) const {
  const auto id = media_.extensions[which];
  const auto value = id == 0 ? std::nullopt : packet.extension(id);
  return value ? rtc::read_stream_word(*value) : std::nullopt;
}

std::optional<Producer::Recognised> Producer::by_rid(const rtc::RtpPacket& packet) const {
  const auto repaired = word(packet, Extension::repaired_rid);
  const auto rid = repaired ? repaired : word(packet, Extension::rid);
  for (std::uint8_t i = 0; rid && i < streams_.size(); ++i)
    if (streams_[i].rid() == *rid)
      return Recognised{.encoding = i, .is_retransmission = repaired.has_value()};
  if (rid || streams_.size() > 1) return std::nullopt;
  const auto type = packet.payload_type();
  if (type != media_.payload_type && type != media_.rtx_payload_type) return std::nullopt;
  return Recognised{.encoding = 0, .is_retransmission = type == media_.rtx_payload_type};
}

std::optional<Producer::Recognised> Producer::recognise(const rtc::RtpPacket& packet) {
  const auto mid = word(packet, Extension::mid);
  const bool is_ours = mid ? *mid == media_.mid : streams_.size() > 1 && word(packet, Extension::rid);
  if (!is_ours) return std::nullopt;
  const auto recognised = by_rid(packet);
  if (!recognised) return std::nullopt;
  auto& stream = streams_[recognised->encoding];
  // The first one stays: streams do not change their SSRC, and what claims so is another one.
  if (recognised->is_retransmission ? stream.rtx_ssrc().has_value() : stream.ssrc().has_value())
    return std::nullopt;
  if (recognised->is_retransmission)
    stream.set_rtx_ssrc(packet.ssrc());
  else
    stream.set_ssrc(packet.ssrc());
  return recognised;
}

std::vector<std::uint8_t> Producer::scores() const {
  std::vector<std::uint8_t> scores;
  for (const auto& stream : streams_) scores.push_back(stream.statistics().score());
  return scores;
}

void Producer::set_scores(const std::vector<std::uint8_t>& scores) {
  for (std::size_t i = 0; i < streams_.size(); ++i) streams_[i].statistics().set_score(scores[i]);
}

bool Producer::is_received() const {
  return !consumers.empty() || std::ranges::any_of(views, &View::is_fed);
}

void Producer::want_key_frame(std::uint8_t encoding, rtc::Instant now) {
  if (info_.is_paused || waits_for_feed || media_.kind == MediaKind::audio || encoding >= streams_.size())
    return;
  const auto bit = static_cast<std::uint8_t>(1U << encoding);
  if ((wanted_ & bit) != 0) return;
  if (wanted_ == 0) requests_.want(now);
  wanted_ |= bit;
}

void Producer::on_key_frame(std::uint8_t encoding) {
  wanted_ &= static_cast<std::uint8_t>(~(1U << encoding));
  if (wanted_ == 0) requests_.on_key_frame();
}

std::optional<std::uint8_t> Producer::take_key_frame_request(rtc::Instant now) {
  if (!requests_.take(now)) return std::nullopt;
  // Only for what is being sent: asking for one encoding gives a key frame of all, while none comes of what
  // is switched off. Who still waits then is given another encoding, or asks again.
  for (std::uint8_t i = 0; i < streams_.size(); ++i)
    if ((wanted_ >> i & 1U) != 0 && streams_[i].is_active(now)) return i;
  wanted_ = 0;
  requests_.on_key_frame();
  return std::nullopt;
}

LayerBitrates Producer::bitrates(rtc::Instant now) const {
  LayerBitrates rates{};
  if (media_.kind == MediaKind::audio) {
    rates[0][0] = audio_bitrate;
    return rates;
  }
  const bool is_any_active =
      std::ranges::any_of(streams_, [&](const IncomingStream& stream) { return stream.is_active(now); });
  const auto temporal_layers = std::min<std::size_t>(media_.temporal_layers(), most_temporal_layers);
  for (std::size_t spatial = 0; spatial < media_.spatial_layers(); ++spatial) {
    const auto& stream = media_.is_svc() ? streams_[0] : streams_[spatial];
    if (is_any_active && !stream.is_active(now)) continue;
    // Layers within an encoding are sent with those below them.
    const auto row = media_.is_svc() ? spatial : 0;
    if (media_.is_svc() && spatial > 0 && stream.rates().of(spatial, 0, now) == 0) continue;
    for (std::size_t temporal = 0; temporal < temporal_layers; ++temporal) {
      const auto measured = stream.rates().up_to(row, temporal, now);
      const bool has_measured = stream.rates().up_to(row, temporal_layers - 1, now) > 0;
      const bool is_there = temporal == 0 || stream.rates().of(row, temporal, now) > 0;
      if (!has_measured)
        rates[spatial][temporal] = temporal == 0 ? first_guess[spatial] : 0;
      else
        rates[spatial][temporal] = is_there ? std::max<std::int64_t>(measured, 1) : 0;
    }
  }
  return rates;
}

}  // namespace vtp::sfu
