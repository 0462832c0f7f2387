#include "rtc/ice/ice_credentials.h"

#include <array>

#include <openssl/rand.h>

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

constexpr std::string_view ice_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Six random bits a character.
template <std::size_t Length>
std::string random_text() {
  std::array<unsigned char, Length> bytes{};
  evp::require(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  std::string text;
  for (const auto byte : bytes) text += ice_characters[byte % ice_characters.size()];
  return text;
}

}  // namespace

IceCredentials make_ice_credentials() {
  return {.username_fragment = random_text<16>(), .password = random_text<24>()};
}

}  // namespace vtp::rtc
