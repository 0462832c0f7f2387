// JSON of transport_parameters.h: keys as mediasoup-client has them.
#pragma once

#include "json/shape.h"
#include "sfu/parameters/transport_parameters.h"

namespace vtp::json {

template <>
struct Shape<sfu::IceParameters> {
  using S = sfu::IceParameters;
  static constexpr std::string_view name = "IceParameters";
  static constexpr std::array fields{field<&S::username_fragment>("usernameFragment"),
                                     field<&S::password>("password"), field<&S::ice_lite>("iceLite")};
};

/// Only written. `ip` is what older clients read in place of `address`.
template <>
struct Codec<sfu::IceCandidate> {
  static void write(Writer& writer, const sfu::IceCandidate& candidate) {
    const auto member = [&](std::string_view name, auto value) { writer.key(name), writer.value(value); };
    writer.begin_object();
    member("foundation", std::string_view(candidate.foundation));
    member("priority", std::int64_t{candidate.priority});
    member("address", std::string_view(candidate.address));
    member("ip", std::string_view(candidate.address));
    member("protocol", to_text(candidate.protocol));
    member("port", std::int64_t{candidate.port});
    member("type", "host");
    if (candidate.protocol == sfu::CandidateProtocol::tcp) member("tcpType", "passive");
    writer.end_object();
  }
  static void schema(const Rules&, SchemaWriter& schema) { schema.any_object(); }
};

template <>
struct Shape<sfu::DtlsFingerprint> {
  using S = sfu::DtlsFingerprint;
  static constexpr std::string_view name = "DtlsFingerprint";
  static constexpr std::array fields{field<&S::algorithm>("algorithm", required, length(1, 16)),
                                     // 64 bytes of SHA-512 in hexadecimal with colons
                                     field<&S::value>("value", required, length(1, 191))};
};

template <>
struct Shape<sfu::DtlsParameters> {
  using S = sfu::DtlsParameters;
  static constexpr std::string_view name = "DtlsParameters";
  static constexpr std::array fields{field<&S::role>("role"),
                                     field<&S::fingerprints>("fingerprints", required, length(1, 8))};
};

}  // namespace vtp::json
