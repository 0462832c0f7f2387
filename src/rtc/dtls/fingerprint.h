// Digests of certificates, by which signalling says whom to expect (RFC 8122 section 5).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// Those that are strong enough: sha-1 and md5 are not.
enum class FingerprintAlgorithm : std::uint8_t { sha_256, sha_384, sha_512 };

/// As signalling names it: "sha-256".
std::string_view wire_name(FingerprintAlgorithm algorithm);
std::size_t digest_size(FingerprintAlgorithm algorithm);

struct Fingerprint {
  FingerprintAlgorithm algorithm = FingerprintAlgorithm::sha_256;
  std::array<std::uint8_t, 64> digest{};  // of which the algorithm's size counts

  [[nodiscard]] Bytes bytes() const { return Bytes(digest).first(digest_size(algorithm)); }
  /// Upper-case hexadecimal with colons.
  [[nodiscard]] std::string text() const;
  bool operator==(const Fingerprint&) const = default;
};

/// Any letter case. nullopt for an algorithm that we do not accept, and for a malformed value.
std::optional<Fingerprint> parse_fingerprint(std::string_view algorithm, std::string_view value);

}  // namespace vtp::rtc
