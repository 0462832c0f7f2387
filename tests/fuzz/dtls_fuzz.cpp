// Any datagrams for both sides of a handshake, before and after it. Nobody connects by them alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rtc/dtls/dtls_session.h"

namespace {

using namespace vtp::rtc;

void drain(DtlsSession& session) {
  while (session.next_datagram()) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const DtlsContext context;
  static const std::vector peer{context.fingerprint(FingerprintAlgorithm::sha_256)};
  DtlsSession server(context, DtlsRole::server, peer, Instant{});
  DtlsSession client(context, DtlsRole::client, peer, Instant{});
  drain(client);
  ByteReader reader({data, size});
  while (!reader.rest().empty()) {
    const auto length = reader.u16();
    const auto view = reader.take(std::min<std::size_t>(length, reader.rest().size()));
    const std::vector<std::uint8_t> datagram(view.begin(), view.end());
    for (auto* const session : {&server, &client}) {
      session->handle(datagram, Instant{});
      drain(*session);
    }
  }
  if (server.srtp_keys() || client.srtp_keys()) std::abort();
  return 0;
}
