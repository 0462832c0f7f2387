// Recording a class: who may, what the database and the room are told, and what becomes of it (rows 13 and
// 14, E51).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/time.h"
#include "blobs/directory.h"
#include "classroom/room_hub.h"
#include "classroom/room_service.h"
#include "database/database.h"
#include "live/class_recording_answers.h"
#include "live/recording/recording_studio.h"
#include "recordings/finalisation.h"
#include "recordings/settings.h"
#include "runtime/worker_pool.h"

namespace vtp::live {

class ClassRecordingService final : private StudioListener, private classroom::RoomWatcher {
 public:
  /// All outlive the service.
  struct Parts {
    db::Database& database;
    const Clock& clock;
    blobs::Directory& store;
    recordings::Finalisation& finalisation;
    classroom::RoomService& rooms;
    classroom::RoomHub& hub;
    sfu::TapSource& media;
    RunningRecordings& running;
    const recordings::RecordingSettings& settings;
    std::function<void(std::string_view)> on_trouble;  // told in words for the log
  };
  explicit ClassRecordingService(Parts parts);
  /// As stop().
  ~ClassRecordingService() override;

  /// ROOM_NOT_FOUND, INSUFFICIENT_PERMISSIONS, ALREADY_RECORDING, ROOM_CLOSED, INSUFFICIENT_STORAGE
  Result<StartedRecording> start(const Identity& caller, const StartRecording& wanted);
  /// Waits until it can be watched. RECORDING_NOT_FOUND, INSUFFICIENT_PERMISSIONS, NOT_RECORDING
  Result<StoppedRecording> stop(const Identity& caller, RecordingId id);
  /// NOT_RECORDING
  Result<PausedRecording> set_paused(const Identity& caller, RecordingId id, bool is_paused);

  /// After a start of the program: makes lectures of what was being recorded when it went down.
  Result<void> recover();
  /// Before its end: everything that runs becomes a lecture now.
  void stop_all();

 private:
  // StudioListener
  void on_first_media(RecordingId recording, RoomId room) override;
  void on_exhausted(RecordingId recording, RoomId room, std::optional<Error> why) override;
  // RoomWatcher
  void on_person_changed(RoomId room, ParticipantId participant) override;
  void on_recording_wanted(RoomId room) override;

  RecordedPerson who_is(RoomId room, ParticipantId participant);
  Result<recordings::Recording> start_in(const classroom::StoredRoom& room, UserId by,
                                         const StartRecording& wanted);
  Result<recordings::Recording> insert(const classroom::StoredRoom& room, UserId by,
                                       const StartRecording& wanted);
  Result<void> begin(const recordings::Recording& recording, RecordingLayout layout);
  void take_back(const recordings::Recording& recording);
  void note_media(RecordingId recording, RoomId room);
  /// Ends it, makes a lecture of it, and tells the room. NOT_RECORDING if somebody else does.
  Result<recordings::Recording> finish(RecordingId id, const std::optional<Error>& why);
  Result<recordings::Recording> make_lecture(recordings::FinishedCapture capture);
  void tell_room(const recordings::Recording& recording, const std::optional<Error>& why);
  void complain(std::string_view what, const Error& error);

  Parts parts_;
  WorkerPool pool_;  // for what follows from the studio's news
  std::optional<RecordingStudio> studio_;
};

}  // namespace vtp::live
