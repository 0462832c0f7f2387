#include "live/recording/recording_studio.h"

#include <chrono>
#include <utility>

#include "live/recording/shown_renditions.h"

namespace vtp::live {
namespace {

constexpr std::chrono::milliseconds tick_length{100};
// One log at each of so many ticks: what a power cut costs at most, times the number of logs.
constexpr int ticks_between_syncs = 2;

rtc::Instant now_of_media() {
  return std::chrono::time_point_cast<rtc::Duration>(std::chrono::steady_clock::now());
}

}  // namespace

struct RecordingStudio::Session final : sfu::Tap {
  Session(const RecordingOrder& order, const Parts& parts)
      : id(order.id),
        room(order.room),
        recorder({.folder = order.folder, .layout = order.layout, .rules = {}}, now_of_media(),
                 parts.clock.now(),
                 [who_is = parts.who_is, room = order.room](auto who) { return who_is(room, who); }),
        renditions(order.id, parts.running),
        listener(parts.listener) {}

  void on_news(const sfu::ShadowNews& news, rtc::Instant now) override { recorder.on_news(news, now); }
  void on_packet(const sfu::FeedPacket& about, rtc::MutableBytes packet, rtc::Instant now) override {
    recorder.on_packet(about, packet, now);
  }
  void on_turn_end(rtc::Instant now) override { finish_turn(now); }
  void on_room_closed(rtc::Instant now) override {
    recorder.on_room_closed(now);
    finish_turn(now);
  }

  void finish_turn(rtc::Instant) {
    renditions.update(recorder.tracks());
    if (!has_media && !recorder.tracks().all().empty()) {
      has_media = true;
      listener.on_first_media(id, room);
    }
    auto failure = recorder.failure();
    if (is_exhausted || (!failure && !recorder.is_room_closed())) return;
    is_exhausted = true;
    listener.on_exhausted(id, room, std::move(failure));
  }

  const RecordingId id;
  const RoomId room;
  ClassRecorder recorder;
  ShownRenditions renditions;
  StudioListener& listener;
  sfu::TapLine line;
  int ticks = 0;
  bool has_media = false;
  bool is_exhausted = false;
};

RecordingStudio::RecordingStudio(Parts parts) : parts_(std::move(parts)), loop_(1, "recorder") {
  loop_.run_on(
      0, [this] { ticker_ = std::make_unique<Ticker>(loop_.loop(0), tick_length, [this] { tick(); }); });
}

RecordingStudio::~RecordingStudio() {
  loop_.run_on(0, [this] {
    ticker_.reset();
    for (auto& [id, session] : sessions_) {
      session->recorder.set_line(nullptr);
      session->line.reset();
      session->recorder.stop(now_of_media());
      parts_.running.remove(id);
    }
    sessions_.clear();
  });
  loop_.stop();
}

void RecordingStudio::tick() {
  const auto now = now_of_media();
  for (auto& [id, session] : sessions_) look_after(*session, now);
}

void RecordingStudio::look_after(Session& session, rtc::Instant now) {
  session.recorder.on_time(now);
  // A log that the disk refuses says so itself when something is appended to it.
  if (++session.ticks % ticks_between_syncs == 0) static_cast<void>(session.recorder.sync_next());
  session.finish_turn(now);
}

Result<void> RecordingStudio::begin(const RecordingOrder& order) {
  Result<void> result;
  loop_.run_on(0, [&] {
    auto session = std::make_unique<Session>(order, parts_);
    auto line = parts_.rooms.tap(order.room, loop_.loop(0), *session);
    if (!line) {
      result = std::unexpected(line.error());
      return;
    }
    session->line = std::move(*line);
    session->recorder.set_line(session->line.get());
    sessions_.insert_or_assign(order.id, std::move(session));
  });
  return result;
}

std::optional<RecordingOutcome> RecordingStudio::end(RecordingId recording) {
  std::optional<RecordingOutcome> outcome;
  loop_.run_on(0, [&] {
    const auto found = sessions_.find(recording);
    if (found == sessions_.end()) return;
    auto& session = *found->second;
    const auto now = now_of_media();
    session.recorder.set_line(nullptr);
    session.line.reset();
    session.recorder.stop(now);
    session.renditions.update(session.recorder.tracks());
    parts_.running.remove(recording);
    outcome = RecordingOutcome{.stopped_at = parts_.clock.now(),
                               .duration = session.recorder.duration(now),
                               .tracks = session.recorder.tracks().all()};
    sessions_.erase(found);
  });
  return outcome;
}

std::vector<RecordingId> RecordingStudio::all() {
  std::vector<RecordingId> all;
  loop_.run_on(0, [&] {
    for (const auto& [id, session] : sessions_) all.push_back(id);
  });
  return all;
}

bool RecordingStudio::set_paused(RecordingId recording, bool is_paused) {
  bool has_changed = false;
  loop_.run_on(0, [&] {
    const auto found = sessions_.find(recording);
    if (found == sessions_.end() || found->second->recorder.is_paused() == is_paused) return;
    has_changed = true;
    auto& recorder = found->second->recorder;
    if (is_paused)
      recorder.pause(now_of_media());
    else
      recorder.resume(now_of_media());
  });
  return has_changed;
}

void RecordingStudio::reconsider(RoomId room, ParticipantId who) {
  loop_.post_on(0, [this, room, who] {
    for (auto& [id, session] : sessions_)
      if (session->room == room) session->recorder.reconsider(who, now_of_media());
  });
}

}  // namespace vtp::live
