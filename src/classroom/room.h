// One room in memory: everything that is so at the moment. It opens no socket, reads no clock and knows no
// SQL; the files beside this one hold the actions (joining.h, presence.h, hands.h, chatting.h, polling.h,
// moderation.h, room_control.h, waiting_room.h, relay.h, closing.h, room_clock.h). Each is a function of the
// room, of who acts, and of the time; it changes the room, or returns why not, and leaves its effects in
// `effects`. Media are the engine's (sfu/engine.h), which is called at once and answers at once.
//
// Used by one thread at a time.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "classroom/effects.h"
#include "classroom/live_stream_news.h"
#include "classroom/media_state.h"
#include "classroom/room_recording.h"
#include "classroom/roster.h"
#include "classroom/server_events.h"

namespace vtp::classroom {

/// A poll, and when its counts may be told again: many votes make one event.
struct LivePoll {
  Poll poll;
  bool has_news = false;
  Timestamp quiet_until;
};

struct Break {
  BreakId id;
  Timestamp since;
};

struct Room {
  Room(StoredRoom stored, const RoomPolicy& the_policy, MediaParts parts);

  StoredRoom facts;
  const RoomPolicy& policy;
  const MediaParts sfu;
  Roster roster;
  ChatLog chat;
  std::map<PollId, LivePoll> polls;
  MediaState media;
  std::optional<RoomStream> live_stream;
  std::optional<Break> current_break;
  std::optional<RoomRecording> recording;
  std::deque<std::pair<Timestamp, UserId>> lost_pulses;  // the last two minutes
  bool has_begun = false;                                // a host has been in
  std::optional<Timestamp> hosts_gone_since;
  Effects effects;

  [[nodiscard]] bool is_closed() const { return facts.state == RoomState::closed; }
};

}  // namespace vtp::classroom
