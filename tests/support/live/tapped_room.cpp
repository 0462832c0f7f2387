#include "support/live/tapped_room.h"

#include <algorithm>
#include <utility>

namespace vtp::live::test {
namespace {

using namespace std::chrono_literals;

constexpr rtc::Duration step = 20ms;

bool is_picture(const TappedSource& source) {
  return source.info.kind == sfu::MediaKind::video;
}

}  // namespace

TappedSource& TappedRoom::open(ParticipantId owner, sfu::Source source, sfu::Codec codec,
                               std::uint8_t encodings) {
  auto& opened = *sources_.emplace_back(std::make_unique<TappedSource>());
  const auto kind = codec == sfu::Codec::opus ? sfu::MediaKind::audio : sfu::MediaKind::video;
  opened.info = {.id = sfu::ProducerId::make(), .owner = owner, .kind = kind, .source = source};
  opened.media.kind = kind;
  opened.media.codec = codec;
  opened.media.encodings.resize(encodings);
  opened.speaker = static_cast<std::uint32_t>(sources_.size());
  opened.ssrc = static_cast<std::uint32_t>(sources_.size() * 1000);
  recorder_.on_news(
      sfu::MirrorOpened{
          .info = opened.info, .media = opened.media, .speaker = opened.speaker, .cname = {}, .scores = {}},
      now_);
  return opened;
}

void TappedRoom::pause(TappedSource& source, bool is_paused) {
  source.info.is_paused = is_paused;
  recorder_.on_news(sfu::MirrorPaused{.producer = source.info.id, .is_paused = is_paused}, now_);
}

void TappedRoom::close(TappedSource& source) {
  source.is_wanted = false;
  recorder_.on_news(sfu::MirrorClosed{.producer = source.info.id}, now_);
}

void TappedRoom::speak(const TappedSource& microphone) {
  recorder_.on_news(sfu::SpeakerChanged{microphone.speaker}, now_);
}

void TappedRoom::tell(sfu::ShadowWish wish) {
  const auto source_of = [&](sfu::ProducerId id) -> TappedSource& {
    return **std::ranges::find(sources_, id, [](const auto& source) { return source->info.id; });
  };
  if (const auto* const feed = std::get_if<sfu::FeedWish>(&wish)) {
    source_of(feed->producer).is_wanted = feed->is_wanted;
  } else if (const auto* const layers = std::get_if<sfu::LayerWish>(&wish)) {
    source_of(layers->producer).top_layer = layers->top;
  } else if (const auto* const key_frame = std::get_if<sfu::KeyFrameWish>(&wish)) {
    auto& source = source_of(key_frame->producer);
    ++source.key_frame_wishes;
    for (std::uint8_t i = 0; i < source.media.encodings.size(); ++i) source.wants_key[i] = true;
  }
}

void TappedRoom::run(rtc::Duration duration) {
  for (const auto end = now_ + duration; now_ < end; now_ += step) {
    for (const auto& source : sources_)
      if (source->is_wanted && !source->info.is_paused) send(*source);
    if ((now_ - begin) % 100ms == 0ms) recorder_.on_time(now_);
  }
}

void TappedRoom::send(TappedSource& source) {
  const auto elapsed = now_ - begin;
  if (!is_picture(source)) {
    send(source, 0, {"\x78 sound"}, static_cast<std::uint32_t>(elapsed / 20ms * 960));
    return;
  }
  if (elapsed % 40ms != 0ms) return;
  const auto encodings = static_cast<std::uint8_t>(source.media.encodings.size());
  for (std::uint8_t i = 0; i < encodings; ++i) {
    const auto scale = 1 << (encodings - 1 - i);
    const media::PictureSize size{source.size.width / scale, source.size.height / scale / 16 * 16};
    const bool is_key = std::exchange(source.wants_key[i], false) || !source.sequences.contains(i);
    const auto payloads = source.media.codec == sfu::Codec::h264
                              ? h264_payloads(fake_h264(is_key, size, "picture"))
                              : vp8_payloads(fake_vp8(is_key, size, "picture"), {});
    send(source, i, payloads, static_cast<std::uint32_t>(elapsed / 40ms * 3600));
  }
}

void TappedRoom::send(TappedSource& source, std::uint8_t encoding, const std::vector<std::string>& payloads,
                      std::uint32_t timestamp) {
  auto& sequence = source.sequences[encoding];
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    auto bytes =
        rtp_packet(source.ssrc + encoding, sequence, timestamp, i + 1 == payloads.size(), payloads[i]);
    const sfu::FeedPacket about{.producer = source.info.id,
                                .encoding = encoding,
                                .sequence = sequence++,
                                .arrival = now_,
                                .clock = {}};
    recorder_.on_packet(about, bytes, now_);
  }
}

}  // namespace vtp::live::test
