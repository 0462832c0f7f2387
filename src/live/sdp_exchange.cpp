#include "live/sdp_exchange.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "classroom/media_mode.h"
#include "classroom/presence.h"
#include "classroom/transports.h"
#include "live/offered_media.h"
#include "rtc/sdp/trickle_fragment.h"

namespace vtp::live {
namespace {

using classroom::EntrySource;
using classroom::Participant;
using classroom::Room;

/// Another one for each ICE session (RFC 9725 section 4.3.2); nothing can be guessed from it.
std::string new_etag() {
  return '"' + Id<struct IceSessionTag>::make().text() + '"';
}

std::string user_name(const rtc::SessionDescription& offer) {
  const auto section =
      std::ranges::find_if(offer.media, [](const rtc::SdpMedia& media) { return !media.ice_ufrag.empty(); });
  return section == offer.media.end() ? std::string() : section->ice_ufrag;
}

std::unexpected<Error> no_such_stream() {
  return fail(ErrorCode::stream_not_found, "There is no such stream");
}

classroom::JoinWish wish_of(const Newcomer& who, EntrySource source) {
  return {.device = who.device,
          .wants_to_send = source == EntrySource::whip,
          .can_p2p = false,
          .source = source,
          .display_name = who.display_name};
}

/// An encoder that was lost comes by a new exchange; what is left of the old one goes.
Result<void> make_place(Room& room, const Newcomer& who, Timestamp now) {
  auto* present = room.roster.find(who.entrant.user, who.device);
  if (present == nullptr) return {};
  if (!present->is_lost) return fail(ErrorCode::publisher_exists, "Somebody publishes with this key already");
  leave(room, *present, classroom::LeaveReason::timeout, now);
  return {};
}

/// Joins, and leaves again if `connect` fails.
template <class Connect>
Result<Connected> join_and(Room& room, const Newcomer& who, EntrySource source, Timestamp now,
                           Connect connect) {
  VTP_TRY(const auto joined, classroom::join(room, who.entrant, {}, wish_of(who, source), now));
  auto& participant = *room.roster.find(joined.participant);
  auto connected = connect(participant);
  if (!connected) leave(room, participant, classroom::LeaveReason::leave, now);
  return connected;
}

/// In a class that goes from peer to peer there is nothing to play before it has moved to the server.
std::unexpected<Error> nothing_yet(Room& room, Timestamp now) {
  if (room.roster.admitted_count() > 0)
    if (auto moved = switch_to_sfu(room, classroom::ModeReason::whip, now); !moved)
      return std::unexpected(std::move(moved).error());
  return nothing_to_play();
}

}  // namespace

Result<Opened> SdpExchange::publish(Room& room, const Newcomer& who, std::string_view text, Timestamp now) {
  VTP_TRY(const auto offer, read_offer(text));
  const auto taken = sfu::read_publish_offer(offer, room.sfu.engine.capabilities());
  if (!taken) return fail(ErrorCode::unusable_offer, fmt::format("The offer: {}", taken.error()));
  VTP_CHECK(check_capacity());
  VTP_CHECK(make_place(room, who, now));
  VTP_TRY(auto connected, join_and(room, who, EntrySource::whip, now, [&](Participant& participant) {
            return take_in(room, participant, offer, *taken, now);
          }));
  return keep({.role = StreamRole::publisher,
               .room = room.facts.id,
               .participant = room.roster.id_of(who.entrant.user, who.device),
               .ufrag = user_name(offer)},
              std::move(connected));
}

Result<Opened> SdpExchange::play(Room& room, const Newcomer& who, std::string_view text, Timestamp now) {
  VTP_TRY(const auto offer, read_offer(text));
  const auto taken = sfu::read_play_offer(offer, room.sfu.engine.capabilities());
  if (!taken) return fail(ErrorCode::unusable_offer, fmt::format("The offer: {}", taken.error()));
  VTP_CHECK(check_capacity());
  VTP_CHECK(classroom::check_may_join(room, who.entrant, wish_of(who, EntrySource::whep)));
  if (room.media.producers.empty()) return nothing_yet(room, now);
  VTP_TRY(auto connected, join_and(room, who, EntrySource::whep, now, [&](Participant& participant) {
            return give_out(room, participant, offer, *taken, now);
          }));
  return keep({.role = StreamRole::player,
               .room = room.facts.id,
               .participant = room.roster.id_of(who.entrant.user, who.device),
               .ufrag = user_name(offer)},
              std::move(connected));
}

Result<void> SdpExchange::check_capacity() const {
  const std::scoped_lock lock(mutex_);
  if (entries_.size() < most_resources) return {};
  return fail(ErrorCode::not_ready, "There are too many encoders and players");
}

Opened SdpExchange::keep(Entry entry, Connected connected) {
  entry.transport = connected.transport.id;
  entry.candidates = std::move(connected.transport.ice_candidates);
  entry.etag = new_etag();
  Opened opened{.id = ResourceId::make(), .answer = std::move(connected.answer), .etag = entry.etag};
  const std::scoped_lock lock(mutex_);
  entries_.emplace(opened.id, std::move(entry));
  return opened;
}

bool SdpExchange::is_there(Room& room, const Entry& entry) {
  return room.roster.find(entry.participant) != nullptr && room.media.transports.contains(entry.transport);
}

std::optional<SdpExchange::Entry> SdpExchange::look_up(Room& room, StreamRole role, ResourceId id) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.role != role || found->second.room != room.facts.id)
    return std::nullopt;
  if (is_there(room, found->second)) return found->second;
  entries_.erase(found);
  return std::nullopt;
}

Participant* SdpExchange::find(Room& room, StreamRole role, ResourceId id) {
  const auto entry = look_up(room, role, id);
  return entry ? room.roster.find(entry->participant) : nullptr;
}

Result<Patched> SdpExchange::restart(Room& room, const Entry& entry, ResourceId id, std::string ufrag) {
  VTP_TRY(const auto ice,
          classroom::restart_ice(room, *room.roster.find(entry.participant), entry.transport));
  Patched patched{.fragment = {}, .etag = new_etag()};
  rtc::TrickleFragment answer{.ice_ufrag = ice.username_fragment, .ice_pwd = ice.password, .sections = {}};
  answer.sections.push_back(
      {.mid = {}, .candidates = sfu::sdp_candidates(entry.candidates), .has_all_candidates = true});
  patched.fragment = rtc::write_fragment(answer);
  const std::scoped_lock lock(mutex_);
  if (const auto found = entries_.find(id); found != entries_.end()) {
    found->second.etag = patched.etag;
    found->second.ufrag = std::move(ufrag);
  }
  return patched;
}

Result<Patched> SdpExchange::patch(Room& room, StreamRole role, ResourceId id,
                                   std::optional<std::string_view> if_match, std::string_view text) {
  const auto entry = look_up(room, role, id);
  if (!entry) return no_such_stream();
  if (!if_match) return fail(ErrorCode::precondition_required, "If-Match is missing");
  auto fragment = rtc::read_fragment(text);
  if (!fragment)
    return fail(ErrorCode::invalid_input,
                fmt::format("Line {} of the fragment: {}", fragment.error().line, fragment.error().what));
  if (*if_match == "*") {
    if (fragment->ice_ufrag.empty() || fragment->ice_pwd.empty())
      return fail(ErrorCode::invalid_input, "A restart of ICE needs new credentials");
    return restart(room, *entry, id, std::move(fragment->ice_ufrag));
  }
  // Candidates of another ICE session say nothing to this one.
  if (*if_match != entry->etag || (!fragment->ice_ufrag.empty() && fragment->ice_ufrag != entry->ufrag))
    return fail(ErrorCode::precondition_failed, "The ICE session is another one by now");
  // We are ICE-lite: the other side checks, and from there we know its addresses (RFC 8445 section 2.5).
  return Patched{.fragment = {}, .etag = entry->etag};
}

Result<void> SdpExchange::close(Room& room, StreamRole role, ResourceId id, Timestamp now) {
  const auto entry = look_up(room, role, id);
  if (!entry) return no_such_stream();
  leave(room, *room.roster.find(entry->participant), classroom::LeaveReason::leave, now);
  const std::scoped_lock lock(mutex_);
  entries_.erase(id);
  return {};
}

void SdpExchange::tidy(classroom::RoomHub& hub) {
  std::map<ResourceId, Entry> known;
  {
    const std::scoped_lock lock(mutex_);
    known = entries_;
  }
  for (const auto& [id, entry] : known) {
    const auto lives = hub.look(entry.room, [&](Room& room) { return is_there(room, entry); });
    if (lives.value_or(false)) continue;
    const std::scoped_lock lock(mutex_);
    entries_.erase(id);
  }
}

std::size_t SdpExchange::count(StreamRole role) const {
  const std::scoped_lock lock(mutex_);
  return static_cast<std::size_t>(
      std::ranges::count_if(entries_, [&](const auto& entry) { return entry.second.role == role; }));
}

}  // namespace vtp::live
