// The routes of encoders and players in one process, together with those of rooms.
//
//   class Keys : public vtp::testing::LiveApi {};
//   VTP_ON_BOTH_ENGINES(Keys);
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "blobs/directory.h"
#include "live/class_recording_routes.h"
#include "live/live.h"
#include "recordings/recordings.h"
#include "support/classroom/classroom_api.h"
#include "support/database/temporary_directory.h"
#include "support/live/tapped_rooms.h"
#include "support/rtc/browser_offers.h"
#include "support/rtc/encoder_offers.h"

namespace vtp::testing {

class LiveApi : public ClassroomApi {
 public:
  LiveApi();

  /// As if the process had died and another had been started on the same database.
  void restart();
  live::Live& streams() { return *live_; }
  live::ClassRecordingService& recorder() { return *recorder_; }
  blobs::Directory& store() { return *store_; }
  recordings::RecordingSettings& recording_settings() { return recording_settings_; }
  live::test::TappedRooms tapped;  // where classes are recorded from

  /// A recording of the teacher's that runs in the room.
  RecordingId add_running(const std::string& room);
  /// As a lecture of the course, for its students.
  void publish_lecture(const std::string& course, RecordingId recording);
  /// Lets time pass for streams; must succeed.
  void tick(std::chrono::milliseconds time = {});

  /// Makes a key of the room and returns what POST says of it.
  ApiAnswer add_key(const Identity& who, const std::string& room, const std::string& name = "Hall");
  /// Only the secret.
  std::string key_of(const std::string& room) { return add_key(teacher, room).at("/stream_key"); }

  /// `credential`: a stream key or an access token; empty: none.
  ApiAnswer publish(const std::string& room, const std::string& credential,
                    std::string_view offer = rtc::werift_sendonly_offer);
  ApiAnswer play(const Identity& who, const std::string& room,
                 std::string_view offer = rtc::chromium_recv_offer);
  /// `stream`: the Location of what was opened. Empty `if_match`: none.
  ApiAnswer patch(const std::string& stream, const std::string& credential, const std::string& if_match,
                  std::string fragment = "a=end-of-candidates\r\n");
  ApiAnswer end(const std::string& stream, const std::string& credential);

  std::string token_of(const Identity& who);
  /// The participants of the room as the administrator sees them, each by `pointer`.
  std::string people(const std::string& room, std::string_view pointer);
  /// Of an answer, as `call` takes it.
  static std::string location_of(const ApiAnswer& answer);

 protected:
  void add_routes(http::RouteTable& routes) override;

 private:
  void open_live();

  TemporaryDirectory media_;
  std::unique_ptr<blobs::Directory> store_ = blobs::Directory::open(media_.path()).value();
  jobs::JobQueue queue_{database(), clock};
  recordings::RecordingSettings recording_settings_;
  recordings::MediaPasses passes_{clock};
  std::unique_ptr<live::Live> live_;
  std::unique_ptr<recordings::Recordings> recordings_;
  std::unique_ptr<live::ClassRecordingService> recorder_;
  std::map<UserId, std::string> tokens_;
};

}  // namespace vtp::testing
