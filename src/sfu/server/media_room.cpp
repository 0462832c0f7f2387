#include "sfu/server/media_room.h"

#include <algorithm>
#include <random>
#include <utility>

#include "base/try.h"

namespace vtp::sfu {
namespace {

std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32U | random();
}

/// The role is the peer's choice: both can be played.
DtlsParameters offer_of(const rtc::DtlsContext& dtls) {
  const auto fingerprint = dtls.fingerprint(rtc::FingerprintAlgorithm::sha_256);
  return {.role = DtlsRoleOffer::automatic,
          .fingerprints = {{.algorithm = std::string(rtc::wire_name(fingerprint.algorithm)),
                            .value = fingerprint.text()}}};
}

}  // namespace

MediaRoom::MediaRoom(RoomId id, MediaListener& listener, const RouterSettings& settings, const Clock& wall,
                     MediaPort& port, std::shared_ptr<RoomLink> home)
    : port_(port),
      home_(home == nullptr ? nullptr
                            : std::make_unique<ShadowEnd>(std::move(home), port,
                                                          [this] {
                                                            home_->hear(router_, MediaPort::now());
                                                            finish_hearing();
                                                          })),
      router_(id, listener, settings, random_seed(), wall, home_.get()) {
  finish_call();
}

MediaRoom::~MediaRoom() {
  for (const auto& transport : std::exchange(transports_, {}))
    close(transport, TransportCloseReason::left, MediaPort::now());
}

void MediaRoom::add_shadow(std::shared_ptr<RoomLink> link) {
  shadows_.push_back(std::make_unique<HomeEnd>(std::move(link), port_, [this] {
    for (const auto& shadow : shadows_) shadow->hear(router_, MediaPort::now());
    finish_hearing();
  }));
  router_.attach(*shadows_.back());
}

void MediaRoom::remove_shadow(const RoomLink& link, rtc::Instant now) {
  const auto found = std::ranges::find_if(shadows_, [&](const auto& shadow) { return shadow->is_of(link); });
  if (found == shadows_.end()) return;
  router_.detach(**found, now);
  shadows_.erase(found);
}

void MediaRoom::finish_hearing() {
  finish_call();
  port_.finish_turn();
}

void MediaRoom::finish_call() {
  port_.timers().update(*this);
}

Result<TransportOffer> MediaRoom::create_transport(ParticipantId participant, Direction direction,
                                                   std::vector<IceCandidate> candidates, rtc::Instant now) {
  const auto id = TransportId::make();
  auto& transport = port_.add(id, *this);
  const auto receiver = router_.add_transport(id, participant, direction, transport, now);
  if (!receiver) {
    port_.close(id);
    return std::unexpected(receiver.error());
  }
  transport.set_receiver(**receiver);
  transports_.push_back(id);
  return TransportOffer{.id = id,
                        .ice_parameters = transport.ice_parameters(),
                        .ice_candidates = std::move(candidates),
                        .dtls_parameters = offer_of(port_.dtls())};
}

Result<SecureTransport*> MediaRoom::own(ParticipantId participant, TransportId transport) {
  auto* const found = router_.owner_of(transport) == participant ? port_.find(transport) : nullptr;
  if (found == nullptr) return fail(ErrorCode::transport_not_found, "There is no such transport.");
  return found;
}

Result<void> MediaRoom::connect_transport(ParticipantId participant, TransportId transport,
                                          const DtlsParameters& parameters, rtc::Instant now) {
  VTP_TRY(auto* const found, own(participant, transport));
  return found->connect(parameters, now);
}

Result<IceParameters> MediaRoom::restart_ice(ParticipantId participant, TransportId transport) {
  VTP_TRY(auto* const found, own(participant, transport));
  port_.restart_ice(*found);
  return found->ice_parameters();
}

Result<void> MediaRoom::close_transport(ParticipantId participant, TransportId transport, rtc::Instant now) {
  VTP_CHECK(own(participant, transport));
  close(transport, TransportCloseReason::left, now);
  return {};
}

void MediaRoom::remove(ParticipantId participant, rtc::Instant now) {
  for (const auto& transport : router_.transports_of(participant))
    close(transport, TransportCloseReason::left, now);
  router_.remove(participant, now);
}

void MediaRoom::on_transport_end(TransportId id, TransportCloseReason reason, rtc::Instant now) {
  close(id, reason, now);
  finish_call();
}

void MediaRoom::close(TransportId transport, TransportCloseReason reason, rtc::Instant now) {
  router_.remove_transport(transport, reason, now);
  port_.close(transport);
  std::erase(transports_, transport);
}

}  // namespace vtp::sfu
