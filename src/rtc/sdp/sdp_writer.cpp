#include "rtc/sdp/sdp_writer.h"

#include <fmt/format.h>

namespace vtp::rtc {
namespace {

class Writer {
 public:
  std::string run(const SessionDescription& session) {
    line("v=0");
    line("o=- {} {} IN IP4 127.0.0.1", session.session_id, session.version);
    line("s=-");
    line("t=0 0");
    if (!session.bundle.empty()) list("a=group:BUNDLE", session.bundle);
    if (session.is_ice_lite) line("a=ice-lite");
    for (const auto& media : session.media) section(media);
    return std::move(text_);
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    text_ += "\r\n";
  }
  void list(std::string_view name, const std::vector<std::string>& words) {
    text_ += name;
    for (const auto& word : words) text_ += ' ' + word;
    text_ += "\r\n";
  }
  void flag(bool is_set, std::string_view name) {
    if (is_set) line("a={}", name);
  }

  void section(const SdpMedia& media) {
    list(fmt::format("m={} {} {}", media.kind, media.port, media.protocol), media.formats);
    line("c=IN IP4 0.0.0.0");
    if (!media.mid.empty()) line("a=mid:{}", media.mid);
    path(media);
    line("a={}", to_text(media.direction));
    if (!media.msid.empty()) line("a=msid:{}", media.msid);
    flag(media.has_rtcp_mux, "rtcp-mux");
    flag(media.has_reduced_rtcp, "rtcp-rsize");
    flag(media.is_bundle_only, "bundle-only");
    flag(media.allows_mixed_extensions, "extmap-allow-mixed");
    for (const auto& codec : media.codecs) describe(codec);
    for (const auto& extension : media.extensions) describe(extension);
    streams(media);
  }

  void path(const SdpMedia& media) {
    if (!media.ice_ufrag.empty()) line("a=ice-ufrag:{}", media.ice_ufrag);
    if (!media.ice_pwd.empty()) line("a=ice-pwd:{}", media.ice_pwd);
    for (const auto& fingerprint : media.fingerprints)
      line("a=fingerprint:{} {}", fingerprint.algorithm, fingerprint.value);
    if (media.setup) line("a=setup:{}", to_text(*media.setup));
    for (const auto& candidate : media.candidates) line("a=candidate:{}", write_candidate(candidate));
    flag(media.has_all_candidates, "end-of-candidates");
  }

  void describe(const SdpCodec& codec) {
    const auto channels = codec.channels ? fmt::format("/{}", *codec.channels) : std::string();
    line("a=rtpmap:{} {}/{}{}", codec.payload_type, codec.name, codec.clock_rate, channels);
    for (const auto& feedback : codec.feedback)
      line("a=rtcp-fb:{} {}{}{}", codec.payload_type, feedback.type, feedback.parameter.empty() ? "" : " ",
           feedback.parameter);
    if (codec.parameters.empty()) return;
    std::string parameters;
    for (const auto& [name, value] : codec.parameters) {
      if (!parameters.empty()) parameters += ';';
      parameters += name.empty() ? value : name + '=' + value;
    }
    line("a=fmtp:{} {}", codec.payload_type, parameters);
  }

  void describe(const SdpExtension& extension) {
    if (extension.direction == SdpDirection::sendrecv)
      line("a=extmap:{} {}", extension.id, extension.uri);
    else
      line("a=extmap:{}/{} {}", extension.id, to_text(extension.direction), extension.uri);
  }

  void streams(const SdpMedia& media) {
    for (const auto& rid : media.rids)
      line("a=rid:{} {}{}{}", rid.id, rid.is_sent ? "send" : "recv", rid.restrictions.empty() ? "" : " ",
           rid.restrictions);
    simulcast(media.simulcast);
    for (const auto& group : media.source_groups) {
      std::vector<std::string> ssrcs;
      for (const auto ssrc : group.ssrcs) ssrcs.push_back(std::to_string(ssrc));
      list("a=ssrc-group:" + group.semantics, ssrcs);
    }
    for (const auto& source : media.sources) {
      if (!source.cname.empty() || source.msid.empty()) line("a=ssrc:{} cname:{}", source.ssrc, source.cname);
      if (!source.msid.empty()) line("a=ssrc:{} msid:{}", source.ssrc, source.msid);
    }
  }

  void simulcast(const SdpSimulcast& simulcast) {
    if (simulcast.sent.empty() && simulcast.received.empty()) return;
    text_ += "a=simulcast:";
    const auto direction = [&](std::string_view name, const std::vector<std::string>& list) {
      if (list.empty()) return;
      if (!text_.ends_with(':')) text_ += ' ';
      text_ += fmt::format("{} {}", name, fmt::join(list, ";"));
    };
    direction("send", simulcast.sent);
    direction("recv", simulcast.received);
    text_ += "\r\n";
  }

  std::string text_;
};

}  // namespace

std::string write_candidate(const SdpCandidate& candidate) {
  auto text =
      fmt::format("{} {} {} {} {} {} typ {}", candidate.foundation, candidate.component, candidate.protocol,
                  candidate.priority, candidate.address, candidate.port, candidate.type);
  if (!candidate.tcp_type.empty()) text += " tcptype " + candidate.tcp_type;
  return text;
}

std::string write_description(const SessionDescription& session) {
  return Writer().run(session);
}

}  // namespace vtp::rtc
