#include "accounts/field_rules.h"

#include <algorithm>

#include "base/text.h"

namespace vtp::accounts {
namespace {

constexpr std::size_t max_email_bytes = 255;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_unfit_for_email(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
}

}  // namespace

std::string_view email_objection(std::string_view email) {
  if (email.size() > max_email_bytes) return "must have at most 255 bytes";
  if (std::ranges::any_of(email, is_unfit_for_email)) return "must not contain spaces or control characters";
  if (std::ranges::count(email, '@') != 1) return "must contain exactly one @";
  const auto at = email.find('@');
  const auto domain = email.substr(at + 1);
  if (at == 0) return "must have something before the @";
  const auto dot = domain.find('.');
  const bool has_inner_dot = dot != std::string_view::npos && dot != 0 && !domain.ends_with('.');
  return has_inner_dot ? "" : "must have a domain with a dot";
}

std::string_view phone_objection(std::string_view phone) {
  return std::ranges::any_of(phone, is_digit) ? "" : "must contain a digit";
}

std::string_view locale_objection(std::string_view locale) {
  constexpr std::string_view objection = "must be a language tag such as ar or en-GB";
  const auto parts = split(locale, '-');
  const auto is_subtag = [](std::string_view part) {
    return !part.empty() && part.size() <= 8 &&
           std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
  };
  const auto& language = parts.front();
  const bool has_language =
      language.size() >= 2 && language.size() <= 3 && std::ranges::all_of(language, is_letter);
  return has_language && locale.size() <= 35 && std::ranges::all_of(parts, is_subtag) ? "" : objection;
}

}  // namespace vtp::accounts
