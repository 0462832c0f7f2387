#include "media/dash_text.h"

#include <cmath>

#include <fmt/format.h>

namespace vtp::media {
namespace {

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped.push_back(c);
    }
  return escaped;
}

}  // namespace

std::string dash_template_query(std::string_view query) {
  if (query.empty()) return {};
  std::string text = "?";
  for (const char c : xml_escaped(query)) text.append(c == '$' ? 2 : 1, c);
  return text;
}

std::string dash_rate(double rate) {
  if (std::abs(rate - std::round(rate)) < 1e-3) return fmt::format("{}", std::lround(rate));
  return std::abs(rate * 1.001 - std::round(rate * 1.001)) < 1e-3
             ? fmt::format("{}/1001", std::lround(rate * 1.001) * 1000)
             : fmt::format("{}/1000", std::lround(rate * 1000));
}

}  // namespace vtp::media
