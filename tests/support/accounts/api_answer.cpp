#include "support/accounts/api_answer.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "json/document.h"

namespace vtp::testing {
namespace {

std::string text_of(const boost::json::value* value) {
  if (value == nullptr) return "absent";
  if (value->is_string()) return std::string(value->get_string());
  return boost::json::serialize(*value);
}

const boost::json::value* find(const boost::json::value& document, std::string_view pointer) {
  boost::system::error_code missing;
  return document.find_pointer(pointer, missing);
}

}  // namespace

std::string ApiAnswer::at(std::string_view pointer) const {
  const auto document = json::parse(body);
  return document ? text_of(find(*document, pointer)) : "no JSON";
}

std::string ApiAnswer::outcome() const {
  return std::to_string(status) + (status >= 400 ? " " + at("/code") : "");
}

std::string ApiAnswer::field_errors() const {
  const auto document = json::parse(body);
  const auto* details = document ? find(*document, "/details") : nullptr;
  if (details == nullptr || !details->is_array()) return "none";
  std::string text;
  for (const auto& detail : details->get_array()) {
    if (!text.empty()) text += ", ";
    text += text_of(find(detail, "/field")) + " " + text_of(find(detail, "/code"));
  }
  return text;
}

std::string ApiAnswer::each(std::string_view array, std::string_view pointer) const {
  const auto document = json::parse(body);
  const auto* elements = document ? find(*document, array) : nullptr;
  if (elements == nullptr || !elements->is_array()) return "no array";
  std::string text;
  for (const auto& element : elements->get_array()) {
    if (!text.empty()) text += ", ";
    text += text_of(find(element, pointer));
  }
  return text;
}

std::string ApiAnswer::cookie(std::string_view name) const {
  for (const auto& [field, value] : headers)
    if (field == "Set-Cookie" && value.starts_with(std::string(name) + "=")) return value;
  return {};
}

std::string ApiAnswer::cookie_value(std::string_view name) const {
  const auto field = cookie(name);
  const auto begin = field.find('=') + 1;
  return field.substr(begin, field.find(';') - begin);
}

}  // namespace vtp::testing
