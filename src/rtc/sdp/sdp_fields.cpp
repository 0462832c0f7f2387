#include "rtc/sdp/sdp_fields.h"

#include <algorithm>

namespace vtp::rtc {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_sdp_token(std::string_view text, std::size_t longest) {
  constexpr std::string_view others = "!#$%&'*+-.^_`{|}~";
  return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [&](char c) {
    return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_ice_text(std::string_view text, std::size_t shortest, std::size_t longest) {
  return text.size() >= shortest && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '+' || c == '/'; });
}

bool is_sdp_text(std::string_view text, std::size_t longest) {
  return text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::string_view SdpWords::next() {
  const auto end = rest_.find(separator_);
  const auto word = rest_.substr(0, end);
  rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
  return word;
}

}  // namespace vtp::rtc
