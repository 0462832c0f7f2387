#include "rtc/sdp/trickle_fragment.h"

#include <fmt/format.h>

#include "rtc/sdp/sdp_attributes.h"
#include "rtc/sdp/sdp_fields.h"
#include "rtc/sdp/sdp_writer.h"

namespace vtp::rtc {
namespace {

constexpr std::size_t most_sections = 64;

/// The credentials may stand before the sections or in them; they are the same for all of a bundle.
void take_credentials(TrickleFragment& fragment, const SdpMedia& section) {
  if (!section.ice_ufrag.empty()) fragment.ice_ufrag = section.ice_ufrag;
  if (!section.ice_pwd.empty()) fragment.ice_pwd = section.ice_pwd;
}

bool is_of_fragments(std::string_view name) {
  return name == "ice-ufrag" || name == "ice-pwd" || name == "mid" || name == "candidate" ||
         name == "end-of-candidates";
}

}  // namespace

std::expected<TrickleFragment, SdpProblem> read_fragment(std::string_view text) {
  std::size_t number = 0;
  const auto problem = [&](std::string_view what) {
    return std::unexpected(SdpProblem{.line = number, .what = what});
  };
  if (text.size() > longest_fragment) return problem("the fragment is too long");
  std::vector<SdpMedia> sections(1);  // the first is what stands before all sections
  for (SdpWords lines(text, '\n'); !lines.is_at_end();) {
    ++number;
    auto line = lines.next();
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() < 2 || line[1] != '=' || !is_sdp_text(line, 1024))
      return problem("not a line of a fragment");
    if (line[0] == 'm') {
      if (sections.size() > most_sections) return problem("there are too many sections");
      sections.emplace_back();
      continue;
    }
    if (line[0] != 'a') continue;
    SdpWords attribute(line.substr(2), ':');
    const auto name = attribute.next();
    if (!is_of_fragments(name)) continue;
    if (const auto what = read_media_attribute(sections.back(), name, attribute.rest()); !what.empty())
      return problem(what);
  }
  TrickleFragment fragment;
  for (auto& section : sections) {
    take_credentials(fragment, section);
    // Before all sections only the credentials and the end can stand.
    if (&section == &sections.front() && section.candidates.empty() && !section.has_all_candidates) continue;
    fragment.sections.push_back({.mid = std::move(section.mid),
                                 .candidates = std::move(section.candidates),
                                 .has_all_candidates = section.has_all_candidates});
  }
  return fragment;
}

std::string write_fragment(const TrickleFragment& fragment) {
  std::string text;
  if (!fragment.ice_ufrag.empty()) text += fmt::format("a=ice-ufrag:{}\r\n", fragment.ice_ufrag);
  if (!fragment.ice_pwd.empty()) text += fmt::format("a=ice-pwd:{}\r\n", fragment.ice_pwd);
  for (const auto& section : fragment.sections) {
    // The kind of media says nothing here, but a line must be there (RFC 8840 section 9).
    text += "m=audio 9 RTP/AVP 0\r\n";
    if (!section.mid.empty()) text += fmt::format("a=mid:{}\r\n", section.mid);
    for (const auto& candidate : section.candidates)
      text += fmt::format("a=candidate:{}\r\n", write_candidate(candidate));
    if (section.has_all_candidates) text += "a=end-of-candidates\r\n";
  }
  return text;
}

}  // namespace vtp::rtc
