#include "live/offered_media.h"

#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/try.h"
#include "classroom/receiving.h"
#include "classroom/sending.h"
#include "classroom/transports.h"
#include "live/programme.h"
#include "rtc/sdp/sdp_reader.h"
#include "rtc/sdp/sdp_writer.h"

namespace vtp::live {
namespace {

using classroom::Participant;
using classroom::Room;
using sfu::Direction;

constexpr std::uint64_t session_number = 1;  // one session for each resource: it need not differ
constexpr std::chrono::seconds before_next_try{2};

sfu::Source source_of(sfu::MediaKind kind) {
  return kind == sfu::MediaKind::audio ? sfu::Source::mic : sfu::Source::camera;
}

/// What a browser's library would have to answer for is here the offer's fault.
Error as_offer_problem(Error error) {
  switch (error.code) {
    case ErrorCode::invalid_dtls_parameters:
    case ErrorCode::invalid_rtp_parameters:
    case ErrorCode::unsupported_codec:
    case ErrorCode::invalid_rtp_capabilities:
      error.code = ErrorCode::unusable_offer;
      return error;
    default:
      return error;
  }
}

Result<sfu::TransportOffer> connect(Room& room, Participant& participant, Direction direction,
                                    const sfu::DtlsParameters& dtls, Timestamp now) {
  VTP_TRY(auto transport, classroom::create_transport(room, participant, direction, false, now));
  if (auto connected = classroom::connect_transport(room, participant, transport.id, dtls); !connected)
    return std::unexpected(as_offer_problem(std::move(connected).error()));
  return transport;
}

Result<void> produce(Room& room, Participant& participant, const sfu::OfferedStream& stream,
                     sfu::TransportId transport) {
  const auto source = source_of(stream.kind);
  auto producer =
      classroom::produce(room, participant,
                         {.request = {.transport = transport,
                                      .kind = stream.kind,
                                      .rtp_parameters = stream.rtp_parameters,
                                      .source = source,
                                      .app_data = fmt::format(R"({{"source":"{}"}})", to_text(source)),
                                      .is_always_heard = participant.role() == classroom::RoomRole::host},
                          .replaces = {}});
  if (!producer) return std::unexpected(as_offer_problem(std::move(producer).error()));
  return {};
}

std::vector<sfu::ProducerInfo> programme_of(Room& room) {
  std::vector<sfu::ProducerInfo> producers;
  for (const auto& [id, producer] : room.media.producers) producers.push_back(producer);
  return programme(std::move(producers), [&](ParticipantId id) {
    const auto* owner = room.roster.find(id);
    return owner != nullptr && owner->role() == classroom::RoomRole::host;
  });
}

/// nullopt: of a codec that the player does not know.
std::optional<sfu::RtpParameters> consume(Room& room, const Participant& participant,
                                          sfu::ProducerId producer, const sfu::PlayOffer& offer,
                                          sfu::TransportId transport) {
  auto consumer = classroom::consume(room, participant,
                                     {.producer = producer,
                                      .rtp_capabilities = offer.capabilities,
                                      .transport = transport,
                                      .preferred_layers = {}});
  if (!consumer) return std::nullopt;
  // Consumers begin paused; nothing flows before the player has connected.
  if (!classroom::pause_consumer(room, participant, consumer->id, false)) return std::nullopt;
  return std::move(consumer->rtp_parameters);
}

/// Each section gets the most important stream of its kind that it can show and that no other has.
std::vector<sfu::PlayedStream> consume_programme(Room& room, const Participant& participant,
                                                 const sfu::PlayOffer& offer, sfu::TransportId transport) {
  const auto producers = programme_of(room);
  std::vector<sfu::PlayedStream> streams;
  std::set<sfu::ProducerId> used;
  for (const auto& section : offer.sections) {
    for (const auto& producer : producers) {
      if (producer.kind != section.kind || !used.insert(producer.id).second) continue;
      auto parameters = consume(room, participant, producer.id, offer, transport);
      if (!parameters) continue;
      streams.push_back({.section = section.section, .rtp_parameters = *std::move(parameters)});
      break;
    }
  }
  return streams;
}

}  // namespace

Result<rtc::SessionDescription> read_offer(std::string_view text) {
  auto description = rtc::read_description(text);
  if (description) return *std::move(description);
  const auto& problem = description.error();
  return fail(ErrorCode::unusable_offer, fmt::format("Line {} of the offer: {}", problem.line, problem.what));
}

Result<Connected> take_in(Room& room, Participant& participant, const rtc::SessionDescription& offer,
                          const sfu::PublishOffer& taken, Timestamp now) {
  VTP_TRY(auto transport, connect(room, participant, Direction::send, taken.dtls, now));
  for (const auto& stream : taken.streams) VTP_CHECK(produce(room, participant, stream, transport.id));
  auto answer = rtc::write_description(sfu::answer_publish(offer, taken, transport, session_number));
  return Connected{.transport = std::move(transport), .answer = std::move(answer)};
}

Result<Connected> give_out(Room& room, Participant& participant, const rtc::SessionDescription& offer,
                           const sfu::PlayOffer& taken, Timestamp now) {
  VTP_TRY(auto transport, connect(room, participant, Direction::recv, taken.dtls, now));
  const auto streams = consume_programme(room, participant, taken, transport.id);
  if (streams.empty()) return nothing_to_play();
  auto answer = rtc::write_description(sfu::answer_play(offer, taken, streams, transport, session_number));
  return Connected{.transport = std::move(transport), .answer = std::move(answer)};
}

std::unexpected<Error> nothing_to_play() {
  auto refusal = fail(ErrorCode::nothing_to_play, "Nobody sends anything that the player could show");
  refusal.error().retry_after = before_next_try;
  return refusal;
}

}  // namespace vtp::live
