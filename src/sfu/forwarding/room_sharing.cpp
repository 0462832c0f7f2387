// A room on several threads: what home tells its shadows and does for them, and what a shadow makes of it.
#include <algorithm>

#include "sfu/forwarding/room.h"

namespace vtp::sfu {
namespace {

Producer::View& view_of(Producer& producer, const Shadow& shadow) {
  return *std::ranges::find(producer.views, &shadow, &Producer::View::shadow);
}

std::uint8_t bit_of(std::uint8_t encoding) {
  return static_cast<std::uint8_t>(1U << encoding);
}

}  // namespace

// At home.

void Room::attach(Shadow& shadow) {
  shadows_.push_back(&shadow);
  for (auto& [id, producer] : producers_) show(*producer, shadow);
  shadow.tell(SpeakerChanged{speakers_.active()});
}

void Room::detach(const Shadow& shadow, rtc::Instant now) {
  std::erase(shadows_, &shadow);
  for (auto& [id, producer] : producers_) {
    std::erase_if(producer->views, [&](const Producer::View& view) { return view.shadow == &shadow; });
    constrain(*producer, now);
  }
}

void Room::show(Producer& producer, Shadow& shadow) {
  producer.views.push_back({.shadow = &shadow});
  shadow.tell(MirrorOpened{.info = producer.info(),
                           .media = producer.media(),
                           .is_always_heard = producer.is_always_heard(),
                           .speaker = producer.speaker,
                           .cname = producer.cname,
                           .scores = producer.scores()});
}

void Room::tell_shadows(const ShadowNews& news) {
  for (auto* const shadow : shadows_) shadow->tell(news);
}

/// What does not find room on its way leaves a hole that nobody can fill: that shadow gets nothing more of
/// the encoding before its next key frame, which is asked for as soon as there is room for one.
void Room::feed(Producer& producer, std::uint8_t encoding, const MediaPacket& media, rtc::Instant now) {
  const rtc::Bytes bytes = media.packet.bytes();
  if (bytes.size() > PacketRing::longest_packet) return;
  const auto bit = bit_of(encoding);
  for (auto& view : producer.views) {
    if (!view.is_fed) continue;
    if ((view.cut_off & bit) != 0 && !media.layers.is_key_frame) {
      if (view.shadow->has_room()) producer.want_key_frame(encoding, now);
      continue;
    }
    const FeedPacket about{.producer = producer.info().id,
                           .encoding = encoding,
                           .sequence = media.layers.sequence,
                           .arrival = now,
                           .interruptions = producer.interruptions + view.cuts,
                           .clock = producer.streams()[encoding].clock()};
    if (view.shadow->send(about, bytes)) {
      view.cut_off &= static_cast<std::uint8_t>(~bit);
    } else if (producer.media().kind == MediaKind::video && view.cut_off == 0) {
      // Viewers begin anew with whichever encoding they get, and so do all encodings.
      view.cut_off =
          static_cast<std::uint8_t>(bit_of(static_cast<std::uint8_t>(producer.streams().size())) - 1);
      ++view.cuts;
    }
  }
}

void Room::on_wish(Shadow& shadow, const ShadowWish& wish, rtc::Instant now) {
  if (const auto* const note = std::get_if<DownlinkNote>(&wish)) {
    auto& participant = participant_of(note->participant);
    if (participant.measured_at == rtc::Instant{}) participant.measured_at = now;
    participant.elsewhere = *note;
    return;
  }
  const auto with_producer = [&](ProducerId id, auto use) {
    const auto found = producers_.find(id);  // it may have been closed meanwhile
    if (found != producers_.end()) use(*found->second, view_of(*found->second, shadow));
  };
  if (const auto* const feed_wish = std::get_if<FeedWish>(&wish)) {
    with_producer(feed_wish->producer, [&](Producer& producer, Producer::View& view) {
      view.is_fed = feed_wish->is_wanted;
      view.cut_off = 0;
      if (view.is_fed) begin_feed(producer, view, now);
    });
  } else if (const auto* const key_frame = std::get_if<KeyFrameWish>(&wish)) {
    with_producer(key_frame->producer, [&](Producer& producer, Producer::View&) {
      producer.want_key_frame(key_frame->encoding, now);
      note_due(producer.key_frame_deadline());
    });
  } else if (const auto* const layers = std::get_if<LayerWish>(&wish)) {
    with_producer(layers->producer, [&](Producer& producer, Producer::View& view) {
      view.top_layer = layers->top;
      constrain(producer, now);
    });
  }
}

void Room::begin_feed(Producer& producer, const Producer::View& view, rtc::Instant now) {
  FeedBegun feed{
      .producer = producer.info().id, .interruptions = producer.interruptions + view.cuts, .streams = {}};
  for (const auto& stream : producer.streams()) feed.streams.push_back(stream.snapshot(now));
  view.shadow->tell(std::move(feed));
}

// In a shadow.

void Room::on_news(const ShadowNews& news, rtc::Instant now) {
  if (const auto* const opened = std::get_if<MirrorOpened>(&news)) {
    open_mirror(*opened);
  } else if (const auto* const paused = std::get_if<MirrorPaused>(&news)) {
    for (auto& stream : producers_.at(paused->producer)->streams()) stream.forget_pictures();
    static_cast<void>(pause_producer(paused->producer, paused->is_paused, paused->by, now));
  } else if (const auto* const closed = std::get_if<MirrorClosed>(&news)) {
    static_cast<void>(close_producer(closed->producer, closed->by, now));
  } else if (const auto* const begun = std::get_if<FeedBegun>(&news)) {
    take_feed(*producers_.at(begun->producer), *begun, now);
  } else if (const auto* const scores = std::get_if<ScoresChanged>(&news)) {
    auto& producer = *producers_.at(scores->producer);
    producer.set_scores(scores->scores);
    for (auto* const consumer : producer.consumers) tell_scores(*consumer);
  } else if (const auto* const speaker = std::get_if<SpeakerChanged>(&news)) {
    told_speaker_ = speaker->speaker;
  }
}

void Room::open_mirror(const MirrorOpened& opened) {
  const bool is_audio = opened.info.kind == MediaKind::audio;
  auto producer = std::make_unique<Producer>(opened.info, TransportId(), opened.media, opened.is_always_heard,
                                             is_audio ? settings_.audio_slots : settings_.video_slots);
  producer->speaker = opened.speaker;
  producer->cname = opened.cname;
  producer->set_scores(opened.scores);
  producers_.emplace(opened.info.id, std::move(producer));
}

/// Whoever waits begins with what came along, or asks now.
void Room::take_feed(Producer& producer, const FeedBegun& feed, rtc::Instant now) {
  producer.waits_for_feed = false;
  producer.interruptions = feed.interruptions;
  for (std::size_t i = 0; i < producer.streams().size(); ++i) producer.streams()[i].restore(feed.streams[i]);
  for (auto* const consumer : producer.consumers) {
    for (std::uint8_t i = 0; i < producer.streams().size(); ++i)
      if (const auto& clock = producer.streams()[i].clock()) consumer->set_clock(i, clock->clock);
    allocate(*transports_.at(consumer->transport()), now);
  }
}

void Room::on_feed(const FeedPacket& about, rtc::MutableBytes bytes, rtc::Instant now) {
  const auto found = producers_.find(about.producer);
  const auto packet = rtc::RtpPacket::parse(bytes);
  if (found == producers_.end() || !packet) return;
  auto& producer = *found->second;
  auto& stream = producer.streams()[about.encoding];
  producer.interruptions = about.interruptions;
  if (about.clock && (!stream.clock() || stream.clock()->at != about.clock->at)) {
    const bool is_first = !stream.clock();
    stream.set_clock(*about.clock);
    spread_clock(producer, about.encoding, is_first, now);
  }
  const auto media = stream.mirror(*packet, about.sequence, about.arrival);
  if (!media) return;
  if (media->layers.is_key_frame) producer.on_key_frame(about.encoding);
  forward(producer, *media, now);
  note_due(producer.key_frame_deadline());
}

void Room::wish_feed(Producer& producer, bool is_wanted) {
  if (home_ == nullptr) return;
  producer.waits_for_feed = is_wanted;
  home_->tell(FeedWish{.producer = producer.info().id, .is_wanted = is_wanted});
}

void Room::ask_home(Producer& producer, rtc::Instant now) {
  if (const auto encoding = producer.take_key_frame_request(now))
    home_->tell(KeyFrameWish{.producer = producer.info().id, .encoding = *encoding});
}

void Room::note_downlink(const Participant& participant) {
  home_->tell(DownlinkNote{.participant = participant.id,
                           .sums = downlink_sums(participant),
                           .available_kbps = available_kbps(participant)});
}

}  // namespace vtp::sfu
