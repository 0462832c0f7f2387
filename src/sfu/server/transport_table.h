// Which transport a datagram belongs to: by where it comes from, or, the first time, by the name in a check.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rtc/endpoint.h"
#include "sfu/transport/secure_transport.h"

namespace vtp::sfu {

class TransportTable {
 public:
  void add(SecureTransport& transport) { add_name(transport); }
  /// Once more after restart_ice(): the old name goes on to work for as long as the transport answers to it.
  void add_name(SecureTransport& transport);
  void remove(SecureTransport& transport);

  /// nullptr: nobody's. A place that belongs to a transport is given to no other while that knows it.
  SecureTransport* find(rtc::Bytes datagram, const rtc::Endpoint& from, rtc::Instant now);
  /// To be called after the transport has taken a datagram from there: it may know the place now.
  void note(SecureTransport& transport, const rtc::Endpoint& from);
  /// Whose place it is; it is nobody's from now on.
  SecureTransport* forget(const rtc::Endpoint& endpoint);

 private:
  /// Names and places that are kept for a transport; of the places it knows eight at most.
  static constexpr std::size_t most_names = 4;
  static constexpr std::size_t most_places = 16;
  struct Keys {
    std::vector<std::string> names;
    std::vector<rtc::Endpoint> places;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void forget_unknown_places(SecureTransport& transport, Keys& keys);

  std::unordered_map<std::string, SecureTransport*, TextHash, std::equal_to<>> by_name_;
  std::unordered_map<rtc::Endpoint, SecureTransport*> by_place_;
  std::unordered_map<SecureTransport*, Keys> keys_;
};

}  // namespace vtp::sfu
