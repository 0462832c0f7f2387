#include "sfu/server/transport_table.h"

#include <algorithm>

#include "rtc/ice/ice_lite_agent.h"
#include "rtc/packet_kind.h"

namespace vtp::sfu {

void TransportTable::add_name(SecureTransport& transport) {
  auto& names = keys_[&transport].names;
  if (names.size() == most_names) {
    by_name_.erase(names.front());
    names.erase(names.begin());
  }
  names.push_back(transport.ice_parameters().username_fragment);
  by_name_[names.back()] = &transport;
}

void TransportTable::remove(SecureTransport& transport) {
  const auto found = keys_.find(&transport);
  if (found == keys_.end()) return;
  for (const auto& name : found->second.names) by_name_.erase(name);
  for (const auto& place : found->second.places) by_place_.erase(place);
  keys_.erase(found);
}

SecureTransport* TransportTable::find(rtc::Bytes datagram, const rtc::Endpoint& from, rtc::Instant now) {
  const auto place = by_place_.find(from);
  const bool is_known = place != by_place_.end() && place->second->knows(from);
  if (is_known || rtc::kind_of(datagram) != rtc::PacketKind::stun)
    return place == by_place_.end() ? nullptr : place->second;
  const auto message = rtc::StunMessage::parse(datagram);
  const auto fragment = message ? rtc::checked_username_fragment(*message) : std::nullopt;
  const auto named = fragment ? by_name_.find(*fragment) : by_name_.end();
  return named != by_name_.end() && named->second->answers_to(*fragment, now) ? named->second : nullptr;
}

void TransportTable::note(SecureTransport& transport, const rtc::Endpoint& from) {
  auto& owner = by_place_[from];
  if (owner == &transport) return;
  if (!transport.knows(from)) {
    if (owner == nullptr) by_place_.erase(from);
    return;
  }
  if (owner != nullptr) std::erase(keys_[owner].places, from);
  owner = &transport;
  auto& keys = keys_[&transport];
  if (keys.places.size() == most_places) forget_unknown_places(transport, keys);
  keys.places.push_back(from);
}

void TransportTable::forget_unknown_places(SecureTransport& transport, Keys& keys) {
  std::erase_if(keys.places, [&](const rtc::Endpoint& place) {
    const bool is_gone = !transport.knows(place);
    if (is_gone) by_place_.erase(place);
    return is_gone;
  });
}

SecureTransport* TransportTable::forget(const rtc::Endpoint& endpoint) {
  const auto found = by_place_.find(endpoint);
  if (found == by_place_.end()) return nullptr;
  auto* const transport = found->second;
  by_place_.erase(found);
  std::erase(keys_[transport].places, endpoint);
  return transport;
}

}  // namespace vtp::sfu
