// What two sides tell each other to connect a transport, in the shapes of mediasoup-client 3 (realtime.md
// section 8.1). Keys are camelCase on the wire; see transport_parameters_shapes.h.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"

namespace vtp::sfu {

struct IceParameters {
  std::string username_fragment;
  std::string password;
  bool ice_lite = true;
};

enum class CandidateProtocol : std::uint8_t { udp, tcp };

/// An address on which we listen; all are of type "host", those of TCP are passive (RFC 6544).
struct IceCandidate {
  std::string foundation;
  std::uint32_t priority = 0;
  std::string address;  // on the wire also as `ip`
  CandidateProtocol protocol = CandidateProtocol::udp;
  std::uint16_t port = 0;
};

/// `automatic` is "auto" on the wire: the other side chooses.
enum class DtlsRoleOffer : std::uint8_t { automatic, client, server };

struct DtlsFingerprint {
  std::string algorithm;  // "sha-256"
  std::string value;      // upper-case hexadecimal with colons
  bool operator==(const DtlsFingerprint&) const = default;
};

struct DtlsParameters {
  DtlsRoleOffer role = DtlsRoleOffer::automatic;
  std::vector<DtlsFingerprint> fingerprints;
  bool operator==(const DtlsParameters&) const = default;
};

}  // namespace vtp::sfu

template <>
struct vtp::EnumNames<vtp::sfu::CandidateProtocol> {
  static constexpr std::array<std::string_view, 2> names{"udp", "tcp"};
};

template <>
struct vtp::EnumNames<vtp::sfu::DtlsRoleOffer> {
  static constexpr std::array<std::string_view, 3> names{"auto", "client", "server"};
};
