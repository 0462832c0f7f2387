#include "live/streaming/live_streams.h"

#include <utility>

namespace vtp::live {

LiveStreams::LiveStreams(RunningRecordings& recordings, const Clock& clock, const media::LiveTiming& timing)
    : recordings_(recordings), clock_(clock), timing_(timing), waking_({.name = "live"}) {
  recordings_.listen(*this);
}

LiveStreams::~LiveStreams() {
  recordings_.stop_listening(*this);
  drain();
  waking_.stop();
}

LiveStreamPointer LiveStreams::begin(StreamFacts facts) {
  const auto recording = facts.recording;
  const auto stream = std::make_shared<LiveStream>(
      std::move(facts),
      StreamParts{.clock = clock_, .timing = timing_, .budget = budget_, .failures = failures_});
  {
    const std::lock_guard lock(mutex_);
    auto& place = streams_[recording];
    if (place && !place->ended_at()) return nullptr;
    place = stream;
  }
  // It hears of what grows from here on; what there is already is looked at once.
  stream->grow(recordings_.find(recording));
  return stream;
}

LiveStreamPointer LiveStreams::end(RecordingId recording) {
  auto stream = find_running(recording);
  if (stream) finish(stream);
  return stream;
}

LiveStreamPointer LiveStreams::find(RecordingId recording) const {
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(recording);
  return found == streams_.end() ? nullptr : found->second;
}

LiveStreamPointer LiveStreams::find_running(RecordingId recording) const {
  auto stream = find(recording);
  return stream && !stream->ended_at() ? stream : nullptr;
}

std::vector<LiveStreamPointer> LiveStreams::running() const {
  auto streams = all();
  std::erase_if(streams, [](const LiveStreamPointer& stream) { return stream->ended_at().has_value(); });
  return streams;
}

std::vector<LiveStreamPointer> LiveStreams::take_ended() {
  const std::lock_guard lock(mutex_);
  return std::exchange(ended_, {});
}

void LiveStreams::tick() {
  const auto now = clock_.now();
  for (const auto& stream : all()) {
    stream->tick(now);
    const auto ended_at = stream->ended_at();
    if (!ended_at || now - *ended_at <= lingering) continue;
    const std::lock_guard lock(mutex_);
    const auto found = streams_.find(stream->facts().recording);
    if (found != streams_.end() && found->second == stream) streams_.erase(found);
  }
}

void LiveStreams::drain() {
  budget_.close();
  for (const auto& stream : all()) stream->dismiss_players();
}

void LiveStreams::on_grown(RecordingId recording, const TrackSnapshot& tracks) {
  auto stream = find_running(recording);
  if (!stream) return;
  stream->grow(tracks);
  wake_soon(std::move(stream));
}

void LiveStreams::on_ended(RecordingId recording, const TrackSnapshot& tracks) {
  const auto stream = find_running(recording);
  if (!stream) return;
  stream->grow(tracks);
  finish(stream);
}

std::vector<LiveStreamPointer> LiveStreams::all() const {
  std::vector<LiveStreamPointer> streams;
  const std::lock_guard lock(mutex_);
  for (const auto& [recording, stream] : streams_) streams.push_back(stream);
  return streams;
}

void LiveStreams::finish(const LiveStreamPointer& stream) {
  if (!stream->end(clock_.now())) return;  // somebody else was quicker
  {
    const std::lock_guard lock(mutex_);
    ended_.push_back(stream);
  }
  wake_soon(stream);
}

void LiveStreams::wake_soon(LiveStreamPointer stream) {
  waking_.submit_continuation([stream = std::move(stream)] { stream->wake(); });
}

}  // namespace vtp::live
