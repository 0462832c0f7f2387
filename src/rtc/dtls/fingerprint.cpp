#include "rtc/dtls/fingerprint.h"

#include <charconv>
#include <utility>

#include "base/text.h"

namespace vtp::rtc {
namespace {

struct Algorithm {
  std::string_view name;
  std::size_t size;
};

/// In the order of the enumeration.
constexpr std::array<Algorithm, 3> algorithms{{{"sha-256", 32}, {"sha-384", 48}, {"sha-512", 64}}};

std::optional<std::uint8_t> parse_byte(std::string_view digits) {
  std::uint8_t byte = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
  const bool is_whole = error == std::errc() && end == digits.data() + digits.size() && digits.size() == 2;
  return is_whole ? std::optional(byte) : std::nullopt;
}

}  // namespace

std::string_view wire_name(FingerprintAlgorithm algorithm) {
  return algorithms[std::to_underlying(algorithm)].name;
}

std::size_t digest_size(FingerprintAlgorithm algorithm) {
  return algorithms[std::to_underlying(algorithm)].size;
}

std::string Fingerprint::text() const {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const auto byte : bytes()) {
    if (!text.empty()) text += ':';
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  return text;
}

std::optional<Fingerprint> parse_fingerprint(std::string_view algorithm, std::string_view value) {
  for (std::size_t i = 0; i < algorithms.size(); ++i) {
    if (!equals_ignoring_case(algorithm, algorithms[i].name)) continue;
    Fingerprint fingerprint{.algorithm = static_cast<FingerprintAlgorithm>(i)};
    const auto parts = split(value, ':');
    if (parts.size() != algorithms[i].size) return std::nullopt;
    for (std::size_t at = 0; at < parts.size(); ++at) {
      const auto byte = parse_byte(parts[at]);
      if (!byte) return std::nullopt;
      fingerprint.digest[at] = *byte;
    }
    return fingerprint;
  }
  return std::nullopt;
}

}  // namespace vtp::rtc
