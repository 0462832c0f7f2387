#include "live/sdp_exchange.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/sdp_writer.h"
#include "rtc/sdp/trickle_fragment.h"

namespace vtp::live {
namespace {

using sfu::Direction;

Outcome<rtc::SessionDescription> read(std::string_view offer) {
  auto description = rtc::read_description(offer);
  if (description) return *std::move(description);
  const auto& problem = description.error();
  return refuse(Reason::unusable_offer, fmt::format("Line {} of the offer: {}", problem.line, problem.what));
}

/// Another one for each ICE session (RFC 9725 section 4.3.2); nothing can be guessed from it.
std::string new_etag() {
  return '"' + Id<struct IceSessionTag>::make().text() + '"';
}

std::string user_name(const rtc::SessionDescription& offer) {
  const auto section =
      std::ranges::find_if(offer.media, [](const rtc::SdpMedia& media) { return !media.ice_ufrag.empty(); });
  return section == offer.media.end() ? std::string() : section->ice_ufrag;
}

sfu::Source source_of(sfu::MediaKind kind) {
  return kind == sfu::MediaKind::audio ? sfu::Source::mic : sfu::Source::camera;
}

constexpr std::uint64_t session_number = 1;  // one session for each resource: it need not differ

}  // namespace

Outcome<ResourceId> SdpExchange::reserve(Role role, const Party& party) {
  const std::scoped_lock lock(mutex_);
  if (entries_.size() >= most_resources) return refuse(Reason::too_many, "Too many encoders and players");
  const bool is_taken =
      role == Role::publisher && std::ranges::any_of(entries_, [&](const auto& entry) {
        const auto& resource = entry.second.resource;
        return resource.role == role && resource.party.room == party.room && resource.party.key == party.key;
      });
  if (is_taken) return refuse(Reason::publisher_exists, "Somebody publishes with this key already");
  const auto id = ResourceId::make();
  entries_[id].resource = {.role = role, .party = party, .transport = {}};
  return id;
}

void SdpExchange::release(ResourceId id) {
  const std::scoped_lock lock(mutex_);
  entries_.erase(id);
}

Outcome<sfu::TransportOffer> SdpExchange::connect(const Party& party, Direction direction,
                                                  const sfu::DtlsParameters& dtls) {
  auto transport = engine_.create_transport(party.room, party.participant, direction, false);
  if (!transport) return refuse(transport.error());
  if (auto connected = engine_.connect_transport(party.room, party.participant, transport->id, dtls);
      !connected) {
    static_cast<void>(engine_.close_transport(party.room, party.participant, transport->id));
    return refuse(connected.error());
  }
  return *std::move(transport);
}

Outcome<void> SdpExchange::produce(const Party& party, const sfu::PublishOffer& offer,
                                   sfu::TransportId transport) {
  for (const auto& stream : offer.streams) {
    auto producer =
        engine_.produce(party.room, party.participant,
                        {.transport = transport,
                         .kind = stream.kind,
                         .rtp_parameters = stream.rtp_parameters,
                         .source = source_of(stream.kind),
                         .app_data = fmt::format(R"({{"source":"{}"}})", to_text(source_of(stream.kind)))});
    if (!producer) return refuse(producer.error());
  }
  return {};
}

Opened SdpExchange::open(ResourceId id, const sfu::TransportOffer& transport,
                         const rtc::SessionDescription& offer, const rtc::SessionDescription& answer) {
  Opened opened{.id = id, .answer = rtc::write_description(answer), .etag = new_etag()};
  const std::scoped_lock lock(mutex_);
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return opened;  // its room was closed meanwhile
  entry->second.resource.transport = transport.id;
  entry->second.etag = opened.etag;
  entry->second.ufrag = user_name(offer);
  entry->second.candidates = transport.ice_candidates;
  entry->second.is_open = true;
  return opened;
}

Outcome<Opened> SdpExchange::publish(const Party& party, std::string_view text) {
  VTP_TRY(const auto offer, read(text));
  const auto taken = sfu::read_publish_offer(offer, engine_.capabilities());
  if (!taken) return refuse(Reason::unusable_offer, std::string(taken.error()));
  VTP_TRY(const auto id, reserve(Role::publisher, party));
  const auto transport = connect(party, Direction::send, taken->dtls);
  if (!transport) {
    release(id);
    return std::unexpected(transport.error());
  }
  if (auto produced = produce(party, *taken, transport->id); !produced) {
    static_cast<void>(engine_.close_transport(party.room, party.participant, transport->id));
    release(id);
    return std::unexpected(produced.error());
  }
  return open(id, *transport, offer, sfu::answer_publish(offer, *taken, *transport, session_number));
}

/// Each section gets the most important stream of its kind that it can show and that no other has.
std::vector<sfu::PlayedStream> SdpExchange::consume(const Party& party, const sfu::PlayOffer& offer,
                                                    sfu::TransportId transport,
                                                    std::span<const sfu::ProducerInfo> programme) {
  std::vector<sfu::PlayedStream> streams;
  std::set<sfu::ProducerId> used;
  for (const auto& section : offer.sections) {
    for (const auto& producer : programme) {
      if (producer.kind != section.kind || used.contains(producer.id)) continue;
      used.insert(producer.id);
      auto consumer = engine_.consume(party.room, party.participant,
                                      {.producer = producer.id,
                                       .rtp_capabilities = offer.capabilities,
                                       .transport = transport,
                                       .preferred_layers = {}});
      if (!consumer) continue;  // of a codec that the player does not know
      // Consumers begin paused; nothing flows before the player has connected.
      if (!engine_.pause_consumer(party.room, party.participant, consumer->id, false)) continue;
      streams.push_back({.section = section.section, .rtp_parameters = std::move(consumer->rtp_parameters)});
      break;
    }
  }
  return streams;
}

Outcome<Opened> SdpExchange::play(const Party& party, std::string_view text,
                                  std::span<const sfu::ProducerInfo> programme) {
  VTP_TRY(const auto offer, read(text));
  const auto taken = sfu::read_play_offer(offer, engine_.capabilities());
  if (!taken) return refuse(Reason::unusable_offer, std::string(taken.error()));
  VTP_TRY(const auto id, reserve(Role::player, party));
  const auto transport = connect(party, Direction::recv, taken->dtls);
  if (!transport) {
    release(id);
    return std::unexpected(transport.error());
  }
  const auto streams = consume(party, *taken, transport->id, programme);
  if (streams.empty()) {
    static_cast<void>(engine_.close_transport(party.room, party.participant, transport->id));
    release(id);
    return refuse(Reason::nothing_to_play, "Nobody sends anything that the player could show");
  }
  return open(id, *transport, offer, sfu::answer_play(offer, *taken, streams, *transport, session_number));
}

std::optional<Resource> SdpExchange::find(Role role, ResourceId id) const {
  const std::scoped_lock lock(mutex_);
  const auto entry = entries_.find(id);
  if (entry == entries_.end() || entry->second.resource.role != role || !entry->second.is_open)
    return std::nullopt;
  return entry->second.resource;
}

Outcome<Patched> SdpExchange::restart(const Entry& entry, ResourceId id, std::string ufrag) {
  const auto& party = entry.resource.party;
  const auto ice = engine_.restart_ice(party.room, party.participant, entry.resource.transport);
  if (!ice) return refuse(ice.error());
  Patched patched{.fragment = {}, .etag = new_etag()};
  rtc::TrickleFragment answer{.ice_ufrag = ice->username_fragment, .ice_pwd = ice->password, .sections = {}};
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

Outcome<Patched> SdpExchange::patch(Role role, ResourceId id, std::optional<std::string_view> if_match,
                                    std::string_view text) {
  std::optional<Entry> entry;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(id);
    if (found != entries_.end() && found->second.resource.role == role && found->second.is_open)
      entry = found->second;
  }
  if (!entry) return refuse(Reason::not_found, "There is no such stream");
  if (!if_match) return refuse(Reason::precondition_required, "If-Match is missing");
  auto fragment = rtc::read_fragment(text);
  if (!fragment)
    return refuse(Reason::malformed_fragment,
                  fmt::format("Line {} of the fragment: {}", fragment.error().line, fragment.error().what));
  if (*if_match == "*") {
    if (fragment->ice_ufrag.empty() || fragment->ice_pwd.empty())
      return refuse(Reason::malformed_fragment, "A restart of ICE needs new credentials");
    return restart(*entry, id, std::move(fragment->ice_ufrag));
  }
  // Candidates of another ICE session say nothing to this one.
  if (*if_match != entry->etag || (!fragment->ice_ufrag.empty() && fragment->ice_ufrag != entry->ufrag))
    return refuse(Reason::precondition_failed, "The ICE session is another one by now");
  // We are ICE-lite: the other side checks, and from there we know its addresses (RFC 8445 section 2.5).
  return Patched{.fragment = {}, .etag = entry->etag};
}

Outcome<Resource> SdpExchange::close(Role role, ResourceId id) {
  auto resource = find(role, id);
  if (!resource) return refuse(Reason::not_found, "There is no such stream");
  release(id);
  // It may be gone already; then there is nothing to do.
  static_cast<void>(
      engine_.close_transport(resource->party.room, resource->party.participant, resource->transport));
  return *std::move(resource);
}

std::optional<Resource> SdpExchange::forget(sfu::TransportId transport) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(entries_, [&](const auto& entry) {
    return entry.second.is_open && entry.second.resource.transport == transport;
  });
  if (found == entries_.end()) return std::nullopt;
  auto resource = std::move(found->second.resource);
  entries_.erase(found);
  return resource;
}

void SdpExchange::forget(RoomId room) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.resource.party.room == room; });
}

std::size_t SdpExchange::count() const {
  const std::scoped_lock lock(mutex_);
  return entries_.size();
}

}  // namespace vtp::live
