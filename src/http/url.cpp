#include "http/url.h"

#include <algorithm>

#include "base/text.h"

namespace vtp::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").contains(c);
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// "http://host/a?b" becomes "/a?b".
std::string_view without_authority(std::string_view target) {
  for (std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? "/" : target.substr(path);
  }
  return target;
}

std::optional<std::string> decode_path(std::string_view coded) {
  auto path = percent_decode(coded);
  if (!path || !is_utf8(*path) || has_control_character(*path)) return std::nullopt;
  if (std::ranges::count(*path, '/') != std::ranges::count(coded, '/')) return std::nullopt;
  return path;
}

std::optional<std::string> decode_form(std::string_view coded) {
  std::string spaced(coded);
  std::ranges::replace(spaced, '+', ' ');
  auto text = percent_decode(spaced);
  if (!text || !is_utf8(*text)) return std::nullopt;
  return text;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded.push_back(text[at]);
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string coded;
  coded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      coded.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    coded.append({'%', digits[byte / 16U], digits[byte % 16U]});
  }
  return coded;
}

std::optional<Parameters> parse_query(std::string_view query) {
  Parameters parameters;
  for (auto pair : split(query, '&')) {
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode_form(pair.substr(0, equals));
    auto value = decode_form(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return std::nullopt;
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parameters;
}

Result<Target> parse_target(std::string_view target) {
  target = without_authority(target);
  const auto question = std::min(target.find('?'), target.size());
  auto path = decode_path(target.substr(0, question));
  const bool has_form = path && (path->starts_with('/') || *path == "*");
  if (!has_form || target.contains('#'))
    return fail(ErrorCode::invalid_input, "The address of the request is malformed");
  auto query = parse_query(target.substr(std::min(question + 1, target.size())));
  if (!query) return fail(ErrorCode::invalid_input, "The query of the request is malformed");
  return Target{.path = *std::move(path), .query = *std::move(query)};
}

}  // namespace vtp::http
