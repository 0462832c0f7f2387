// The pieces of SDP in which candidates and new credentials come after an offer (RFC 8840 section 9), as the
// body of WHIP's and WHEP's PATCH.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "rtc/sdp/sdp_reader.h"

namespace vtp::rtc {

struct TrickleFragment {
  std::string ice_ufrag;
  std::string ice_pwd;
  struct Section {
    std::string mid;
    std::vector<SdpCandidate> candidates;
    bool has_all_candidates = false;
    bool operator==(const Section&) const = default;
  };
  std::vector<Section> sections;
  bool operator==(const TrickleFragment&) const = default;
};

constexpr std::size_t longest_fragment = 16 * std::size_t{1024};  // bytes

std::expected<TrickleFragment, SdpProblem> read_fragment(std::string_view text);
std::string write_fragment(const TrickleFragment& fragment);

}  // namespace vtp::rtc
