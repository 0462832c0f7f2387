// The thread on which classes are recorded.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "live/recording/class_recorder.h"
#include "live/running_recordings.h"
#include "runtime/loop_group.h"
#include "runtime/ticker.h"
#include "sfu/tap.h"

namespace vtp::live {

struct RecordingOrder {
  RecordingId id;
  RoomId room;
  std::filesystem::path folder;  // of the tracks
  RecordingLayout layout = RecordingLayout::automatic;
};

/// What a recording has become.
struct RecordingOutcome {
  Timestamp stopped_at;
  rtc::Duration duration{};  // without pauses
  std::vector<RecordedTrack> tracks;
};

/// Is told what happens by itself, on the studio's thread: must be quick, and must not call the studio.
class StudioListener {
 public:
  virtual ~StudioListener() = default;
  /// The first media are in a log.
  virtual void on_first_media(RecordingId recording, RoomId room) = 0;
  /// Nothing more will come: the room is closed, or the disk takes nothing (INSUFFICIENT_STORAGE and others).
  /// The recording is still to be ended. Once.
  virtual void on_exhausted(RecordingId recording, RoomId room, std::optional<Error> why) = 0;
};

/// Thread-safe. Whoever calls waits for the thread, which waits for disks and media threads and, for WhoIs,
/// for whoever holds the room: so nobody may hold it who calls.
class RecordingStudio {
 public:
  using WhoIs = std::function<RecordedPerson(RoomId, ParticipantId)>;
  struct Parts {
    sfu::TapSource& rooms;
    RunningRecordings& running;
    const Clock& clock;
    StudioListener& listener;
    WhoIs who_is;
  };
  /// All outlive it.
  explicit RecordingStudio(Parts parts);
  /// Ends what is still running; nobody is told.
  ~RecordingStudio();

  /// SFU_NOT_ACTIVE if the room has no media server.
  Result<void> begin(const RecordingOrder& order);
  /// nullopt: it does not run.
  std::optional<RecordingOutcome> end(RecordingId recording);
  [[nodiscard]] std::vector<RecordingId> all();
  /// False: it does not run, or is so already. `pause` takes no media time.
  bool set_paused(RecordingId recording, bool is_paused);
  /// Does not wait: somebody's role or wish not to be recorded has changed.
  void reconsider(RoomId room, ParticipantId who);

 private:
  struct Session;
  void tick();
  void look_after(Session& session, rtc::Instant now);

  Parts parts_;
  LoopGroup loop_;
  std::map<RecordingId, std::unique_ptr<Session>> sessions_;  // of the thread
  std::unique_ptr<Ticker> ticker_;
};

}  // namespace vtp::live
