#include "http/content_coding.h"

#include <charconv>
#include <optional>

#include "base/text.h"

namespace vtp::http {
namespace {

/// "q=0.5" after a name; 1 without it, 0 if it is malformed.
double weight_of(std::string_view parameters) {
  for (auto parameter : split(parameters, ';')) {
    parameter = trim(parameter);
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    double weight = 0;
    std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
    return weight;
  }
  return 1;
}

/// The weight that the client gives to a coding; 0 if it does not take it.
double weight_in(std::string_view accept_encoding, std::string_view coding) {
  std::optional<double> named;
  std::optional<double> any;
  for (auto entry : split(accept_encoding, ',')) {
    const auto name = trim(entry.substr(0, entry.find(';')));
    const auto weight = weight_of(entry);
    if (equals_ignoring_case(name, coding)) named = weight;
    if (name == "*") any = weight;
  }
  return named.value_or(any.value_or(0));
}

}  // namespace

ContentCoding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) {
  const auto brotli = has_brotli ? weight_in(accept_encoding, "br") : 0;
  const auto gzip = has_gzip ? weight_in(accept_encoding, "gzip") : 0;
  if (brotli > 0 && brotli >= gzip) return ContentCoding::brotli;
  if (gzip > 0) return ContentCoding::gzip;
  return ContentCoding::identity;
}

}  // namespace vtp::http
