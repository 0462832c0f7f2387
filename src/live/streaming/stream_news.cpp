#include "live/streaming/stream_news.h"

#include "classroom/audience.h"
#include "classroom/live_stream_news.h"
#include "recordings/links.h"

namespace vtp::live {

using classroom::Room;

void tell_started(classroom::RoomHub& hub, const LiveStream& stream) {
  const auto& facts = stream.facts();
  if (!facts.room) return;
  classroom::RoomStream news{.recording_id = facts.recording,
                             .stream_id = facts.id.text(),
                             .live_url = live_url(facts.recording),
                             .profiles = {}};
  for (const auto label : stream.produced()) news.profiles.emplace_back(to_text(label));
  hub.with_present(*facts.room, [&](Room& room, Timestamp) {
    room.live_stream = news;
    classroom::LiveStreamStarted started;
    static_cast<classroom::RoomStream&>(started) = news;
    broadcast(room, started);
  });
}

void tell_stopped(classroom::RoomHub& hub, LiveStream& stream, Timestamp now) {
  const auto& facts = stream.facts();
  if (!facts.room) return;
  const auto duration = stream.ended_at().value_or(now) - facts.started_at;
  const auto peak = stream.with_viewers([](const ViewerSessions& viewers) { return viewers.peak(); });
  hub.with_present(*facts.room, [&](Room& room, Timestamp) {
    // Another may have been started meanwhile.
    if (room.live_stream && room.live_stream->stream_id == facts.id.text()) room.live_stream.reset();
    classroom::LiveStreamStopped stopped;
    stopped.recording_id = facts.recording;
    stopped.peak_viewers = peak;
    stopped.duration_seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    broadcast(room, stopped);
  });
}

void tell_figures(classroom::RoomHub& hub, LiveStream& stream, std::int64_t kbps_out) {
  const auto& facts = stream.facts();
  if (!facts.room) return;
  classroom::LiveStreamStats stats;
  stats.recording_id = facts.recording;
  stats.active_viewers = stream.with_viewers([](const ViewerSessions& viewers) { return viewers.active(); });
  stats.segments_served = stream.counts().segments;
  stats.kbps_out = kbps_out;
  hub.with_present(*facts.room, [&](Room& room, Timestamp) { send(room, stats, hosts(room)); });
}

std::string live_url(RecordingId id) {
  return recordings::recording_url(id, "/stream/live");
}

}  // namespace vtp::live
