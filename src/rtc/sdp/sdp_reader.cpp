#include "rtc/sdp/sdp_reader.h"

#include <algorithm>

#include "rtc/sdp/sdp_attributes.h"
#include "rtc/sdp/sdp_fields.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t longest_line = 4096;
constexpr std::size_t most_sections = 64;
constexpr std::size_t most_formats = 128;

constexpr std::string_view fine;

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::expected<SessionDescription, SdpProblem> run() {
    if (rest_.size() > longest_description) return problem("the description is too long");
    while (!rest_.empty())
      if (const auto what = take_line(); !what.empty()) return problem(what);
    if (const auto what = finish(); !what.empty()) return problem(what);
    return std::move(session_);
  }

 private:
  [[nodiscard]] std::unexpected<SdpProblem> problem(std::string_view what) const {
    return std::unexpected(SdpProblem{.line = line_, .what = what});
  }

  std::string_view take_line() {
    ++line_;
    const auto end = rest_.find('\n');
    auto line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() < 2 || line[1] != '=') return "not a letter, an equals sign and a value";
    if (line.size() > longest_line) return "the line is too long";
    if (!is_sdp_text(line, longest_line)) return "control characters have no place here";
    return line_ <= 3 ? take_beginning(line[0], line.substr(2)) : take(line[0], line.substr(2));
  }

  /// The first three lines are always the same (RFC 8829 section 5.2.1).
  std::string_view take_beginning(char letter, std::string_view value) {
    if (letter != std::string_view("vos")[line_ - 1]) return "a description begins with v=, o= and s=";
    if (letter == 'v' && value != "0") return "version 0 is expected";
    return letter == 'o' ? take_origin(value) : fine;
  }

  std::string_view take_origin(std::string_view value) {
    SdpWords words(value);
    words.next();  // a name, "-"
    const auto id = sdp_number<std::uint64_t>(words.next());
    const auto version = sdp_number<std::uint64_t>(words.next());
    if (!id || !version || words.next() != "IN") return "not an origin";
    session_.session_id = *id;
    session_.version = *version;
    return fine;
  }

  std::string_view take(char letter, std::string_view value) {
    switch (letter) {
      case 't':
        has_time_ = true;
        return fine;
      case 'm':
        return take_section(value);
      case 'a':
        return take_attribute(value);
      // Nothing of these matters to WebRTC.
      case 'b':
      case 'c':
      case 'e':
      case 'i':
      case 'k':
      case 'p':
      case 'r':
      case 'u':
      case 'z':
        return fine;
      default:
        return "there is no such line";
    }
  }

  std::string_view take_section(std::string_view value) {
    if (!has_time_) return "t= is missing";
    if (session_.media.size() == most_sections) return "there are too many sections";
    SdpWords words(value);
    SdpMedia media = common_;
    media.kind = words.next();
    const auto port = sdp_number<std::uint16_t>(words.next());
    media.protocol = words.next();
    if (!is_sdp_token(media.kind, 16) || !port || media.protocol.empty() || media.protocol.size() > 32)
      return "not a kind, a port and a protocol";
    media.port = *port;
    while (!words.is_at_end()) {
      if (media.formats.size() == most_formats) return "there are too many formats";
      const auto format = words.next();
      if (!is_sdp_token(format, 32)) return "not a format";
      media.formats.emplace_back(format);
    }
    if (media.formats.empty()) return "a format is missing";
    if (const auto what = take_payload_types(media); !what.empty()) return what;
    session_.media.push_back(std::move(media));
    return fine;
  }

  static std::string_view take_payload_types(SdpMedia& media) {
    if (media.kind != "audio" && media.kind != "video") return fine;
    for (const auto& format : media.formats) {
      const auto payload_type = sdp_number<std::uint8_t>(format);
      if (!payload_type || *payload_type > 127) return "not a payload type";
      if (sdp_has(media.codecs, *payload_type, &SdpCodec::payload_type)) return "a payload type occurs twice";
      media.codecs.push_back({.payload_type = *payload_type});
    }
    return fine;
  }

  std::string_view take_attribute(std::string_view attribute) {
    const auto colon = attribute.find(':');
    const auto name = attribute.substr(0, colon);
    const auto value = colon == std::string_view::npos ? std::string_view() : attribute.substr(colon + 1);
    if (!is_sdp_token(name)) return "an attribute needs a name";
    if (!session_.media.empty()) return read_media_attribute(session_.media.back(), name, value);
    if (name == "ice-lite") session_.is_ice_lite = true;
    if (name == "group") return take_group(value);
    return is_common(name) ? read_media_attribute(common_, name, value) : fine;
  }

  /// Said for the session, such attributes are meant for each section that does not say otherwise.
  static bool is_common(std::string_view name) {
    return name == "ice-ufrag" || name == "ice-pwd" || name == "fingerprint" || name == "setup" ||
           name == "extmap-allow-mixed" || enum_from_text<SdpDirection>(name);
  }

  std::string_view take_group(std::string_view value) {
    SdpWords words(value);
    if (words.next() != "BUNDLE") return fine;
    if (!session_.bundle.empty()) return "a second bundle is of no use";
    while (!words.is_at_end()) {
      const auto mid = words.next();
      if (!is_sdp_token(mid, 32)) return "not an identification";
      if (session_.bundle.size() == most_sections) return "there are too many sections";
      session_.bundle.emplace_back(mid);
    }
    return fine;
  }

  std::string_view finish() {
    if (line_ < 3 || !has_time_) return "the description is not complete";
    for (auto media = session_.media.begin(); media != session_.media.end(); ++media) {
      if (!media->mid.empty() && std::find_if(session_.media.begin(), media, [&](const SdpMedia& other) {
                                   return other.mid == media->mid;
                                 }) != media)
        return "two sections have the same identification";
      name_static_payload_types(*media);
    }
    for (const auto& mid : session_.bundle)
      if (!sdp_has(session_.media, mid, &SdpMedia::mid)) return "the bundle names a missing section";
    return fine;
  }

  /// Those that need no a=rtpmap (RFC 3551 section 6), and that are met in WebRTC; what has no name is gone.
  static void name_static_payload_types(SdpMedia& media) {
    for (auto& codec : media.codecs) {
      if (!codec.name.empty()) continue;
      if (codec.payload_type == 0) codec.name = "PCMU", codec.clock_rate = 8000;
      if (codec.payload_type == 8) codec.name = "PCMA", codec.clock_rate = 8000;
      if (codec.payload_type == 9) codec.name = "G722", codec.clock_rate = 8000;
    }
    std::erase_if(media.codecs, [](const SdpCodec& codec) { return codec.name.empty(); });
  }

  std::string_view rest_;
  std::size_t line_ = 0;
  bool has_time_ = false;
  SessionDescription session_;
  SdpMedia common_;
};

}  // namespace

std::expected<SessionDescription, SdpProblem> read_description(std::string_view text) {
  return Reader(text).run();
}

}  // namespace vtp::rtc
