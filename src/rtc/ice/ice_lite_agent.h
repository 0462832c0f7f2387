// The side of ICE that only answers (RFC 8445 section 2.5): it has a public address, the peer checks the
// paths to it and chooses one. A machine without sockets: messages and the time in, answers out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rtc/endpoint.h"
#include "rtc/ice/ice_credentials.h"
#include "rtc/instant.h"
#include "rtc/stun.h"

namespace vtp::rtc {

enum class IceState : std::uint8_t {
  fresh,         // no check has come
  connected,     // a path works
  completed,     // the peer has chosen one
  disconnected,  // the peer has not been heard for too long: it gets nothing (RFC 7675)
};

/// What became of a message.
enum class IceOutcome : std::uint8_t {
  answered,
  ignored,             // no request, or a broken one
  malformed,           // something is missing that a check must have: answered with 400
  unauthenticated,     // a name or password that is not ours: answered with 401
  unknown_attributes,  // answered with 420
  role_conflict,       // the peer wants to be controlled, and so must we: answered with 487
  no_room,             // for the answer
};

class IceLiteAgent {
 public:
  struct Options {
    Duration consent_lifetime = std::chrono::seconds(30);  // RFC 7675 section 5.1
    Duration old_credentials_lifetime = std::chrono::seconds(30);
  };
  /// An answer is never longer.
  static constexpr std::size_t longest_answer = 256;

  explicit IceLiteAgent(IceCredentials credentials) : IceLiteAgent(std::move(credentials), Options{}) {}
  IceLiteAgent(IceCredentials credentials, Options options)
      : credentials_(std::move(credentials)), options_(options) {}

  struct Result {
    IceOutcome outcome = IceOutcome::ignored;
    std::size_t answer_size = 0;  // bytes of `answer`, to be sent to where the message came from; 0: none
  };
  /// Takes one message. Only requests that are authentic change anything.
  Result handle(Bytes message, const Endpoint& from, Instant now, MutableBytes answer);

  /// New credentials (RFC 8445 section 9). The old ones are accepted for a while, and media go on where they
  /// went until the peer chooses a path with the new ones.
  void restart(IceCredentials credentials, Instant now);

  /// That place is gone: a connection of TCP that has been closed.
  void lose(const Endpoint& endpoint);

  /// Where to send; nullopt before the first check and without consent.
  [[nodiscard]] std::optional<Endpoint> selected() const;
  /// Has a check come from there lately? Nothing else is to be listened to.
  [[nodiscard]] bool knows(const Endpoint& endpoint) const;
  [[nodiscard]] IceState state() const { return state_; }
  [[nodiscard]] const IceCredentials& credentials() const { return credentials_; }
  /// Does a check with this name, the part before the colon, belong here?
  [[nodiscard]] bool answers_to(std::string_view username_fragment, Instant now) const;

  /// When on_time() wants to be called; `never` if it need not be.
  [[nodiscard]] Instant deadline() const;
  /// Forgets the paths whose consent is over. If the chosen one is among them, the one that was checked last
  /// takes its place.
  void on_time(Instant now);

 private:
  struct Path {
    Endpoint endpoint;
    Instant last_check{};
  };
  /// More places than a browser has at once. The one that was silent longest makes room.
  static constexpr std::size_t most_paths = 8;

  [[nodiscard]] std::span<Path> paths() { return std::span(paths_).first(path_count_); }
  [[nodiscard]] std::span<const Path> paths() const { return std::span(paths_).first(path_count_); }
  [[nodiscard]] const IceCredentials* credentials_for(std::string_view fragment, Instant now) const;
  void note_path(const Endpoint& endpoint, Instant now);
  [[nodiscard]] Path& least_useful_path();
  void on_check(const StunMessage& check, const Endpoint& from, bool is_current, Instant now);
  [[nodiscard]] bool is_nomination(const StunMessage& check);
  void replace_lost_path();

  IceCredentials credentials_;
  IceCredentials old_credentials_;
  Instant old_credentials_end_{};  // in the past: there are none
  Options options_;
  IceState state_ = IceState::fresh;
  std::array<Path, most_paths> paths_{};
  std::size_t path_count_ = 0;
  Endpoint selected_;                        // means something while connected or completed
  bool is_restarting_ = false;               // no check with the new credentials has come yet
  std::optional<std::uint32_t> nomination_;  // the highest number so far
};

/// The part of a check's user name that names the one who is asked; nullopt for what is no check. By this a
/// port finds the transport of a message from an address that it has not seen.
std::optional<std::string_view> checked_username_fragment(const StunMessage& message);

}  // namespace vtp::rtc
