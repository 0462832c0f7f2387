#include "rtc/sdp/sdp_attributes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "rtc/sdp/sdp_fields.h"

namespace vtp::rtc {
namespace {

// Of one section. Browsers offer some 60 payload types and 20 extensions at most.
constexpr std::size_t most_extensions = 64;
constexpr std::size_t most_sources = 64;
constexpr std::size_t most_groups = 32;
constexpr std::size_t most_rids = 16;
constexpr std::size_t most_candidates = 128;
constexpr std::size_t most_fingerprints = 8;
constexpr std::size_t most_parameters = 32;
constexpr std::size_t most_feedback = 32;

constexpr std::string_view fine;
constexpr std::string_view too_many = "there are too many of these";

using Read = std::string_view (*)(SdpMedia&, std::string_view);

/// The codec of a payload type that "m=" has named; others say nothing to us (RFC 8866 section 6.6).
SdpCodec* codec_of(SdpMedia& media, std::uint8_t payload_type) {
  const auto found = std::ranges::find(media.codecs, payload_type, &SdpCodec::payload_type);
  return found == media.codecs.end() ? nullptr : &*found;
}

std::string_view read_rtpmap(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto payload_type = sdp_number<std::uint8_t>(words.next());
  SdpWords encoding(words.next(), '/');
  const auto name = encoding.next();
  const auto rate = sdp_number<std::uint32_t>(encoding.next());
  std::optional<std::uint8_t> channels;
  if (!encoding.is_at_end() && !(channels = sdp_number<std::uint8_t>(encoding.rest())))
    return "the number of channels is none";
  if (!payload_type || *payload_type > 127 || !is_sdp_token(name, 64) || !rate || *rate == 0)
    return "not a payload type, a name and a rate";
  auto* const codec = codec_of(media, *payload_type);
  if (!codec) return fine;
  if (!codec->name.empty()) return "this payload type has a name already";
  codec->name = name;
  codec->clock_rate = *rate;
  codec->channels = channels;
  return fine;
}

std::string_view read_fmtp(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto payload_type = sdp_number<std::uint8_t>(words.next());
  if (!payload_type || *payload_type > 127) return "not a payload type";
  auto* const codec = codec_of(media, *payload_type);
  if (!codec) return fine;
  for (const auto part : split(words.rest(), ';')) {
    const auto text = trim(part);
    if (text.empty()) continue;
    if (codec->parameters.size() == most_parameters) return too_many;
    const auto equals = text.find('=');
    if (equals == std::string_view::npos)
      codec->parameters.emplace_back("", text);
    else
      codec->parameters.emplace_back(trim(text.substr(0, equals)), trim(text.substr(equals + 1)));
  }
  return fine;
}

std::string_view read_feedback(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto target = words.next();
  const auto type = words.next();
  if (!is_sdp_token(type, 32)) return "not a kind of feedback";
  const SdpFeedback feedback{.type = std::string(type), .parameter = std::string(words.rest())};
  const auto add = [&](SdpCodec& codec) {
    if (codec.feedback.size() == most_feedback) return too_many;
    codec.feedback.push_back(feedback);
    return fine;
  };
  if (target == "*") {
    for (auto& codec : media.codecs)
      if (const auto problem = add(codec); !problem.empty()) return problem;
    return fine;
  }
  const auto payload_type = sdp_number<std::uint8_t>(target);
  if (!payload_type) return "not a payload type";
  auto* const codec = codec_of(media, *payload_type);
  return codec ? add(*codec) : fine;
}

std::string_view read_extension(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  SdpWords id(words.next(), '/');
  const auto number = sdp_number<std::uint16_t>(id.next());
  SdpExtension extension;
  if (!id.is_at_end()) {
    const auto direction = enum_from_text<SdpDirection>(id.rest());
    if (!direction) return "not a direction";
    extension.direction = *direction;
  }
  const auto uri = words.next();
  if (!number || uri.empty() || uri.size() > 256) return "not an id and an address";
  // 4096 and above: to be chosen by the answer (RFC 8285 section 7), which no one does.
  if (*number == 0 || *number > 255) return "an id between 1 and 255 is expected";
  if (sdp_has(media.extensions, *number, &SdpExtension::id)) return "this id is taken";
  if (media.extensions.size() == most_extensions) return too_many;
  extension.id = static_cast<std::uint8_t>(*number);
  extension.uri = uri;
  media.extensions.push_back(std::move(extension));
  return fine;
}

std::string_view read_fingerprint(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto algorithm = words.next();
  const auto bytes = words.rest();
  if (!is_sdp_token(algorithm, 16)) return "not an algorithm";
  const bool is_hexadecimal =
      bytes.size() >= 47 && bytes.size() <= 191 && bytes.size() % 3 == 2 &&
      std::ranges::all_of(bytes, [&, i = 0](char c) mutable {
        if (i++ % 3 == 2) return c == ':';
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
      });
  if (!is_hexadecimal) return "not bytes in hexadecimal";
  if (media.fingerprints.size() == most_fingerprints) return too_many;
  media.fingerprints.push_back({.algorithm = to_lower(algorithm), .value = to_upper(bytes)});
  return fine;
}

std::string_view read_setup(SdpMedia& media, std::string_view value) {
  media.setup = enum_from_text<SdpSetup>(value);
  return media.setup ? fine : "not a role of DTLS that can be used";
}

std::string_view read_ufrag(SdpMedia& media, std::string_view value) {
  if (!is_ice_text(value, 4, 256)) return "not a user name of ICE";
  media.ice_ufrag = value;
  return fine;
}

std::string_view read_password(SdpMedia& media, std::string_view value) {
  if (!is_ice_text(value, 22, 256)) return "not a password of ICE";
  media.ice_pwd = value;
  return fine;
}

std::string_view read_mid(SdpMedia& media, std::string_view value) {
  if (!is_sdp_token(value, 32)) return "not an identification";
  if (!media.mid.empty()) return "this section has an identification already";
  media.mid = value;
  return fine;
}

std::string_view read_msid(SdpMedia& media, std::string_view value) {
  if (!is_sdp_text(value, 256)) return "not the name of a stream";
  if (media.msid.empty()) media.msid = value;  // further streams of the same track
  return fine;
}

std::string_view read_source(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto ssrc = sdp_number<std::uint32_t>(words.next());
  if (!ssrc) return "not a source";
  auto source = std::ranges::find(media.sources, *ssrc, &SdpSource::ssrc);
  if (source == media.sources.end()) {
    if (media.sources.size() == most_sources) return too_many;
    media.sources.push_back({.ssrc = *ssrc, .cname = {}, .msid = {}});
    source = media.sources.end() - 1;
  }
  SdpWords attribute(words.rest(), ':');
  const auto name = attribute.next();
  if (!is_sdp_text(attribute.rest(), 256)) return "not a text";
  if (name == "cname") source->cname = attribute.rest();
  if (name == "msid") source->msid = attribute.rest();
  return fine;
}

std::string_view read_source_group(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  SdpSourceGroup group{.semantics = std::string(words.next()), .ssrcs = {}};
  if (!is_sdp_token(group.semantics, 16)) return "not a kind of group";
  while (!words.is_at_end()) {
    const auto ssrc = sdp_number<std::uint32_t>(words.next());
    if (!ssrc) return "not a source";
    if (group.ssrcs.size() == most_rids) return too_many;
    group.ssrcs.push_back(*ssrc);
  }
  if (media.source_groups.size() == most_groups) return too_many;
  media.source_groups.push_back(std::move(group));
  return fine;
}

bool is_rid(std::string_view text) {
  return !text.empty() && text.size() <= 16 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string_view read_rid(SdpMedia& media, std::string_view value) {
  SdpWords words(value);
  const auto id = words.next();
  const auto direction = words.next();
  if (!is_rid(id)) return "not the name of a stream";
  if (direction != "send" && direction != "recv") return "neither sent nor received";
  if (sdp_has(media.rids, id, &SdpRid::id)) return "this name is taken";
  if (!is_sdp_text(words.rest(), 256)) return "not a text";
  if (media.rids.size() == most_rids) return too_many;
  media.rids.push_back(
      {.id = std::string(id), .is_sent = direction == "send", .restrictions = std::string(words.rest())});
  return fine;
}

/// "a;b,c;~d": of alternatives the first, without the mark of those that begin paused (RFC 8853 section 5.1).
std::string_view read_stream_list(std::vector<std::string>& list, std::string_view text) {
  for (const auto alternatives : split(text, ';')) {
    auto id = split(alternatives, ',').front();
    if (id.starts_with('~')) id.remove_prefix(1);
    if (!is_rid(id)) return "not the name of a stream";
    if (list.size() == most_rids) return too_many;
    list.emplace_back(id);
  }
  return fine;
}

std::string_view read_simulcast(SdpMedia& media, std::string_view value) {
  if (!media.simulcast.sent.empty() || !media.simulcast.received.empty()) return "there is one already";
  SdpWords words(value);
  while (!words.is_at_end()) {
    const auto direction = words.next();
    if (direction != "send" && direction != "recv") return "neither sent nor received";
    auto& list = direction == "send" ? media.simulcast.sent : media.simulcast.received;
    if (!list.empty()) return "a direction occurs twice";
    if (const auto problem = read_stream_list(list, words.next()); !problem.empty()) return problem;
  }
  return fine;
}

std::string_view read_candidate_line(SdpMedia& media, std::string_view value) {
  auto candidate = read_candidate(value);
  if (!candidate) return "not a candidate";
  if (media.candidates.size() == most_candidates) return too_many;
  media.candidates.push_back(*std::move(candidate));
  return fine;
}

template <bool SdpMedia::* member>
std::string_view set(SdpMedia& media, std::string_view value) {
  media.*member = true;
  return value.empty() ? fine : "this one has no value";
}

template <SdpDirection direction>
std::string_view set_direction(SdpMedia& media, std::string_view value) {
  media.direction = direction;
  return value.empty() ? fine : "this one has no value";
}

constexpr std::array<std::pair<std::string_view, Read>, 25> attributes{{
    {"rtpmap", read_rtpmap},
    {"fmtp", read_fmtp},
    {"rtcp-fb", read_feedback},
    {"extmap", read_extension},
    {"fingerprint", read_fingerprint},
    {"setup", read_setup},
    {"ice-ufrag", read_ufrag},
    {"ice-pwd", read_password},
    {"mid", read_mid},
    {"msid", read_msid},
    {"ssrc", read_source},
    {"ssrc-group", read_source_group},
    {"rid", read_rid},
    {"simulcast", read_simulcast},
    {"candidate", read_candidate_line},
    {"end-of-candidates", set<&SdpMedia::has_all_candidates>},
    {"rtcp-mux", set<&SdpMedia::has_rtcp_mux>},
    {"rtcp-rsize", set<&SdpMedia::has_reduced_rtcp>},
    {"bundle-only", set<&SdpMedia::is_bundle_only>},
    {"extmap-allow-mixed", set<&SdpMedia::allows_mixed_extensions>},
    {"sendrecv", set_direction<SdpDirection::sendrecv>},
    {"sendonly", set_direction<SdpDirection::sendonly>},
    {"recvonly", set_direction<SdpDirection::recvonly>},
    {"inactive", set_direction<SdpDirection::inactive>},
    {"rtcp-mux-only", set<&SdpMedia::has_rtcp_mux>},
}};

}  // namespace

std::optional<SdpCandidate> read_candidate(std::string_view value) {
  SdpWords words(value);
  SdpCandidate candidate;
  candidate.foundation = words.next();
  const auto component = sdp_number<std::uint16_t>(words.next());
  candidate.protocol = to_lower(words.next());
  const auto priority = sdp_number<std::uint32_t>(words.next());
  candidate.address = words.next();
  const auto port = sdp_number<std::uint16_t>(words.next());
  const auto typ = words.next();
  candidate.type = words.next();
  if (!is_ice_text(candidate.foundation, 1, 32) || !component || !is_sdp_token(candidate.protocol, 16) ||
      !priority || candidate.address.empty() || candidate.address.size() > 255 ||
      !is_sdp_text(candidate.address, 255) || !port || typ != "typ" || !is_sdp_token(candidate.type, 16))
    return std::nullopt;
  candidate.component = *component;
  candidate.priority = *priority;
  candidate.port = *port;
  while (!words.is_at_end()) {
    const auto name = words.next();
    const auto text = words.next();
    if (name == "tcptype") candidate.tcp_type = text;
  }
  if (!candidate.tcp_type.empty() && !is_sdp_token(candidate.tcp_type, 16)) return std::nullopt;
  return candidate;
}

std::string_view read_media_attribute(SdpMedia& media, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(attributes, name, [](const auto& row) { return row.first; });
  return found == attributes.end() ? fine : found->second(media, value);
}

}  // namespace vtp::rtc
