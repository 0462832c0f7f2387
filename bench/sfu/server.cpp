// The SFU alone, for measurements: one room, told on standard input who comes (see run.py), and no other part
// of the program. Prints one line for each command.
//
//   open publisher|viewer FINGERPRINT [SSRC PAYLOAD_TYPE]  ->  ADDRESS PORT UFRAG PASSWORD FINGERPRINT SSRC
//   PT traffic                                                ->  packets in, packets out, drops
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "base/time.h"
#include "sfu/server/media_server.h"
#include "sfu/server/socket_address.h"

namespace {

using namespace vtp;
using namespace vtp::sfu;

struct NobodyListens final : MediaListener {
  void on_media_event(RoomId, MediaEvent) override {}
};

/// Thrown for whatever goes wrong: there is nobody to mend it.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

RtpParameters camera(std::uint32_t ssrc, std::uint8_t payload_type) {
  RtpParameters parameters;
  parameters.mid = "0";
  parameters.codecs = {{.mime_type = "video/VP8",
                        .payload_type = payload_type,
                        .clock_rate = 90'000,
                        .rtcp_feedback = {{"nack", "pli"}, {"ccm", "fir"}}}};
  parameters.encodings = {{.ssrc = ssrc}};
  parameters.rtcp.cname = "publisher";
  return parameters;
}

/// Of a browser that says by REMB how much it can take.
RtpCapabilities viewer_capabilities() {
  RtpCapabilities capabilities;
  capabilities.codecs = {{.kind = MediaKind::video,
                          .mime_type = "video/VP8",
                          .preferred_payload_type = 96,
                          .clock_rate = 90'000,
                          .rtcp_feedback = {{"nack", "pli"}, {"ccm", "fir"}, {"goog-remb", ""}}}};
  return capabilities;
}

class Lesson {
 public:
  explicit Lesson(MediaServer& server) : server_(server) { must(server_.open_room(room_, nobody_)); }

  std::string open(std::istringstream& line) {
    std::string role;
    std::string fingerprint;
    std::uint32_t ssrc = 0;
    unsigned payload_type = 0;
    line >> role >> fingerprint >> ssrc >> payload_type;
    const auto who = ParticipantId::make();
    const bool publishes = role == "publisher";
    const auto offer =
        must(server_.create_transport(room_, who, publishes ? Direction::send : Direction::recv, false));
    must(server_.connect_transport(
        room_, who, offer.id, {.role = DtlsRoleOffer::client, .fingerprints = {{"sha-256", fingerprint}}}));
    if (publishes) {
      producer_ =
          must(server_.produce(room_, who,
                               {.transport = offer.id,
                                .kind = MediaKind::video,
                                .rtp_parameters = camera(ssrc, static_cast<std::uint8_t>(payload_type)),
                                .source = Source::camera}))
              .id;
    } else {
      const auto consumer = must(server_.consume(
          room_, who,
          {.producer = producer_, .rtp_capabilities = viewer_capabilities(), .transport = offer.id}));
      must(server_.pause_consumer(room_, who, consumer.id, false));
      ssrc = consumer.rtp_parameters.encodings[0].ssrc.value();
      payload_type = consumer.rtp_parameters.codecs[0].payload_type;
    }
    const auto& candidate = offer.ice_candidates[0];
    return fmt::format("{} {} {} {} {} {} {}", candidate.address, candidate.port,
                       offer.ice_parameters.username_fragment, offer.ice_parameters.password,
                       offer.dtls_parameters.fingerprints[0].value, ssrc, payload_type);
  }

 private:
  MediaServer& server_;
  NobodyListens nobody_;
  RoomId room_ = RoomId::make();
  ProducerId producer_;
};

std::string traffic_of(const MediaServer& server) {
  const auto traffic = server.traffic();
  auto text = fmt::format("{} {}", traffic.packets_in, traffic.packets_out);
  for (std::size_t i = 0; i < traffic.drops.size(); ++i)
    if (traffic.drops[i] > 0)
      text += fmt::format(" {}={}", to_text(static_cast<DropReason>(i)), traffic.drops[i]);
  return text;
}

}  // namespace

int main() {
  const SystemClock clock;
  MediaServer::Options options;
  options.listen = {parse_ip_address("127.0.0.1").value()};
  const auto server = must(MediaServer::open(options, clock));
  Lesson lesson(*server);
  for (std::string text; std::getline(std::cin, text);) {
    std::istringstream line(text);
    std::string command;
    line >> command;
    fmt::print("{}\n", command == "open" ? lesson.open(line) : traffic_of(*server));
    std::fflush(stdout);
  }
  return 0;
}
