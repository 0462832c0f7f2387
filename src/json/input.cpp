#include "json/input.h"

#include <charconv>
#include <cmath>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "json/document.h"
#include "json/shape.h"

namespace vtp::json {
namespace {

constexpr std::size_t longest_free_name = 64;  // bytes, of a member of a map

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string range_message(const Rules& rules) {
  const bool has_min = rules.min > -1e18;
  const bool has_max = rules.max < 1e18;
  if (has_min && has_max) return fmt::format("must be between {} and {}", rules.min, rules.max);
  return has_min ? fmt::format("must be at least {}", rules.min)
                 : fmt::format("must be at most {}", rules.max);
}

bool in_range(double number, const Rules& rules, Problems& problems) {
  if (number >= rules.min && number <= rules.max) return true;
  problems.add(rules.code, range_message(rules));
  return false;
}

bool fits(std::size_t count, std::string_view unit, const Rules& rules, Problems& problems) {
  if (count < rules.min_length)
    problems.add(rules.code, fmt::format("must have at least {} {}", rules.min_length, unit));
  else if (count > rules.max_length)
    problems.add(rules.code, fmt::format("must have at most {} {}", rules.max_length, unit));
  else
    return true;
  return false;
}

bool counts_as_missing(const Input& input) {
  if (input.is_null()) return true;
  const auto text = input.as_text();
  return text && trim(*text).empty();
}

void read_field(const Field& field, const Input& input, void* object, Problems& problems) {
  problems.enter(field.name);
  if (field.rules.required && counts_as_missing(input))
    problems.missing();
  else
    field.read(input, field.rules, object, problems);
  problems.leave();
}

void miss_field(const Field& field, Problems& problems) {
  if (!field.rules.required) return;
  problems.enter(field.name);
  problems.missing();
  problems.leave();
}

}  // namespace

bool Input::is_null() const {
  return json_ != nullptr && json_->is_null();
}

std::optional<bool> Input::as_bool() const {
  if (json_ != nullptr) return json_->is_bool() ? std::optional(json_->get_bool()) : std::nullopt;
  if (text_ == "true" || text_ == "1") return true;
  if (text_ == "false" || text_ == "0") return false;
  return std::nullopt;
}

std::optional<std::int64_t> Input::as_integer() const {
  if (json_ == nullptr) return number_from<std::int64_t>(text_);
  if (json_->is_int64()) return json_->get_int64();
  if (!json_->is_double()) return std::nullopt;  // above INT64_MAX (uint64) is out of every range
  const double number = json_->get_double();
  if (number != std::floor(number) || std::abs(number) > 9e15) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<double> Input::as_number() const {
  if (json_ == nullptr || json_->is_double()) {
    const auto number = json_ == nullptr ? number_from<double>(text_) : json_->get_double();
    return number && std::isfinite(*number) ? number : std::nullopt;
  }
  if (json_->is_int64()) return static_cast<double>(json_->get_int64());
  if (json_->is_uint64()) return static_cast<double>(json_->get_uint64());
  return std::nullopt;
}

std::optional<std::string_view> Input::as_text() const {
  if (json_ == nullptr) return text_;
  if (!json_->is_string()) return std::nullopt;
  return std::string_view(json_->get_string().data(), json_->get_string().size());
}

std::optional<std::vector<Input>> Input::as_array() const {
  std::vector<Input> elements;
  if (json_ == nullptr) {
    for (auto part : split(text_, ',')) elements.push_back(of_text(part));
    return elements;
  }
  if (!json_->is_array()) return std::nullopt;
  for (const auto& element : json_->get_array()) elements.push_back(of_json(element));
  return elements;
}

const boost::json::object* Input::as_object() const {
  return json_ != nullptr ? json_->if_object() : nullptr;
}

std::string Input::to_text() const {
  return json_ != nullptr ? to_compact_text(*json_) : std::string(text_);
}

void Problems::add(ErrorCode code, std::string message) {
  details_.push_back({path_, code, std::move(message)});
}

void Problems::missing() {
  add(ErrorCode::missing_fields, "is required");
}

void Problems::enter(std::string_view name) {
  lengths_.push_back(path_.size());
  if (!path_.empty()) path_.push_back('.');
  path_ += name;
}

void Problems::enter(std::size_t index) {
  enter(std::string_view(std::to_string(index)));
}

Error Problems::to_error() const {
  Error error{.code = details_.front().code, .message = {}, .details = details_, .retry_after = {}};
  const FieldError* first = &details_.front();
  for (const auto& detail : details_)
    if (detail.code == ErrorCode::missing_fields) {
      error.code = detail.code;
      first = &detail;
      break;
    }
  error.message = first->field + " " + first->message;
  return error;
}

std::optional<std::string> read_text(const Input& input, const Rules& rules, Problems& problems) {
  const auto whole = input.as_text();
  if (!whole) {
    problems.add(rules.code, "must be text");
    return std::nullopt;
  }
  const auto text = rules.verbatim ? *whole : trim(*whole);
  if (text.contains('\0') || !is_utf8(text)) {
    problems.add(rules.code, "must be UTF-8 text without NUL characters");
    return std::nullopt;
  }
  if (!fits(count_code_points(text), "characters", rules, problems)) return std::nullopt;
  if (rules.check != nullptr)
    if (const auto objection = rules.check(text); !objection.empty()) {
      problems.add(rules.code, std::string(objection));
      return std::nullopt;
    }
  return std::string(text);
}

std::optional<std::int64_t> read_integer(const Input& input, const Rules& rules, Problems& problems) {
  const auto number = input.as_integer();
  if (!number) {
    problems.add(rules.code, "must be a whole number");
    return std::nullopt;
  }
  return in_range(static_cast<double>(*number), rules, problems) ? number : std::nullopt;
}

std::optional<double> read_number(const Input& input, const Rules& rules, Problems& problems) {
  const auto number = input.as_number();
  if (!number) {
    problems.add(rules.code, "must be a number");
    return std::nullopt;
  }
  return in_range(*number, rules, problems) ? number : std::nullopt;
}

std::optional<bool> read_bool(const Input& input, Problems& problems) {
  const auto flag = input.as_bool();
  if (!flag) problems.add(ErrorCode::validation_failed, "must be true or false");
  return flag;
}

std::optional<std::vector<Input>> read_array(const Input& input, const Rules& rules, Problems& problems) {
  auto elements = input.as_array();
  if (!elements) {
    problems.add(rules.code, "must be a list");
    return std::nullopt;
  }
  if (!fits(elements->size(), "items", rules, problems)) return std::nullopt;
  return elements;
}

std::optional<std::vector<std::pair<std::string_view, Input>>> read_map(const Input& input,
                                                                        const Rules& rules,
                                                                        Problems& problems) {
  const auto* const object = input.as_object();
  if (object == nullptr) {
    problems.add(rules.code, "must be an object");
    return std::nullopt;
  }
  if (!fits(object->size(), "members", rules, problems)) return std::nullopt;
  std::vector<std::pair<std::string_view, Input>> members;
  members.reserve(object->size());
  for (const auto& member : *object) {
    if (member.key().empty() || member.key().size() > longest_free_name) {
      problems.add(rules.code, "has a member whose name is too long or empty");
      return std::nullopt;
    }
    members.emplace_back(std::string_view(member.key().data(), member.key().size()),
                         Input::of_json(member.value()));
  }
  return members;
}

std::optional<std::string> read_raw_object(const Input& input, const Rules& rules, Problems& problems) {
  if (input.as_object() == nullptr) {
    problems.add(rules.code, "must be an object");
    return std::nullopt;
  }
  auto text = input.to_text();
  if (!fits(text.size(), "bytes", rules, problems)) return std::nullopt;
  return text;
}

void read_fields(const boost::json::object& members, std::span<const Field> fields, void* object,
                 Problems& problems) {
  for (const Field& field : fields) {
    const auto* value = members.if_contains({field.name.data(), field.name.size()});
    if (value != nullptr)
      read_field(field, Input::of_json(*value), object, problems);
    else
      miss_field(field, problems);
  }
}

Result<void> read_document(std::string_view text, std::span<const Field> fields, void* object) {
  const auto document = parse_object(text);
  if (!document) return std::unexpected(document.error());
  Problems problems;
  read_fields(document->get_object(), fields, object, problems);
  if (!problems.none()) return std::unexpected(problems.to_error());
  return {};
}

Result<void> check_document(std::string_view text) {
  const auto document = parse_object(text);
  if (!document) return std::unexpected(document.error());
  return {};
}

Result<void> read_parameters(std::span<const std::pair<std::string, std::string>> parameters,
                             std::span<const Field> fields, void* object) {
  Problems problems;
  for (const Field& field : fields) {
    const std::string* value = nullptr;
    for (const auto& [name, text] : parameters)
      if (name == field.name) value = &text;
    if (value != nullptr)
      read_field(field, Input::of_text(*value), object, problems);
    else
      miss_field(field, problems);
  }
  if (!problems.none()) return std::unexpected(problems.to_error());
  return {};
}

}  // namespace vtp::json
