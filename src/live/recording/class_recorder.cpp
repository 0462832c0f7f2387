#include "live/recording/class_recorder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/try.h"

namespace vtp::live {
namespace {

// Whoever speaks after so many others is not recorded: each takes two open files and a decoder.
constexpr std::size_t most_sounds = 200;

TrackRole role_of(sfu::Source source) {
  switch (source) {
    case sfu::Source::camera:
      return TrackRole::camera;
    case sfu::Source::screen:
      return TrackRole::screen;
    case sfu::Source::screen_audio:
      return TrackRole::screen_sound;
    case sfu::Source::mic:
      break;
  }
  return TrackRole::microphone;
}

rtc::SenderReport report_of(const rtc::RtpPacket& packet, const sfu::LayerClock& clock) {
  return {.ssrc = packet.ssrc(), .sent_at = clock.wall, .timestamp = clock.timestamp};
}

}  // namespace

ClassRecorder::ClassRecorder(Settings settings, rtc::Instant begin, Timestamp wall, WhoIs who_is)
    : settings_(std::move(settings)),
      who_is_(std::move(who_is)),
      clock_(begin, wall),
      tracks_(settings_.folder),
      camera_(TrackRole::camera, tracks_, clock_, settings_.rules),
      screen_(TrackRole::screen, tracks_, clock_, settings_.rules) {}

template <class Call>
void ClassRecorder::for_all(Call call) {
  call(camera_);
  call(screen_);
  for (auto& [key, sound] : sounds_) call(*sound.recorder);
}

// Who sends.

void ClassRecorder::on_news(const sfu::ShadowNews& news, rtc::Instant now) {
  if (const auto* const opened = std::get_if<sfu::MirrorOpened>(&news)) {
    open(*opened);
  } else if (const auto* const paused = std::get_if<sfu::MirrorPaused>(&news)) {
    set_paused(*paused, now);
  } else if (const auto* const closed = std::get_if<sfu::MirrorClosed>(&news)) {
    close(closed->producer, now);
  } else if (const auto* const changed = std::get_if<sfu::SpeakerChanged>(&news)) {
    if (changed->speaker) speaker_ = changed->speaker;
  } else {
    return;
  }
  choose(now);
}

void ClassRecorder::open(const sfu::MirrorOpened& opened) {
  if (!can_record(opened.media.codec)) return;
  // Whoever comes back may do so from another computer, with another clock.
  const auto who = opened.info.owner;
  const bool is_there =
      std::ranges::any_of(publishers_, [&](const auto& entry) { return entry.second.info.owner == who; });
  if (!is_there) senders_[who] = {};
  publishers_.insert_or_assign(
      opened.info.id, Publisher{.info = opened.info,
                                .codec = opened.media.codec,
                                .encodings = static_cast<std::uint8_t>(opened.media.encodings.size()),
                                .speaker = opened.speaker,
                                .order = next_order_++,
                                .person = who_is_(opened.info.owner),
                                .reported_at = {}});
}

void ClassRecorder::set_paused(const sfu::MirrorPaused& news, rtc::Instant now) {
  const auto found = publishers_.find(news.producer);
  if (found == publishers_.end()) return;
  auto& publisher = found->second;
  publisher.info.is_paused = news.is_paused;
  if (publisher.info.kind != sfu::MediaKind::audio) return;
  const auto sound = sounds_.find({publisher.info.owner, publisher.info.source});
  if (sound != sounds_.end()) sound->second.recorder->set_muted(news.is_paused, now);
}

void ClassRecorder::close(sfu::ProducerId producer, rtc::Instant now) {
  const auto found = publishers_.find(producer);
  if (found == publishers_.end()) return;
  const auto sound = sounds_.find({found->second.info.owner, found->second.info.source});
  if (sound != sounds_.end()) sound->second.recorder->set_muted(true, now);
  publishers_.erase(found);
}

void ClassRecorder::reconsider(ParticipantId who, rtc::Instant now) {
  const auto person = who_is_(who);
  for (auto& [id, publisher] : publishers_)
    if (publisher.info.owner == who) publisher.person = person;
  choose(now);
}

// What is recorded of it.

void ClassRecorder::choose(rtc::Instant now) {
  std::vector<ParticipantId> speaking;
  for (const auto& [id, publisher] : publishers_)
    if (publisher.info.source == sfu::Source::mic && publisher.speaker == speaker_)
      speaking.push_back(publisher.info.owner);
  std::vector<PictureCandidate> cameras;
  std::vector<PictureCandidate> screens;
  for (const auto& [id, publisher] : publishers_) {
    if (publisher.info.kind != sfu::MediaKind::video || !publisher.person.is_recorded) continue;
    auto& list = publisher.info.source == sfu::Source::screen ? screens : cameras;
    list.push_back({.id = id,
                    .order = publisher.order,
                    .is_sending = !publisher.info.is_paused,
                    .is_staffs = publisher.person.is_staff,
                    .is_speakers = std::ranges::find(speaking, publisher.info.owner) != speaking.end()});
  }
  show(camera_, choose_camera(settings_.layout, cameras, camera_.shown()), now);
  show(screen_, choose_screen(settings_.layout, screens), now);
  for (auto& [id, publisher] : publishers_)
    feed(publisher, publisher.info.kind == sfu::MediaKind::audio
                        ? publisher.person.is_recorded
                        : id == camera_.shown() || id == screen_.shown());
}

void ClassRecorder::show(PictureSlot& slot, std::optional<sfu::ProducerId> producer, rtc::Instant now) {
  if (slot.shown() == producer) return;
  if (!producer) return slot.show(std::nullopt, nullptr, now);
  const auto& publisher = publishers_.at(*producer);
  slot.show(ShownPicture{.producer = *producer, .codec = publisher.codec, .encodings = publisher.encodings},
            &sender_of(publisher.info.owner), now);
}

void ClassRecorder::feed(Publisher& publisher, bool is_wanted) {
  if (line_ == nullptr || publisher.is_fed == is_wanted) return;
  publisher.is_fed = is_wanted;
  line_->tell(sfu::FeedWish{.producer = publisher.info.id, .is_wanted = is_wanted});
  if (publisher.encodings > 1)
    line_->tell(sfu::LayerWish{.producer = publisher.info.id,
                               .top = static_cast<std::uint8_t>(is_wanted ? publisher.encodings - 1 : 0)});
}

PictureSlot* ClassRecorder::slot_of(const Publisher& publisher) {
  if (camera_.shown() == publisher.info.id) return &camera_;
  if (screen_.shown() == publisher.info.id) return &screen_;
  return nullptr;
}

/// Somebody who sends anew goes on in the same track.
TrackRecorder* ClassRecorder::sound_of(const Publisher& publisher) {
  const auto found = sounds_.find({publisher.info.owner, publisher.info.source});
  if (found != sounds_.end()) return found->second.recorder.get();
  if (failure_ || sounds_.size() >= most_sounds) return nullptr;
  const auto begun = begin_sound(publisher);
  if (!begun) failure_ = begun.error();
  return begun.value_or(nullptr);
}

Result<TrackRecorder*> ClassRecorder::begin_sound(const Publisher& publisher) {
  const auto role = role_of(publisher.info.source);
  VTP_TRY(auto track, tracks_.create({.name = fmt::format("{}-{}", to_text(role), sounds_.size() + 1),
                                      .role = role,
                                      .codec = publisher.codec,
                                      .owner = publisher.info.owner,
                                      .user = publisher.person.user},
                                     track_record(publisher.codec, clock_.epoch())));
  auto recorder = std::make_unique<TrackRecorder>(
      TrackSettings{.codec = publisher.codec, .rules = settings_.rules, .buffer = {}}, *track.log, clock_,
      sender_of(publisher.info.owner));
  VTP_TRY(auto* const microphone, programme_->sound->add_microphone());
  recorder->listen(microphone);
  const SoundKey key{publisher.info.owner, publisher.info.source};
  return sounds_.emplace(key, Sound{.log = std::move(track.log), .recorder = std::move(recorder)})
      .first->second.recorder.get();
}

/// The lecture begins with the first media, however long they were waited for. From there on there is sound,
/// be it silence: players need it beside any picture.
Result<void> ClassRecorder::begin_programme(rtc::Instant now) {
  clock_ = MediaClock(now, clock_.epoch() + clock_.at(now));
  VTP_TRY(auto track, tracks_.create({.name = std::string(to_text(TrackRole::programme_sound)),
                                      .role = TrackRole::programme_sound,
                                      .owner = {},
                                      .user = {}},
                                     ProgrammeSound::track_record(clock_.epoch())));
  VTP_TRY(auto sound, ProgrammeSound::create({.rules = settings_.rules}, *track.log, clock_, now));
  programme_ = Programme{.log = std::move(track.log), .sound = std::move(sound)};
  return {};
}

TrackRecorder* ClassRecorder::recorder_of(const Publisher& publisher, std::uint8_t encoding,
                                          rtc::Instant now) {
  if (failure_) return nullptr;
  if (!programme_) {
    if (clock_.is_paused()) return nullptr;
    if (const auto begun = begin_programme(now); !begun) {
      failure_ = begun.error();
      return nullptr;
    }
  }
  if (publisher.info.kind == sfu::MediaKind::audio) return sound_of(publisher);
  auto* const slot = slot_of(publisher);
  return slot == nullptr ? nullptr : slot->layer_of(encoding);
}

void ClassRecorder::on_packet(const sfu::FeedPacket& about, rtc::MutableBytes bytes, rtc::Instant) {
  const auto found = publishers_.find(about.producer);
  const auto packet = rtc::RtpPacket::parse(bytes);
  if (found == publishers_.end() || !packet || !found->second.is_fed) return;
  auto& publisher = found->second;
  auto* const recorder = recorder_of(publisher, about.encoding, about.arrival);
  if (recorder == nullptr) return;
  recorder->on_rtp(*packet, about.arrival);
  auto& reported_at = publisher.reported_at.try_emplace(about.encoding, rtc::Instant::min()).first->second;
  if (!about.clock || about.clock->at <= reported_at) return;
  reported_at = about.clock->at;
  recorder->on_sender_report(report_of(*packet, about.clock->clock), reported_at);
}

// What time and people bring.

void ClassRecorder::on_time(rtc::Instant now) {
  for (auto* const slot : {&camera_, &screen_})
    if (slot->on_time(now) && line_ != nullptr)
      line_->tell(sfu::KeyFrameWish{.producer = *slot->shown(), .encoding = 0});
  for (auto& [key, sound] : sounds_) sound.recorder->on_time(now);
  if (programme_) programme_->sound->on_time(now);
}

void ClassRecorder::pause(rtc::Instant now) {
  clock_.pause(now);
  for_all([&](auto& recorded) { recorded.on_pause(now); });
  if (programme_) programme_->sound->on_pause(now);
}

void ClassRecorder::resume(rtc::Instant now) {
  clock_.resume(now);
  for_all([&](auto& recorded) { recorded.on_resume(now); });
  if (programme_) programme_->sound->on_resume(now);
}

void ClassRecorder::stop(rtc::Instant now) {
  for_all([&](auto& recorded) { recorded.stop(now); });
  if (programme_) programme_->sound->stop(now);
}

Result<void> ClassRecorder::sync_next() {
  const auto& tracks = tracks_.all();
  if (tracks.empty()) return {};
  return tracks[next_synced_++ % tracks.size()].log->sync();
}

std::optional<Error> ClassRecorder::failure() const {
  if (failure_) return failure_;
  for (const auto* const slot : {&camera_, &screen_})
    if (auto failure = slot->failure()) return failure;
  for (const auto& [key, sound] : sounds_)
    if (sound.recorder->failure()) return sound.recorder->failure();
  if (programme_) return programme_->sound->failure();
  return std::nullopt;
}

}  // namespace vtp::live
