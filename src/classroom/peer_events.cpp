// Messages from peer to peer (realtime.md section 6.2).
#include <array>

#include "classroom/event_handler.h"
#include "classroom/media_mode.h"
#include "classroom/relay.h"
#include "classroom/room_control.h"

namespace vtp::classroom {

/// What arrives at the peer.
struct RelayedSignal {
  RoomId room_id;
  ParticipantId from;
  ParticipantId to;
  SignalType type = SignalType::offer;
  std::string sdp;
  json::Omittable<json::Raw> data;
};
struct RelayedOffer : RelayedSignal {
  static constexpr std::string_view event = "webrtc-offer";
};
struct RelayedAnswer : RelayedSignal {
  static constexpr std::string_view event = "webrtc-answer";
};
struct RelayedCandidate {
  static constexpr std::string_view event = "ice-candidate";
  RoomId room_id;
  ParticipantId from;
  ParticipantId to;
  std::optional<json::Raw> candidate;
  json::Omittable<json::Raw> data;
};
struct Delivered {
  bool delivered = false;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::RelayedSignal> {
  using T = classroom::RelayedSignal;
  static constexpr std::string_view name = "RelayedSignal";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"), field<&T::from>("from"), field<&T::to>("to"),
      field<&T::type>("type"),       field<&T::sdp>("sdp"),   field<&T::data>("data"),
  };
};
template <>
struct Shape<classroom::RelayedOffer> : Shape<classroom::RelayedSignal> {};
template <>
struct Shape<classroom::RelayedAnswer> : Shape<classroom::RelayedSignal> {};
template <>
struct Shape<classroom::RelayedCandidate> {
  using T = classroom::RelayedCandidate;
  static constexpr std::string_view name = "RelayedCandidate";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),     field<&T::from>("from"), field<&T::to>("to"),
      field<&T::candidate>("candidate"), field<&T::data>("data"),
  };
};
template <>
struct Shape<classroom::Delivered> {
  using T = classroom::Delivered;
  static constexpr std::string_view name = "Delivered";
  static constexpr std::array fields{field<&T::delivered>("delivered")};
};

}  // namespace vtp::json

namespace vtp::classroom {
namespace {

template <class T>
json::Omittable<T> omittable(const std::optional<T>& value) {
  json::Omittable<T> field;
  field.value = value;
  return field;
}

template <class Relayed>
Result<Delivered> relay_signal(Scene& scene, const SignalEvent& event, SignalType usual) {
  Relayed relayed;
  relayed.to = event.to;
  relayed.type = event.type.value_or(usual);
  relayed.sdp = event.sdp;
  relayed.data = omittable(event.data);
  VTP_TRY(const bool delivered, relay(scene.room, scene.me, std::move(relayed), scene.now));
  return Delivered{delivered};
}

Result<Delivered> offer(Scene& scene, const SignalEvent& event) {
  return relay_signal<RelayedOffer>(scene, event, SignalType::offer);
}

Result<Delivered> answer(Scene& scene, const SignalEvent& event) {
  return relay_signal<RelayedAnswer>(scene, event, SignalType::answer);
}

Result<Delivered> candidate(Scene& scene, const CandidateEvent& event) {
  RelayedCandidate relayed;
  relayed.to = event.to;
  relayed.candidate = event.candidate;
  relayed.data = omittable(event.data);
  VTP_TRY(const bool delivered, relay(scene.room, scene.me, std::move(relayed), scene.now));
  return Delivered{delivered};
}

Result<void> peers_failed(Scene& scene, const ReasonEvent&) {
  return switch_to_sfu(scene.room, ModeReason::p2p_failed, scene.now);
}

Result<void> set_media_mode(Scene& scene, const SetMediaModeEvent& event) {
  if (event.mode != MediaMode::sfu)
    return fail_field("mode", "must be sfu: a class never goes back by request");
  return ask_for_sfu(scene.room, scene.me, scene.now);
}

constexpr std::array rows{
    EventRow{"webrtc-offer", LimitKind::relay, "", &in_room_do<SignalEvent, &offer>},
    EventRow{"webrtc-answer", LimitKind::relay, "", &in_room_do<SignalEvent, &answer>},
    EventRow{"ice-candidate", LimitKind::relay, "", &in_room_do<CandidateEvent, &candidate>},
    EventRow{"p2p-failed", LimitKind::none, "", &in_room_do<ReasonEvent, &peers_failed>},
    EventRow{"set-media-mode", LimitKind::none, "", &in_room_do<SetMediaModeEvent, &set_media_mode>},
};

}  // namespace

std::span<const EventRow> peer_events() {
  return rows;
}

}  // namespace vtp::classroom
