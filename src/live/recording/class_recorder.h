// Records one class: which of its pictures and sounds, and each into a log of its own. Takes what a tap of
// the room gives; knows no loop and reads no clock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "live/mixing/programme_sound.h"
#include "live/recording/media_clock.h"
#include "live/recording/picture_choice.h"
#include "live/recording/picture_slot.h"
#include "live/recording/recorded_tracks.h"
#include "live/recording/sender_clock.h"
#include "sfu/tap.h"

namespace vtp::live {

/// What a recording must know of those who send.
struct RecordedPerson {
  std::optional<UserId> user;
  bool is_staff = false;    // a host or a co-host
  bool is_recorded = true;  // has not said that they do not want to be
};

class ClassRecorder final : public sfu::Tap {
 public:
  struct Settings {
    std::filesystem::path folder;  // of the tracks
    RecordingLayout layout = RecordingLayout::automatic;
    SegmentRules rules;
  };
  /// Called when somebody begins to send.
  using WhoIs = std::function<RecordedPerson(ParticipantId)>;

  ClassRecorder(Settings settings, rtc::Instant begin, Timestamp wall, WhoIs who_is);

  /// Where its wishes go; nullptr: nowhere any more.
  void set_line(sfu::Home* line) { line_ = line; }

  // sfu::Tap
  void on_news(const sfu::ShadowNews& news, rtc::Instant now) override;
  void on_packet(const sfu::FeedPacket& about, rtc::MutableBytes bytes, rtc::Instant now) override;
  void on_turn_end(rtc::Instant) override {}
  void on_room_closed(rtc::Instant) override { is_room_closed_ = true; }

  /// Somebody's role or wish has changed.
  void reconsider(ParticipantId who, rtc::Instant now);
  /// To be called some ten times a second.
  void on_time(rtc::Instant now);
  void pause(rtc::Instant now);
  void resume(rtc::Instant now);
  /// Writes everything and ends all logs.
  void stop(rtc::Instant now);
  /// Whatever was written since the last time reaches the disk, one log at a time.
  Result<void> sync_next();

  [[nodiscard]] const RecordedTracks& tracks() const { return tracks_; }
  [[nodiscard]] rtc::Duration duration(rtc::Instant now) const { return clock_.at(now); }
  [[nodiscard]] bool is_paused() const { return clock_.is_paused(); }
  [[nodiscard]] bool is_room_closed() const { return is_room_closed_; }
  /// What goes wrong with the disk ends the recording.
  [[nodiscard]] std::optional<Error> failure() const;

 private:
  struct Publisher {
    sfu::ProducerInfo info;
    sfu::Codec codec = sfu::Codec::opus;
    std::uint8_t encodings = 1;
    std::uint32_t speaker = 0;  // its name among those who are heard
    std::uint64_t order = 0;
    RecordedPerson person;
    bool is_fed = false;
    std::map<std::uint8_t, rtc::Instant> reported_at;  // of its encodings
  };
  struct Sound {
    std::shared_ptr<media::TrackLog> log;
    std::unique_ptr<TrackRecorder> recorder;
  };
  /// What all of them say together.
  struct Programme {
    std::shared_ptr<media::TrackLog> log;
    std::unique_ptr<ProgrammeSound> sound;
  };
  using SoundKey = std::pair<ParticipantId, sfu::Source>;

  void open(const sfu::MirrorOpened& opened);
  void set_paused(const sfu::MirrorPaused& news, rtc::Instant now);
  void close(sfu::ProducerId producer, rtc::Instant now);
  void choose(rtc::Instant now);
  void show(PictureSlot& slot, std::optional<sfu::ProducerId> producer, rtc::Instant now);
  void feed(Publisher& publisher, bool is_wanted);
  [[nodiscard]] PictureSlot* slot_of(const Publisher& publisher);
  TrackRecorder* recorder_of(const Publisher& publisher, std::uint8_t encoding, rtc::Instant now);
  TrackRecorder* sound_of(const Publisher& publisher);
  Result<TrackRecorder*> begin_sound(const Publisher& publisher);
  Result<void> begin_programme(rtc::Instant now);
  SenderClock& sender_of(ParticipantId who) { return senders_[who]; }
  template <class Call>
  void for_all(Call call);

  const Settings settings_;
  const WhoIs who_is_;
  MediaClock clock_;
  RecordedTracks tracks_;
  PictureSlot camera_;
  PictureSlot screen_;
  std::map<SoundKey, Sound> sounds_;
  std::optional<Programme> programme_;
  std::map<ParticipantId, SenderClock> senders_;
  std::map<sfu::ProducerId, Publisher> publishers_;
  std::uint64_t next_order_ = 0;
  std::optional<std::uint32_t> speaker_;  // who speaks, or spoke last
  sfu::Home* line_ = nullptr;
  std::size_t next_synced_ = 0;
  std::optional<Error> failure_;
  bool is_room_closed_ = false;
};

}  // namespace vtp::live
