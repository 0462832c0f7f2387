// Encoders that publish into a room (WHIP, RFC 9725) and players that watch it (WHEP,
// draft-ietf-wish-whep): one exchange of SDP over HTTP each, and a resource by which it goes on. Knows
// neither HTTP nor who may do it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "live/refusal.h"
#include "sfu/engine.h"
#include "sfu/sdp/offer.h"

namespace vtp::live {

using ResourceId = Id<struct LiveResourceTag>;

enum class Role : std::uint8_t { publisher, player };

/// Who exchanges. The participant is in the room already, as the engine knows it.
struct Party {
  RoomId room;
  ParticipantId participant;
  std::string key;  // of a publisher: one at a time; of a player: who watches
};

struct Opened {
  ResourceId id;
  std::string answer;  // SDP
  std::string etag;    // of the ICE session, with its quotes
};

/// What came of a PATCH.
struct Patched {
  std::string fragment;  // empty: there is nothing to say (204)
  std::string etag;
};

/// What is known of a resource.
struct Resource {
  Role role = Role::publisher;
  Party party;
  sfu::TransportId transport;
};

/// Thread-safe. Calls of the engine are made without holding a lock.
class SdpExchange {
 public:
  static constexpr std::size_t most_resources = 4096;

  explicit SdpExchange(sfu::Engine& engine) : engine_(engine) {}

  Outcome<Opened> publish(const Party& party, std::string_view offer);
  /// `programme`: what is to be seen and heard, the most important first.
  Outcome<Opened> play(const Party& party, std::string_view offer,
                       std::span<const sfu::ProducerInfo> programme);

  /// Of a role, because a resource of the other is none.
  [[nodiscard]] std::optional<Resource> find(Role role, ResourceId id) const;
  /// Candidates of the other side (If-Match: its ETag), or a restart of ICE (If-Match: *).
  Outcome<Patched> patch(Role role, ResourceId id, std::optional<std::string_view> if_match,
                         std::string_view fragment);
  Outcome<Resource> close(Role role, ResourceId id);

  /// The engine has closed a transport by itself. Gives what it was of.
  std::optional<Resource> forget(sfu::TransportId transport);
  /// The room is over; the engine has closed everything in it.
  void forget(RoomId room);
  [[nodiscard]] std::size_t count() const;

 private:
  struct Entry {
    Resource resource;
    std::string etag;
    std::string ufrag;  // of the other side
    std::vector<sfu::IceCandidate> candidates;
    bool is_open = false;  // false: it is being made
  };

  Outcome<ResourceId> reserve(Role role, const Party& party);
  void release(ResourceId id);
  Outcome<sfu::TransportOffer> connect(const Party& party, sfu::Direction direction,
                                       const sfu::DtlsParameters& dtls);
  Outcome<void> produce(const Party& party, const sfu::PublishOffer& offer, sfu::TransportId transport);
  std::vector<sfu::PlayedStream> consume(const Party& party, const sfu::PlayOffer& offer,
                                         sfu::TransportId transport,
                                         std::span<const sfu::ProducerInfo> programme);
  Opened open(ResourceId id, const sfu::TransportOffer& transport, const rtc::SessionDescription& offer,
              const rtc::SessionDescription& answer);
  Outcome<Patched> restart(const Entry& entry, ResourceId id, std::string ufrag);

  sfu::Engine& engine_;
  mutable std::mutex mutex_;
  std::map<ResourceId, Entry> entries_;
};

}  // namespace vtp::live
