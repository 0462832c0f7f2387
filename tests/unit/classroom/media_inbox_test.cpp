// What comes from media threads reaches the rooms in order, and never more waits than a room can bear.
#include "classroom/media_inbox.h"

#include <gtest/gtest.h>

#include "support/classroom/media_class.h"

namespace vtp::classroom {
namespace {

using vtp::testing::MediaClass;

class Inbox : public MediaClass {
 public:
  /// Runs `act` while nobody else can get into the room.
  template <class Act>
  void while_held(Act act) {
    EXPECT_TRUE(classroom().hub().with(room_id(), [&](Room&, Timestamp) -> Result<void> {
      act();
      return {};
    }));
  }
  void speak(int volume) {
    engine.happen(room_id(), sfu::ActiveSpeakerChanged{{}, {}, static_cast<std::int8_t>(volume)});
  }
};
VTP_ON_BOTH_ENGINES(Inbox);

TEST_P(Inbox, KeepsTheOrderOfARoom) {
  const auto theo = enter(teacher, room);
  connections.heard(theo);
  while_held([&] {
    for (int volume = 0; volume < 100; ++volume) speak(-volume);
    engine.happen(room_id(), sfu::TransportClosed{ParticipantId::make(), sfu::TransportId::make(),
                                                  sfu::TransportCloseReason::left});
    engine.happen(room_id(), sfu::AudioLevels{});
  });
  connections.wait_for(theo, "audio-levels");
  EXPECT_EQ(connections.count(theo, "active-speaker"), 100U);
  EXPECT_EQ(connections.last(theo, "active-speaker").at("/volume"), "-99");
  EXPECT_TRUE(connections.last(theo, "active-speaker").is_volatile);
}

TEST_P(Inbox, DropsWhatIsSoonOutOfDateRatherThanGrow) {
  const auto theo = enter(teacher, room);
  const auto theos_id = participant_of(theo);
  while_held([&] {
    speak(0);  // taken by a thread, which waits for the room
    for (int n = 0; n < 5'000; ++n) speak(-1);
    engine.happen(room_id(), sfu::ConsumerPaused{theos_id, sfu::ConsumerId::make(), true,
                                                 sfu::ConsumerPauseReason::bandwidth});
  });
  connections.wait_for(theo, "consumer-paused");
  EXPECT_LE(connections.count(theo, "active-speaker"), 2'002U);
  EXPECT_GE(connections.count(theo, "active-speaker"), 1'000U);
}

TEST_P(Inbox, ForgetsRoomsThatAreNotThere) {
  const auto theo = enter(teacher, room);
  engine.happen(room_id(), sfu::AudioLevels{});
  connections.wait_for(theo, "audio-levels");
  sfu::MediaListener* listener = nullptr;
  ASSERT_TRUE(classroom().hub().with(room_id(), [&](Room& held, Timestamp) -> Result<void> {
    listener = &held.sfu.listener;
    return {};
  }));
  listener->on_media_event(RoomId::make(), sfu::AudioLevels{});
  emit(theo, "leave-room", "{}");
  listener->on_media_event(room_id(), sfu::AudioLevels{});
  restart();  // waits for the pool
  EXPECT_EQ(connections.count(theo, "audio-levels"), 1U);
}

}  // namespace
}  // namespace vtp::classroom
